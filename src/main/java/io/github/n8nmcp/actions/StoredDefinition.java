package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.Refusal;
import io.github.n8nmcp.workflow.Settings;
import io.github.n8nmcp.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Stores a definition on an n8n that may be too old for some of its parts. */
public final class StoredDefinition {
    /** Parts that only newer versions take: pinned data from 2.14 on, node groups from 2.28 on. */
    private static final List<String> NEWER_PARTS = List.of("nodeGroups", "pinData");

    private final Call call;
    private ObjectNode sent;

    /** A definition with all its parts. */
    public StoredDefinition(ObjectNode definition, Call call) {
        this.call = call;
        this.sent = definition;
    }

    /**
     * Sends the definition. If this n8n refuses it because of parts that it does not know, sends it again without them. A
     * warning names these parts; for settings, {@link Settings#losses} compares with what n8n stored.
     *
     * @throws N8nException if n8n refuses it for another reason
     */
    public Workflow send(Function<ObjectNode, Workflow> send) {
        while (true) {
            try {
                return send.apply(sent);
            } catch (N8nException e) {
                sent = smaller(sent, e, call).orElseThrow(() -> e);
            }
        }
    }

    /** What n8n was sent last, without the parts that it does not know. */
    public ObjectNode sent() {
        return sent;
    }

    private static Optional<ObjectNode> smaller(ObjectNode definition, N8nException e, Call call) {
        if (e.is(Refusal.UNKNOWN_SETTINGS)) {
            ObjectNode settings = (ObjectNode) definition.path("settings");
            return Settings.withoutUnknown(settings, e.unknownSettings())
                    .map(fewer -> definition.deepCopy().<ObjectNode>set("settings", fewer));
        }
        List<String> parts = new ArrayList<>(NEWER_PARTS);
        parts.removeIf(part -> !definition.has(part));
        if (!e.is(Refusal.UNKNOWN_PART) || parts.isEmpty()) {
            return Optional.empty();
        }
        call.warn("This n8n's API does not take " + String.join(" and ", parts) + ", so they were left out.");
        return Optional.of(definition.deepCopy().remove(parts));
    }
}
