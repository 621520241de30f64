package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the arguments of one call. Lenient where models err (an object sent as a JSON string, {@code "50"} for 50, a
 * number for an id, null for nothing), strict in all else: every fault is a {@link ToolException} that names the argument
 * and what is valid.
 */
final class ArgumentReader implements Arguments {
    /** n8n's ids have 16 characters, or are numbers on old instances. */
    private static final int LONGEST_ID = 128;
    /** What was given is quoted in an error up to this many characters. */
    private static final int LONGEST_QUOTE = 60;

    private final ObjectNode given;
    private final Set<String> asked = new LinkedHashSet<>();

    ArgumentReader(ObjectNode given) {
        this.given = given;
    }

    /** Refuses arguments that nobody asked for. */
    void finish() {
        for (var names = given.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!asked.contains(name)) {
                throw ToolException.invalid(
                        "Unknown argument '" + quote(name) + "'. Valid arguments: " + String.join(", ", asked));
            }
        }
    }

    @Override
    public String id(String description) {
        JsonNode value = value("id");
        if (value.isMissingNode()) {
            throw ToolException.invalid("Missing id: " + description);
        }
        String id = value.isIntegralNumber()
                ? value.asText()
                : value.isTextual() ? value.textValue().strip() : "";
        boolean usable = !id.isEmpty()
                && id.length() <= LONGEST_ID
                && !id.equals(".")
                && !id.equals("..")
                && id.chars().noneMatch(Character::isISOControl);
        if (!usable) {
            throw invalid("id", "must be the id of a workflow, as list_workflows shows it", value);
        }
        return id;
    }

    @Override
    public String text(String name, String description) {
        return optionalText(name, description)
                .orElseThrow(() -> ToolException.invalid("Missing " + name + ": " + description));
    }

    @Override
    public Optional<String> optionalText(String name, String description) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw invalid(name, "must be a string", value);
        }
        return Optional.of(value.textValue());
    }

    @Override
    public Optional<Boolean> flag(String name, String description) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        return switch (value.asText()) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> throw invalid(name, "must be true or false", value);
        };
    }

    @Override
    public int integer(String name, String description, int least, int most, int otherwise) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return otherwise;
        }
        double number;
        try {
            number = value.isNumber() || value.isTextual() ? Double.parseDouble(value.asText()) : Double.NaN;
        } catch (NumberFormatException e) {
            number = Double.NaN;
        }
        String range = "must be between " + least + " and " + most;
        if (Double.isNaN(number) || number != Math.rint(number)) {
            throw invalid(name, range + ", a whole number", value);
        }
        if (number < least || number > most) {
            throw ToolException.invalid("Invalid " + name + ": " + range);
        }
        return (int) number;
    }

    @Override
    public List<String> texts(String name, String description) {
        JsonNode value = SentValue.list(SentValue.parsed(value(name), '[', '{'));
        if (value.isTextual()) {
            value = given.arrayNode().add(value);
        }
        if (!value.isMissingNode() && !value.isArray()) {
            throw invalid(name, "must be an array of strings", value);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            boolean usable = element.isTextual() || element.isIntegralNumber();
            if (!usable || element.asText().isBlank()) {
                throw invalid(name, "must be an array of strings, none of them empty", element);
            }
            texts.add(element.asText().strip());
        }
        return texts;
    }

    @Override
    public Optional<List<String>> optionalTexts(String name, String description) {
        return value(name).isMissingNode() ? Optional.empty() : Optional.of(texts(name, description));
    }

    @Override
    public String choice(String name, String description, List<String> choices) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return choices.get(0);
        }
        if (!choices.contains(value.asText())) {
            throw invalid(name, "must be " + String.join(" or ", choices), value);
        }
        return value.asText();
    }

    @Override
    public JsonNode object(String name, String description) {
        JsonNode value = SentValue.parsed(value(name), '{');
        if (!value.isMissingNode() && !value.isObject()) {
            throw invalid(name, "must be an object", value);
        }
        return value;
    }

    @Override
    public JsonNode object(String name, String description, Fields fields) {
        JsonNode value = object(name, description);
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!fields.names().contains(field.getKey())) {
                throw ToolException.invalid("Unknown field '" + quote(field.getKey()) + "' of " + name
                        + ". Valid fields: " + String.join(", ", fields.names()));
            }
        }
        return fields.restored(object);
    }

    @Override
    public JsonNode objects(String name, String description, boolean required) {
        JsonNode value = SentValue.list(SentValue.parsed(value(name), '[', '{'));
        if (value.isMissingNode() && required) {
            throw ToolException.invalid("Missing " + name + ": " + description);
        }
        if (!value.isMissingNode() && !value.isArray()) {
            throw invalid(name, "must be an array of objects", value);
        }
        return value;
    }

    @Override
    public JsonNode objects(String name, String description, Fields fields) {
        JsonNode list = objects(name, description, false);
        if (list.isMissingNode()) {
            return list;
        }
        ArrayNode restored = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : list) {
            JsonNode parsed = SentValue.parsed(element, '{');
            if (!(parsed instanceof ObjectNode object)) {
                throw invalid(name, "must be an array of objects", element);
            }
            restored.add(fields.restored(object));
        }
        return restored;
    }

    @Override
    public JsonNode objectOrObjects(String name, String description) {
        JsonNode value = SentValue.list(SentValue.parsed(value(name), '{', '['));
        if (!value.isMissingNode() && !value.isContainerNode()) {
            throw invalid(name, "must be an object or an array of objects", value);
        }
        return value;
    }

    private JsonNode value(String name) {
        asked.add(name);
        JsonNode value = given.path(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    private static ToolException invalid(String name, String rule, JsonNode value) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.startsWith("{") || text.startsWith("[")) {
            return ToolException.invalid("Invalid " + name + ": the string is not valid JSON. Send the value itself.");
        }
        return ToolException.invalid("Invalid " + name + ": " + rule + ", not " + quote(Json.text(value)));
    }

    private static String quote(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
