package io.github.n8nmcp.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.n8nmcp.fixture.TestJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arguments that are objects with fields, or lists of them: their schemas, and how they are read. */
class FieldsTest {
    private static final Fields FIELDS = new Fields()
            .choice("type", List.of("add", "remove"))
            .with("object", "node")
            .with("integer", "output")
            .with("object[]", "patches");

    @Test
    void aListOfObjectsWithFieldsShowsTheirTypesAndIsOpenForOthers() {
        InputSchema schema = new InputSchema();
        schema.objects("operations", "In order", FIELDS);
        String expected = """
                {"type": "array", "description": "In order", "items": {"type": "object", "properties": {
                  "type": {"type": "string", "enum": ["add", "remove"]},
                  "node": {"type": "object", "properties": {}, "additionalProperties": true},
                  "output": {"type": "integer"},
                  "patches": {"type": "array", "items":
                    {"type": "object", "properties": {}, "additionalProperties": true}}
                }, "additionalProperties": true}}""";

        JsonNode listed = new ObjectMapper().valueToTree(schema.toMap());

        assertEquals(TestJson.json(expected), listed.at("/properties/operations"));
    }

    @Test
    void theFieldsOfEachObjectAreReadAsTheirTypesHaveThem() {
        String given = """
                {"operations": "[{\\"type\\": \\"add\\", \\"node\\": \\"{\\\\\\"name\\\\\\": \\\\\\"A\\\\\\"}\\"}]"}""";
        String expected = """
                [{"type": "add", "node": {"name": "A"}}]""";

        assertEquals(TestJson.json(expected), read(given));
    }

    @Test
    void listsThatCameAsObjectsAndNumbersThatCameAsTextsAreRestored() {
        String given = """
                {"operations": {"0": {"output": "1", "patches": {"0": {"find": "a"}}}, "1": {"nodeId": "7"}}}""";
        String expected = """
                [{"output": 1, "patches": [{"find": "a"}]}, {"nodeId": "7"}]""";

        assertEquals(TestJson.json(expected), read(given));
    }

    @Test
    void whatIsNotAnObjectIsRefused() {
        ToolException refused = assertThrows(ToolException.class, () -> read("{\"operations\": [\"add\"]}"));

        assertEquals("Invalid operations: must be an array of objects, not \"add\"", refused.getMessage());
    }

    @Test
    void anObjectWithFieldsHasNoOthers() {
        ArgumentReader reader = new ArgumentReader(TestJson.object("{\"from\": {\"node\": {}, \"version\": 1}}"));

        ToolException refused = assertThrows(ToolException.class, () -> reader.object("from", "", FIELDS));

        assertEquals(
                "Unknown field 'version' of from. Valid fields: type, node, output, patches", refused.getMessage());
    }

    @Test
    void anObjectWithFieldsIsMissingIfNotGiven() {
        ArgumentReader reader = new ArgumentReader(TestJson.object("{}"));

        assertTrue(reader.object("from", "", FIELDS).isMissingNode());
        assertTrue(reader.objects("operations", "", FIELDS).isMissingNode());
    }

    private static JsonNode read(String arguments) {
        return new ArgumentReader(TestJson.object(arguments)).objects("operations", "", FIELDS);
    }
}
