package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes which arguments are asked for, and tells them as a JSON Schema. Gives placeholders for values. */
final class InputSchema implements Arguments {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    /** The schema, its keys always in the same order. */
    Map<String, Object> toMap() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    /** Which n8n to call: the argument that all tools share. */
    void instance(List<String> names, String defaultName) {
        if (names.isEmpty()) {
            property("instance", "string", "Which n8n");
        } else {
            property("instance", "string", "Default: " + defaultName).put("enum", names);
        }
    }

    @Override
    public String id(String words) {
        return text("id", words);
    }

    @Override
    public String text(String name, String words) {
        required.add(name);
        property(name, "string", words);
        return "";
    }

    @Override
    public Optional<String> optionalText(String name, String words) {
        property(name, "string", words);
        return Optional.empty();
    }

    @Override
    public Optional<Boolean> flag(String name, String words) {
        property(name, "boolean", words);
        return Optional.empty();
    }

    @Override
    public int integer(String name, String words, int least, int most, int otherwise) {
        Map<String, Object> property = property(name, "integer", words);
        property.put("minimum", least);
        property.put("maximum", most);
        property.put("default", otherwise);
        return otherwise;
    }

    @Override
    public List<String> texts(String name, String words) {
        property(name, "array", words).put("items", Map.of("type", "string"));
        return List.of();
    }

    @Override
    public Optional<List<String>> optionalTexts(String name, String words) {
        return Optional.of(texts(name, words));
    }

    @Override
    public String choice(String name, String words, List<String> choices) {
        Map<String, Object> property = property(name, "string", words);
        property.put("enum", choices);
        property.put("default", choices.get(0));
        return choices.get(0);
    }

    @Override
    public JsonNode object(String name, String words) {
        property(name, "object", words);
        return MissingNode.getInstance();
    }

    @Override
    public JsonNode objects(String name, String words, boolean mustBeGiven) {
        if (mustBeGiven) {
            required.add(name);
        }
        property(name, "array", words).put("items", Map.of("type", "object"));
        return JsonNodeFactory.instance.arrayNode();
    }

    @Override
    public JsonNode objectOrObjects(String name, String words) {
        Map<String, Object> property = property(name, List.of("object", "array"), words);
        property.put("items", Map.of("type", "object"));
        return MissingNode.getInstance();
    }

    private Map<String, Object> property(String name, Object type, String words) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("type", type);
        property.put("description", words);
        properties.put(name, property);
        return property;
    }
}
