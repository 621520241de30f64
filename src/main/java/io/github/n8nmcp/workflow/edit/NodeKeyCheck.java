package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.NodeKeys;
import java.util.List;

/** Whether an operation may change a key of a node, and to what. */
final class NodeKeyCheck {
    private static final List<String> REQUIRED = List.of("name", "type", "typeVersion", "position", "parameters");

    private NodeKeyCheck() {}

    /** Refuses a key that nodes do not have, a change of the id, and the removal of a key that every node has. */
    static void checkChange(String key, boolean removed) {
        if (key.equals("id")) {
            throw new InvalidOperationException("the id of a node cannot be changed");
        }
        if (!NodeKeys.KINDS.containsKey(key)) {
            throw new InvalidOperationException("a node has no key " + Quoted.name(key) + "; its keys are "
                    + String.join(", ", NodeKeys.KINDS.keySet()) + ". A parameter is written as parameters."
                    + Quoted.bare(key) + ".");
        }
        if (removed && REQUIRED.contains(key)) {
            throw new InvalidOperationException(key + " cannot be removed, since every node has one");
        }
    }

    /** Refuses a value under this key that n8n does not take. */
    static void check(JsonNode node, String key) {
        JsonNode value = node.path(key);
        String kind = NodeKeys.KINDS.get(key);
        if (value.isMissingNode() || kind.isEmpty()) {
            return;
        }
        boolean valid =
                key.equals("position") ? isPosition(value) : Kind.of(value).equals(kind);
        if (!valid || (key.equals("type") && value.textValue().isBlank())) {
            throw new InvalidOperationException(key + " must be " + kind);
        }
    }

    private static boolean isPosition(JsonNode value) {
        return value.isArray()
                && value.size() == 2
                && value.get(0).isNumber()
                && value.get(1).isNumber();
    }
}
