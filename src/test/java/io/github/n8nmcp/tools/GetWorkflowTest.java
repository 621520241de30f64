package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.id;
import static io.github.n8nmcp.fixture.TestJson.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code get_workflow} shows of a definition. */
class GetWorkflowTest {
    private static final String STORED = """
            {"id": "123", "name": "Orders", "active": true, "createdAt": "c", "updatedAt": "u", "versionId": "v",
             "nodes": [{"id": "n1", "name": "Hook", "type": "n8n-nodes-base.webhook", "parameters": {"path": "x"},
                        "disabled": true, "somethingNew": {"a": [1.5, null]}},
                       {"id": "n2", "name": "Set", "type": "n8n-nodes-base.set", "parameters": {}}],
             "connections": {"Hook": {"main": [[{"node": "Set", "type": "main", "index": 0}]]}},
             "settings": {"timezone": "UTC"}, "tags": [], "futureField": 7,
             "shared": [{"project": {"name": "olive@example.com"}}], "activeVersion": {"nodes": []}}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @Test
    void answersTheWholeDefinitionButTheOwnerAndTheSecondCopyOfTheNodes() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        var expected = (com.fasterxml.jackson.databind.node.ObjectNode) json(STORED);
        expected.remove(List.of("shared", "activeVersion"));

        assertEquals(expected, n8n.answer("get_workflow", id("123")));
    }

    @Test
    void summaryKeepsNamesTypesAndLinksButNoParameters() {
        n8n.gives("GET", "/workflows/123", 200, STORED);

        String arguments = """
                {"id": "123", "detail": "summary"}""";
        String expected = """
                {"id": "123", "name": "Orders", "active": true, "versionId": "v", "updatedAt": "u",
                 "tags": [], "links": ["Hook -> Set"],
                 "nodes": [{"name": "Hook", "type": "n8n-nodes-base.webhook", "disabled": true},
                           {"name": "Set", "type": "n8n-nodes-base.set"}]}""";
        assertEquals(json(expected), n8n.answer("get_workflow", arguments));
    }

    @Test
    void takesANumberForAnId() {
        n8n.gives("GET", "/workflows/123", 200, STORED);

        String numericId = """
                {"id": 123}""";
        n8n.answer("get_workflow", numericId);

        assertEquals(List.of("GET /workflows/123"), n8n.requests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Missing id: Its id",
                "{\"id\": null} | Missing id: Its id",
                "{\"id\": \"\"} | Invalid id: must be the id of a workflow (letters, digits, - and _), as list_workflows shows it, not \"\"",
                "{\"id\": \"..\"} | Invalid id: must be the id of a workflow (letters, digits, - and _), as list_workflows shows it, not \"..\"",
                "{\"id\": \".\"} | Invalid id: must be the id of a workflow (letters, digits, - and _), as list_workflows shows it, not \".\"",
                "{\"id\": \"../users\"} | Invalid id: must be the id of a workflow (letters, digits, - and _), as list_workflows "
                        + "shows it, not \"../users\"",
                "{\"id\": true} | Invalid id: must be the id of a workflow (letters, digits, - and _), as list_workflows shows it, not true",
                "{\"id\": 1.5} | Invalid id: must be the id of a workflow (letters, digits, - and _), as list_workflows shows it, not 1.5",
                "{\"id\": {}} | Invalid id: must be the id of a workflow (letters, digits, - and _), as list_workflows shows it, not {}",
                "{\"id\": \"a\\u0000b\"} | Invalid id: must be the id of a workflow (letters, digits, - and _), as list_workflows shows it, "
                        + "not \"a\\u0000b\"",
                "{\"id\": \"1\", \"detail\": \"half\"} | Invalid detail: must be full or summary or runs, not \"half\"",
            })
    void refusesWhatIsNoId(String arguments, String message) {
        var error = n8n.error("get_workflow", arguments);

        assertEquals(-32602, error.code());
        assertEquals(message, error.message());
        assertEquals(List.of(), n8n.requests());
    }

    @Test
    void refusesAHugeIdWithoutRepeatingIt() {
        var error = n8n.error("get_workflow", "{\"id\": \"" + "x".repeat(100_000) + "\"}");

        assertEquals(-32602, error.code());
        assertTrue(error.message().length() < 200, error.message());
        assertEquals(List.of(), n8n.requests());
    }
}
