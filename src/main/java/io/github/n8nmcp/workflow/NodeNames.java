package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;

/** The nodes that a caller may mean by a text: n8n links nodes by name, callers also by id. */
final class NodeNames {
    private final Map<String, JsonNode> byName = new HashMap<>();
    private final Map<String, String> namesById = new HashMap<>();

    NodeNames(JsonNode nodes) {
        for (JsonNode node : nodes) {
            String name = node.path("name").asText();
            byName.put(name, node);
            namesById.put(node.path("id").asText(), name);
        }
    }

    /** The name of the node that has this name, else this id; the text itself if none has. */
    String named(String nameOrId) {
        return byName.containsKey(nameOrId) ? nameOrId : namesById.getOrDefault(nameOrId, nameOrId);
    }

    /** The node of this name; missing if there is none. */
    JsonNode node(String name) {
        return byName.getOrDefault(name, MissingNode.getInstance());
    }
}
