package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.Settings;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Sends a definition again without those settings that this n8n, of its version, does not know. */
final class SettingsRetry {
    private SettingsRetry() {}

    static ObjectNode sent(ObjectNode definition, UnaryOperator<ObjectNode> send) {
        try {
            return send.apply(definition);
        } catch (N8nException e) {
            Optional<ObjectNode> fewer = e.hasStatus(400)
                    ? Settings.afterRefusal((ObjectNode) definition.path("settings"), e.reason())
                    : Optional.empty();
            if (fewer.isEmpty()) {
                throw e;
            }
            ObjectNode smaller = definition.deepCopy();
            smaller.set("settings", fewer.get());
            return sent(smaller, send);
        }
    }
}
