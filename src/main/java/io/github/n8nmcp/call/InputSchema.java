package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
            Map<String, Object> instance = property("instance", "string", "Default: " + defaultName);
            instance.put("enum", names);
            if (names.size() == 1) {
                // There is nothing to choose, and the list of tools is sent with every conversation.
                instance.remove("description");
            }
        }
    }

    @Override
    public String id(String description) {
        return text("id", description);
    }

    @Override
    public String text(String name, String description) {
        required.add(name);
        property(name, "string", description);
        return "";
    }

    @Override
    public Optional<String> optionalText(String name, String description) {
        property(name, "string", description);
        return Optional.empty();
    }

    @Override
    public Optional<String> textToStore(String name, String description) {
        return optionalText(name, description);
    }

    @Override
    public Map<String, JsonNode> unlisted(Set<String> names) {
        return Map.of();
    }

    @Override
    public Optional<Boolean> flag(String name, String description) {
        property(name, "boolean", description);
        return Optional.empty();
    }

    @Override
    public int integer(String name, String description, int least, int most, int otherwise) {
        Map<String, Object> property = property(name, "integer", description);
        property.put("minimum", least);
        property.put("maximum", most);
        property.put("default", otherwise);
        return otherwise;
    }

    @Override
    public List<String> texts(String name, String description) {
        property(name, "string[]", description);
        return List.of();
    }

    @Override
    public Optional<List<String>> optionalTexts(String name, String description) {
        return Optional.of(texts(name, description));
    }

    @Override
    public String choice(String name, String description, List<String> choices) {
        Map<String, Object> property = property(name, "string", description);
        property.put("enum", choices);
        property.put("default", choices.get(0));
        return choices.get(0);
    }

    @Override
    public JsonNode object(String name, String description) {
        property(name, "object", description);
        return MissingNode.getInstance();
    }

    @Override
    public JsonNode object(String name, String description, Fields fields) {
        property(name, fields.schema(false), description);
        return MissingNode.getInstance();
    }

    @Override
    public JsonNode objects(String name, String description, boolean mustBeGiven) {
        if (mustBeGiven) {
            required.add(name);
        }
        property(name, "object[]", description);
        return JsonNodeFactory.instance.arrayNode();
    }

    @Override
    public JsonNode objects(String name, String description, Fields fields) {
        Map<String, Object> list = TypeSchema.of("object[]");
        list.put("items", fields.schema(true));
        property(name, list, description);
        return MissingNode.getInstance();
    }

    @Override
    public JsonNode objectOrObjects(String name, String description) {
        return object(name, description);
    }

    private Map<String, Object> property(String name, String type, String description) {
        return property(name, TypeSchema.of(type), description);
    }

    private Map<String, Object> property(String name, Map<String, Object> schema, String description) {
        schema.put("description", description);
        properties.put(name, schema);
        return schema;
    }
}
