package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The data pinned to nodes for tests in the editor, by the names of the nodes. */
final class PinnedData {
    private final JsonNode stored;
    /** The name under which data is stored, by the name that its node has now; only of nodes that were renamed. */
    private final Map<String, String> storedNames = new HashMap<>();
    /** The name that a node has now, by the name under which its data is stored; empty if it was removed. */
    private final Map<String, Optional<String>> names = new HashMap<>();

    PinnedData(JsonNode stored) {
        this.stored = stored;
    }

    void remove(String name) {
        move(name, Optional.empty());
    }

    void rename(String from, String to) {
        move(from, Optional.of(to));
    }

    private void move(String from, Optional<String> to) {
        String renamed = storedNames.remove(from);
        String key = renamed == null ? from : renamed;
        // A name whose data has moved has none, unless other data came to it.
        if (stored.has(key) && (renamed != null || !names.containsKey(key))) {
            names.put(key, to);
            to.ifPresent(name -> storedNames.put(name, key));
        }
    }

    /** All pinned data, if any of it was renamed or removed. */
    Optional<ObjectNode> changed() {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> data : stored.properties()) {
            names.getOrDefault(data.getKey(), Optional.of(data.getKey()))
                    .ifPresent(name -> changed.set(name, data.getValue()));
        }
        return Optional.of(changed);
    }
}
