package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.io.IOException;

/**
 * Values that a client has written in another form than their own: objects, lists, numbers and flags as strings, or a list
 * as an object with the keys {@code "0"}, {@code "1"} and so on. What cannot mean only one thing stays as it came.
 */
public final class Serialized {
    private Serialized() {}

    /** The value in the form that its type has, a type of JSON Schema; as it came for any other text. */
    public static JsonNode restored(JsonNode value, String type) {
        return switch (type) {
            case "object" -> object(value);
            case "array" -> list(container(value));
            case "boolean" -> flag(value);
            case "integer", "number" -> number(value);
            default -> value;
        };
    }

    /** The object that a string holds. */
    public static JsonNode object(JsonNode value) {
        return parsed(value, "{");
    }

    /** The object or the list that a string holds. */
    public static JsonNode container(JsonNode value) {
        return parsed(value, "{[");
    }

    /** What is in a string that begins with one of these characters. */
    private static JsonNode parsed(JsonNode value, String starts) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.isEmpty() || starts.indexOf(text.charAt(0)) < 0) {
            return value;
        }
        try {
            return Json.tree(text);
        } catch (IOException e) {
            return value;
        }
    }

    /** The list that an object with the keys 0, 1, 2 … stands for. */
    public static JsonNode list(JsonNode value) {
        if (!(value instanceof ObjectNode object) || object.isEmpty()) {
            return value;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < object.size(); i++) {
            JsonNode element = object.get(String.valueOf(i));
            if (element == null) {
                return value;
            }
            list.add(element);
        }
        return list;
    }

    static JsonNode flag(JsonNode value) {
        return switch (value.isTextual() ? value.textValue() : "") {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> value;
        };
    }

    /** Only what JSON would write as a number too: not {@code "NaN"}, {@code "0x10"} or {@code "1 "}. */
    static JsonNode number(JsonNode value) {
        if (!value.isTextual() || !value.textValue().matches("-?\\d{1,15}(\\.\\d{1,10})?")) {
            return value;
        }
        try {
            JsonNode number = Json.tree(value.textValue());
            return number.isNumber() ? number : value;
        } catch (IOException e) {
            // Such as 007, which is no number of JSON.
            return value;
        }
    }
}
