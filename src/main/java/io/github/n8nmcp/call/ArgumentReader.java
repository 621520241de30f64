package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.WorkflowId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the arguments of one call. Lenient where models err (an object sent as a JSON string, {@code "50"} for 50, a
 * number for an id, null for nothing), strict in all else: every fault is a {@link ToolException} that names the argument
 * and what is valid.
 */
final class ArgumentReader implements Arguments {
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
    public String id(String words) {
        JsonNode value = value("id");
        if (value.isMissingNode()) {
            throw ToolException.invalid("Missing id: " + words);
        }
        String id = value.isIntegralNumber()
                ? value.asText()
                : value.isTextual() ? value.textValue().strip() : "";
        if (!WorkflowId.isValid(id)) {
            throw invalid(
                    "id", "must be the id of a workflow (letters, digits, - and _), as list_workflows shows it", value);
        }
        return id;
    }

    @Override
    public String text(String name, String words) {
        return optionalText(name, words).orElseThrow(() -> ToolException.invalid("Missing " + name + ": " + words));
    }

    @Override
    public Optional<String> optionalText(String name, String words) {
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
    public Optional<Boolean> flag(String name, String words) {
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
    public int integer(String name, String words, int least, int most, int otherwise) {
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
    public List<String> texts(String name, String words) {
        JsonNode value = parsed(name, value(name), '[');
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
    public String choice(String name, String words, List<String> choices) {
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
    public JsonNode object(String name, String words) {
        JsonNode value = parsed(name, value(name), '{');
        if (!value.isMissingNode() && !value.isObject()) {
            throw invalid(name, "must be an object", value);
        }
        return value;
    }

    @Override
    public JsonNode objects(String name, String words, boolean required) {
        JsonNode value = parsed(name, value(name), '[');
        if (value.isMissingNode() && required) {
            throw ToolException.invalid("Missing " + name + ": " + words);
        }
        if (!value.isMissingNode() && !value.isArray()) {
            throw invalid(name, "must be an array of objects", value);
        }
        return value;
    }

    @Override
    public JsonNode objectOrObjects(String name, String words) {
        JsonNode value = parsed(name, value(name), '{', '[');
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

    /** What a string holds that was meant as JSON, which its first character tells. */
    private JsonNode parsed(String name, JsonNode value, char... starts) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        for (char start : starts) {
            if (!text.isEmpty() && text.charAt(0) == start) {
                try {
                    return Json.tree(text);
                } catch (IOException e) {
                    throw ToolException.invalid(
                            "Invalid " + name + ": the string is not valid JSON. Send the value itself.");
                }
            }
        }
        return value;
    }

    private static ToolException invalid(String name, String rule, JsonNode value) {
        return ToolException.invalid("Invalid " + name + ": " + rule + ", not " + quote(Json.text(value)));
    }

    private static String quote(String text) {
        return Quoted.bounded(text, LONGEST_QUOTE);
    }
}
