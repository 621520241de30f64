package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Quoted;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes as callers give them, brought into n8n's form where a client wrote a value in another one. */
final class GivenNodes {
    private static final Set<String> OBJECTS = Set.of("parameters", "credentials");
    private static final Set<String> NUMBERS = Set.of("typeVersion", "maxTries", "waitBetweenTries");
    private static final Set<String> FLAGS =
            Set.of("disabled", "notesInFlow", "executeOnce", "alwaysOutputData", "retryOnFail", "continueOnFail");

    private GivenNodes() {}

    /**
     * The nodes, restored. Parameters that are as they are stored stay so.
     *
     * @param warnings takes a sentence for each list that was restored within parameters
     */
    static ArrayNode restored(JsonNode given, JsonNode stored, List<String> warnings) {
        Set<JsonNode> storedParameters = new HashSet<>();
        stored.forEach(node -> storedParameters.add(node.path("parameters")));
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
        for (JsonNode element : given) {
            JsonNode node = Serialized.object(element);
            nodes.add(node instanceof ObjectNode object ? restoredNode(object, storedParameters, warnings) : node);
        }
        return nodes;
    }

    private static ObjectNode restoredNode(ObjectNode given, Set<JsonNode> stored, List<String> warnings) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : given.properties()) {
            node.set(field.getKey(), restoredField(field.getKey(), field.getValue()));
        }
        JsonNode parameters = node.path("parameters");
        if (parameters.isObject() && !stored.contains(parameters)) {
            SerializedLists lists = new SerializedLists();
            node.set("parameters", lists.restored(parameters));
            for (String path : lists.paths()) {
                warnings.add("Node " + Quoted.name(node.path("name").asText()) + ": parameters" + Quoted.bare(path)
                        + " came as an object with the keys 0, 1 … and was stored as a list.");
            }
        }
        return node;
    }

    private static JsonNode restoredField(String name, JsonNode value) {
        if (OBJECTS.contains(name)) {
            JsonNode object = Serialized.object(value);
            return name.equals("credentials") && object.isObject() ? credentials(object) : object;
        }
        if (NUMBERS.contains(name)) {
            return Serialized.number(value);
        }
        if (FLAGS.contains(name)) {
            return Serialized.flag(value);
        }
        return name.equals("position") ? position(value) : value;
    }

    private static ObjectNode credentials(JsonNode given) {
        ObjectNode credentials = JsonNodeFactory.instance.objectNode();
        given.properties().forEach(entry -> credentials.set(entry.getKey(), Serialized.object(entry.getValue())));
        return credentials;
    }

    /** As {@code [x, y]}; given so, as {@code {x, y}}, as an object with the keys 0 and 1, or as a text of any of these. */
    private static JsonNode position(JsonNode given) {
        JsonNode value = Serialized.container(given);
        if (given.isTextual() && given.textValue().matches("\\s*-?[\\d.]+\\s*,\\s*-?[\\d.]+\\s*")) {
            String[] parts = given.textValue().strip().split("\\s*,\\s*", 2);
            value = JsonNodeFactory.instance.arrayNode().add(parts[0]).add(parts[1]);
        }
        value = Serialized.list(value);
        if (value.isObject() && value.size() == 2 && value.has("x") && value.has("y")) {
            value = JsonNodeFactory.instance.arrayNode().add(value.get("x")).add(value.get("y"));
        }
        if (!value.isArray()) {
            return given;
        }
        ArrayNode position = JsonNodeFactory.instance.arrayNode();
        value.forEach(number -> position.add(Serialized.number(number)));
        return position;
    }
}
