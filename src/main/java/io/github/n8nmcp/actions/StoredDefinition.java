package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.Refusal;
import io.github.n8nmcp.workflow.Settings;
import io.github.n8nmcp.workflow.Workflow;
import java.util.Optional;
import java.util.function.Function;

/** Stores a definition on an n8n that may be too old for some of its settings. */
public final class StoredDefinition {
    private StoredDefinition() {}

    /**
     * Sends the definition, and again without the settings that this n8n does not know, if it refuses them.
     *
     * @throws N8nException if n8n refuses it for another reason
     */
    public static Workflow send(ObjectNode definition, Function<ObjectNode, Workflow> send) {
        try {
            return send.apply(definition);
        } catch (N8nException e) {
            Optional<ObjectNode> fewer = e.is(Refusal.UNKNOWN_SETTINGS)
                    ? Settings.withoutUnknown((ObjectNode) definition.path("settings"), e.unknownSettings())
                    : Optional.empty();
            if (fewer.isEmpty()) {
                throw e;
            }
            ObjectNode smaller = definition.deepCopy();
            smaller.set("settings", fewer.get());
            return send(smaller, send);
        }
    }
}
