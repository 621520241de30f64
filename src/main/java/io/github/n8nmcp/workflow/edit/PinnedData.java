package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The data pinned to nodes for tests in the editor, by the names of the nodes. */
final class PinnedData {
    private JsonNode byName;
    private boolean changed;

    PinnedData(JsonNode stored) {
        byName = stored;
    }

    void remove(String name) {
        if (byName.has(name)) {
            ObjectNode left = JsonNodeFactory.instance.objectNode().setAll((ObjectNode) byName);
            left.remove(name);
            byName = left;
            changed = true;
        }
    }

    void rename(String from, String to) {
        if (byName.has(from)) {
            ObjectNode renamed = JsonNodeFactory.instance.objectNode();
            byName.properties()
                    .forEach(entry -> renamed.set(entry.getKey().equals(from) ? to : entry.getKey(), entry.getValue()));
            byName = renamed;
            changed = true;
        }
    }

    /** All pinned data, if any of it was renamed or removed. */
    Optional<ObjectNode> changed() {
        return changed ? Optional.of((ObjectNode) byName) : Optional.empty();
    }
}
