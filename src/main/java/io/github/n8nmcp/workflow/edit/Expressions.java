package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The texts of a node that can name other nodes: parameters that are expressions, which start with {@code =}, code, and
 * HTML that n8n evaluates (n8n-workflow 2.41, {@code Workflow.renameNode}).
 */
final class Expressions {
    /** {@code functionCode} is the code of the old Function nodes. n8n's editor intends to change it too, but does not. */
    private static final List<String> CODE = List.of("jsCode", "functionCode");

    private static final Set<String> HTML = Set.of("n8n-nodes-base.html", "n8n-nodes-base.mailgun");

    private Expressions() {}

    /** Replaces every text that changes, in place. */
    static void change(JsonNode node, UnaryOperator<String> change) {
        JsonNode parameters = node.path("parameters");
        expressions(parameters, change);
        CODE.forEach(key -> code(parameters, key, change));
        String type = node.path("type").asText();
        if (HTML.contains(type)) {
            code(parameters, "html", change);
        }
        if (type.equals("n8n-nodes-base.form")) {
            for (JsonNode field : parameters.at("/formFields/values")) {
                if (field.path("fieldType").asText().equals("html")) {
                    code(field, "html", change);
                }
            }
        }
    }

    private static void expressions(JsonNode value, UnaryOperator<String> change) {
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                if (isExpression(entry.getValue())) {
                    replace(entry.getValue(), entry::setValue, change);
                }
                expressions(entry.getValue(), change);
            }
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                int index = i;
                if (isExpression(list.get(i))) {
                    replace(list.get(i), now -> list.set(index, now), change);
                }
                expressions(list.get(i), change);
            }
        }
    }

    private static boolean isExpression(JsonNode value) {
        return value.isTextual() && value.textValue().startsWith("=");
    }

    private static void code(JsonNode parent, String key, UnaryOperator<String> change) {
        if (parent instanceof ObjectNode object && object.path(key).isTextual()) {
            replace(object.get(key), now -> object.set(key, now), change);
        }
    }

    private static void replace(JsonNode text, Consumer<JsonNode> place, UnaryOperator<String> change) {
        String now = change.apply(text.textValue());
        if (!now.equals(text.textValue())) {
            place.accept(TextNode.valueOf(now));
        }
    }
}
