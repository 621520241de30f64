package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.io.IOException;

/**
 * A value as clients send it. Some write objects, lists, numbers and flags as strings, or a list as an object with the
 * keys {@code "0"}, {@code "1"} and so on.
 */
final class SentValue {
    private SentValue() {}

    /**
     * The value in the form that its type of JSON has; as it came where it can mean that in no single way.
     *
     * @param type a type of JSON Schema; any other text for none
     */
    static JsonNode restored(JsonNode value, String type) {
        return switch (type) {
            case "object" -> parsed(value, '{');
            case "array" -> list(parsed(value, '[', '{'));
            case "boolean" -> flag(value);
            case "integer", "number" -> number(value);
            default -> value;
        };
    }

    /** What a string holds that was meant as JSON, which its first character tells; any other value as it came. */
    static JsonNode parsed(JsonNode value, char... starts) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        for (char start : starts) {
            if (!text.isEmpty() && text.charAt(0) == start) {
                try {
                    return Json.tree(text);
                } catch (IOException e) {
                    return value;
                }
            }
        }
        return value;
    }

    /** The list that an object with the keys 0, 1, 2 … stands for; any other value as it came. */
    static JsonNode list(JsonNode value) {
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

    private static JsonNode flag(JsonNode value) {
        return switch (value.isTextual() ? value.textValue() : "") {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> value;
        };
    }

    /** Only what JSON would write as a number too: not {@code "NaN"}, {@code "0x10"} or {@code "1 "}. */
    private static JsonNode number(JsonNode value) {
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
