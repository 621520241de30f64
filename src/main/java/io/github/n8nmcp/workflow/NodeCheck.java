package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.Quoted;
import java.util.List;
import java.util.Set;

/** What every node must have. A sentence says which node lacks it, or what came in its place. */
final class NodeCheck {
    private NodeCheck() {}

    /**
     * Checks one node.
     *
     * @param index its place in the list, for a node without a name
     * @param present the types of the nodes that are there already, which are no reason to refuse
     * @throws InvalidWorkflowException if n8n could not store or run it
     */
    static void check(JsonNode node, int index, Set<String> present) {
        if (!node.isObject()) {
            throw InvalidWorkflowException.because("nodes[" + index + "] must be an object");
        }
        if (isNoText(node.path("name"))) {
            throw InvalidWorkflowException.because("nodes[" + index + "] has no name");
        }
        String name = "node " + Quoted.name(node.path("name").textValue());
        checkType(node.path("type"), name, present);
        JsonNode version = node.path("typeVersion");
        if (!version.isNumber()) {
            throw InvalidWorkflowException.because(name
                    + (isNothing(version) ? " has no typeVersion, which is a number" : ": typeVersion must be a number")
                    + " such as 1" + whatCame(version));
        }
        JsonNode position = node.path("position");
        if (!position.isArray()
                || position.size() != 2
                || !position.get(0).isNumber()
                || !position.get(1).isNumber()) {
            throw InvalidWorkflowException.because(name
                    + (isNothing(position)
                            ? " has no position, which is [x, y], two numbers"
                            : ": position must be [x, y], two numbers")
                    + whatCame(position));
        }
        for (String key : List.of("parameters", "credentials")) {
            JsonNode value = node.path(key);
            if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
                throw InvalidWorkflowException.because(name + ": " + key + " must be an object" + whatCame(value));
            }
        }
    }

    private static void checkType(JsonNode type, String name, Set<String> present) {
        if (isNoText(type)) {
            boolean given = !isNothing(type) && !type.isTextual();
            throw InvalidWorkflowException.because(name + (given ? ": type must be a text" : " has no type")
                    + ", such as 'n8n-nodes-base.webhook'" + (given ? whatCame(type) : ""));
        }
        if (present.contains(type.textValue())) {
            return;
        }
        NodeType.completed(type.textValue()).ifPresent(whole -> {
            throw InvalidWorkflowException.because(name + ": type " + Quoted.name(type.textValue())
                    + " lacks its package; '" + whole + "' is probably meant");
        });
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /** The end of a sentence that says what a value must be. */
    private static String whatCame(JsonNode value) {
        return isNothing(value) ? "" : ", not " + Quoted.bounded(Json.text(value), 60);
    }

    private static boolean isNoText(JsonNode value) {
        return !value.isTextual() || value.textValue().isBlank();
    }
}
