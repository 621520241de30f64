package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.Serialized;
import io.github.n8nmcp.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    /** What was given is quoted in an error up to this many characters. */
    private static final int LONGEST_QUOTE = 60;

    private final ObjectNode given;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> shown = new LinkedHashSet<>();

    ArgumentReader(ObjectNode given) {
        this.given = given;
    }

    /** Refuses arguments that nobody asked for, unless clients add them to every call. */
    void finish() {
        for (String name : names()) {
            if (!asked.contains(name) && !UnknownArguments.isAddedByClient(name)) {
                throw ToolException.invalid("Unknown argument '" + quote(name) + "'."
                        + UnknownArguments.meant(name, shown)
                                .map(meant -> " Did you mean '" + meant + "'?")
                                .orElse("")
                        + " Valid arguments: " + String.join(", ", shown));
            }
        }
    }

    /** Tells an argument that must be given, with the one that was given in its place, if there is one. */
    private ToolException missing(String name, String description) {
        for (String other : names()) {
            if (!asked.contains(other)
                    && !UnknownArguments.isAddedByClient(other)
                    && UnknownArguments.meant(other, List.of(name)).isPresent()) {
                return ToolException.invalid("Unknown argument '" + quote(other) + "'. Did you mean '" + name + "'?");
            }
        }
        return ToolException.invalid("Missing " + name + ": " + description);
    }

    private List<String> names() {
        return given.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Override
    public String id(String description) {
        JsonNode value = value("id");
        if (value.isMissingNode()) {
            throw missing("id", description);
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
    public String text(String name, String description) {
        return textToStore(name, description).orElseThrow(() -> missing(name, description));
    }

    @Override
    public Optional<String> optionalText(String name, String description) {
        return textToStore(name, description).filter(text -> !text.isBlank());
    }

    @Override
    public Optional<String> textToStore(String name, String description) {
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
        JsonNode value = valueIfAny(name);
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
        JsonNode value = valueIfAny(name);
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
        JsonNode value = Serialized.list(Serialized.container(valueIfAny(name)));
        if (value.isTextual()) {
            value = given.arrayNode().add(value);
        }
        if (!value.isMissingNode() && !value.isArray()) {
            throw invalid(name, "must be an array of strings", value);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            // Such as a tag in a definition: {id, name}.
            JsonNode text = element.isObject() ? element.path("name") : element;
            boolean usable = text.isTextual() || text.isIntegralNumber();
            if (!usable || text.asText().isBlank()) {
                throw invalid(name, "must be an array of strings, none of them empty", element);
            }
            texts.add(text.asText().strip());
        }
        return texts;
    }

    @Override
    public Optional<List<String>> optionalTexts(String name, String description) {
        return valueIfAny(name).isMissingNode() ? Optional.empty() : Optional.of(texts(name, description));
    }

    @Override
    public String choice(String name, String description, List<String> choices) {
        JsonNode value = valueIfAny(name);
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
        JsonNode value = Serialized.object(valueIfAny(name));
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
        JsonNode value = Serialized.list(Serialized.container(valueIfAny(name)));
        if (value.isMissingNode() && required) {
            throw missing(name, description);
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
            JsonNode parsed = Serialized.object(element);
            if (!(parsed instanceof ObjectNode object)) {
                throw invalid(name, "must be an array of objects", element);
            }
            restored.add(fields.restored(object));
        }
        return restored;
    }

    @Override
    public JsonNode objectOrObjects(String name, String description) {
        JsonNode value = Serialized.list(Serialized.container(valueIfAny(name)));
        if (!value.isMissingNode() && !value.isContainerNode()) {
            throw invalid(name, "must be an object or an array of objects", value);
        }
        return value;
    }

    @Override
    public Map<String, JsonNode> unlisted(Set<String> names) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (String name : names) {
            JsonNode value = value(name);
            shown.remove(name);
            if (!value.isMissingNode()) {
                values.put(name, value);
            }
        }
        return values;
    }

    private JsonNode value(String name) {
        asked.add(name);
        shown.add(name);
        JsonNode value = given.path(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    /** Clients send these texts for an argument that they leave out. None of them is a number, flag, object or list. */
    private JsonNode valueIfAny(String name) {
        JsonNode value = value(name);
        String text = value.isTextual() ? value.textValue().strip() : "a value";
        boolean nothing = text.isEmpty() || text.equals("null") || text.equals("undefined");
        return nothing ? MissingNode.getInstance() : value;
    }

    private static ToolException invalid(String name, String rule, JsonNode value) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (text.startsWith("{") || text.startsWith("[")) {
            return ToolException.invalid("Invalid " + name + ": the string is not valid JSON. Send the value itself.");
        }
        return ToolException.invalid("Invalid " + name + ": " + rule + ", not " + quote(Json.text(value)));
    }

    private static String quote(String text) {
        return Quoted.bounded(text, LONGEST_QUOTE);
    }
}
