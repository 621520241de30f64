package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The converters with which clients make their own schemas of ours: values must come out of them whole. They emptied
 * {@code settings} and {@code connections} to {@code {}} (Mastra, mcp-use, Kibana) where an object named no fields.
 */
@Tag("n8n")
class SchemaConvertersIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final N8nStub n8n = new N8nStub().withInstances("default");

    @Test
    void valuesComeOutOfEveryConverterWhole() throws Exception {
        ObjectNode input = JSON.createObjectNode();
        JsonNode tools = input.set("tools", n8n.listedTools()).path("tools");
        for (JsonNode tool : tools) {
            String name = tool.path("name").asText();
            input.withObjectProperty("values").set(name, value(tool.path("inputSchema")));
            input.withObjectProperty("answers").set(name, value(tool.path("outputSchema")));
        }

        JsonNode passed =
                ServerProcess.json(NodeClients.run(List.of("node", "converters.mjs"), JSON.writeValueAsString(input)));

        for (Map.Entry<String, JsonNode> converter : passed.properties()) {
            for (Map.Entry<String, JsonNode> tool : converter.getValue().properties()) {
                String where = converter.getKey() + ", " + tool.getKey();
                assertEquals(
                        input.path("values").path(tool.getKey()),
                        tool.getValue().path("input"),
                        where);
                assertEquals(
                        input.path("answers").path(tool.getKey()),
                        tool.getValue().path("output"),
                        where);
            }
        }
        assertEquals(3, passed.size());
    }

    /** A value with every property that the schema names; an open object gets one that it does not name. */
    private static JsonNode value(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> {
                ObjectNode object = JSON.createObjectNode();
                schema.path("properties")
                        .properties()
                        .forEach(property -> object.set(property.getKey(), value(property.getValue())));
                if (object.isEmpty()) {
                    object.putObject("Any name")
                            .putArray("main")
                            .addArray()
                            .addObject()
                            .put("node", "B");
                }
                yield object;
            }
            case "array" -> JSON.createArrayNode().add(value(schema.path("items")));
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            case "integer" ->
                JSON.getNodeFactory().numberNode(schema.path("minimum").asInt(1));
            case "number" -> JSON.getNodeFactory().numberNode(1.5);
            default -> JSON.getNodeFactory().textNode("a text");
        };
    }
}
