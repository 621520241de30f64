package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.N8nStub.json;
import static io.github.n8nmcp.fixture.TestJson.id;
import static io.github.n8nmcp.fixture.TestJson.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients and models do to arguments, and what they get to see. */
class ClientHabitsTest {
    private static final String CREATED = """
            {"id": "7", "name": "A", "active": false, "nodes": [], "connections": {}, "settings": {}}""";

    private static final String NODE = """
            {"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0], "id": "n",
             "webhookId": "w", "parameters": {"path": "p"}}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "null"})
    void aBlankOptionalArgumentCountsAsMissing(String nothing) {
        n8n.gives("GET", "/workflows", 200, "{\"data\": [], \"nextCursor\": null}");
        String arguments = """
                {"instance": #, "active": #, "tags": #, "name": #, "limit": #, "cursor": #}""";

        n8n.answer("list_workflows", arguments.replace("#", nothing));

        assertEquals(List.of("GET /workflows?limit=100&excludePinnedData=true"), n8n.requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"null\"", "\"undefined\""})
    void aTextThatNamesNothingStandsForNoNumberFlagOrList(String nothing) {
        n8n.gives("GET", "/workflows", 200, "{\"data\": [], \"nextCursor\": null}");
        String arguments = """
                {"active": #, "tags": #, "limit": #}""";

        n8n.answer("list_workflows", arguments.replace("#", nothing));

        assertEquals(List.of("GET /workflows?limit=100&excludePinnedData=true"), n8n.requests());
    }

    @Test
    void aBlankNameIsNotAsGoodAsNoneSinceItWouldBeStored() {
        n8n.gives("GET", "/workflows/7", 200, CREATED);

        var error = n8n.error("update_workflow", "{\"id\": \"7\", \"name\": \"\"}");

        assertEquals("Workflow validation failed: name must not be empty", error.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wait_for_previous", "toolCallId", "sessionId", "action", "chatInput", "tool", "task_progress"})
    void namesThatClientsAddToEveryCallAreIgnored(String added) {
        n8n.gives("GET", "/workflows/7", 200, CREATED);

        JsonNode answer = n8n.answer("get_workflow", "{\"id\": \"7\", \"" + added + "\": \"x\"}");

        assertEquals("7", answer.path("id").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "get_workflow | {\"workflowId\": \"7\"} | Unknown argument 'workflowId'. Did you mean 'id'?",
                "get_workflow | {\"workflow_id\": \"7\"} | Unknown argument 'workflow_id'. Did you mean 'id'?",
                "get_workflow | {\"workflow\": \"7\"} | Unknown argument 'workflow'. Did you mean 'id'?",
                "create_workflow | {\"title\": \"A\"} | Unknown argument 'title'. Did you mean 'name'?",
                "list_workflows | {\"limt\": 7} | Unknown argument 'limt'. Did you mean 'limit'? Valid arguments: ",
                "list_workflows | {\"environment\": \"x\"} | Unknown argument 'environment'. Did you mean 'instance'? ",
                "list_workflows | {\"page\": 7} | Unknown argument 'page'. Valid arguments: instance, active, ",
                "list_workflows | {\"id\": 7} | Unknown argument 'id'. Valid arguments: instance, active, ",
            })
    void anyOtherUnknownArgumentIsRefusedWithTheNameThatWasProbablyMeant(String tool, String arguments, String start) {
        var error = n8n.error(tool, arguments);

        assertEquals(-32602, error.code());
        assertTrue(error.message().startsWith(start), error.message());
        assertEquals(List.of(), n8n.requests());
    }

    @Test
    void nodesAndLinksAreStoredWholeHoweverAClientWroteThem() {
        n8n.gives("POST", "/workflows", 200, CREATED);
        String arguments = """
                {"name": "A",
                 "nodes": {"0": {"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": "2", "id": "n",
                                 "position": {"x": "0", "y": "0"}, "webhookId": "w",
                                 "parameters": "{\\"path\\": \\"p\\"}"},
                           "1": {"name": "Set", "type": "n8n-nodes-base.set", "typeVersion": 3, "id": "s",
                                 "position": ["200", 0], "parameters": {"assignments": {"0": {"name": "x"}}}}},
                 "connections": {"n": {"main": {"0": {"0": {"node": "s", "index": "0"}}}}}}""";
        String restoredNodes = """
                [{"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "id": "n", "position": [0, 0],
                  "webhookId": "w", "parameters": {"path": "p"}},
                 {"name": "Set", "type": "n8n-nodes-base.set", "typeVersion": 3, "id": "s", "position": [200, 0],
                  "parameters": {"assignments": [{"name": "x"}]}}]""";
        String restoredLinks = """
                {"Hook": {"main": [[{"node": "Set", "index": 0, "type": "main"}]]}}""";

        n8n.answer("create_workflow", arguments);

        assertEquals(json(restoredNodes), n8n.sent("POST", "/workflows").path("nodes"));
        assertEquals(json(restoredLinks), n8n.sent("POST", "/workflows").path("connections"));
    }

    @Test
    void aWorkflowThatTheEditorExportedIsCreatedAsItIs() {
        n8n.gives("GET", "/tags", 200, "{\"data\": [{\"id\": \"t9\", \"name\": \"sales\"}], \"nextCursor\": null}");
        n8n.gives("POST", "/workflows", 200, CREATED.replace("{}}", "{\"executionOrder\": \"v1\"}}"));
        n8n.gives("PUT", "/workflows/7/tags", 200, "[{\"id\": \"t9\", \"name\": \"sales\"}]");
        String export = """
                {"name": "A", "nodes": [%s], "pinData": {"Hook": [{"json": {"a": 1}}]}, "connections": {}, "active": false,
                 "settings": {"executionOrder": "v1", "saveManualExecutions": "DEFAULT", "executionTimeout": -1,
                              "callerPolicy": "workflowsFromSameOwner"},
                 "versionId": "3f41aff4", "meta": {"instanceId": "abc"}, "id": "KEvT", "staticData": null,
                 "description": "Sells", "nodeGroups": [], "isArchived": false,
                 "tags": [{"id": "t1", "name": "sales", "createdAt": "2025-01-10T14:20:00Z"}]}""".formatted(NODE);
        String expected = """
                {"name": "A", "nodes": [%s], "connections": {},
                 "settings": {"executionOrder": "v1", "executionTimeout": -1, "callerPolicy": "workflowsFromSameOwner"},
                 "pinData": {"Hook": [{"json": {"a": 1}}]}}""".formatted(NODE);

        JsonNode answer = n8n.answer("create_workflow", export);

        assertEquals(json(expected), n8n.sent("POST", "/workflows"));
        n8n.verify(WireMock.putRequestedFor(WireMock.urlPathEqualTo("/api/v1/workflows/7/tags"))
                .withRequestBody(WireMock.equalToJson("[{\"id\": \"t9\"}]")));
        assertEquals(
                "n8n's API does not take these for a new workflow, so they were left out: description.",
                answer.path("warnings").path(0).asText());
        assertEquals(1, answer.path("warnings").size());
    }

    @Test
    void anExportWithTagsThatDoNotExistHereIsCreatedWithAWarning() {
        n8n.gives("GET", "/tags", 200, "{\"data\": [], \"nextCursor\": null}");
        n8n.gives("POST", "/workflows", 200, CREATED);

        String export = """
                {"id": "KEvT", "name": "A", "nodes": [%s], "tags": [{"id": "t1", "name": "sales"}]}""".formatted(NODE);
        JsonNode answer = n8n.answer("create_workflow", export);

        assertEquals("7", answer.path("id").asText());
        assertTrue(answer.path("warnings").path(0).asText().startsWith("The workflow was not tagged. "));
    }

    @Test
    void emptySettingsGetAWarningSinceAClientMayHaveEmptiedThem() {
        n8n.gives("GET", "/workflows/7", 200, CREATED);
        n8n.gives("POST", "/workflows", 200, CREATED);

        String withEmptySettings = """
                {"name": "A", "nodes": [%s], "settings": {}}""".formatted(NODE);
        JsonNode created = n8n.answer("create_workflow", withEmptySettings);
        JsonNode updated = n8n.answer("update_workflow", "{\"id\": \"7\", \"settings\": {}}");

        assertEquals(
                "settings was given without any key, so it has n8n's defaults.",
                created.path("warnings").path(0).asText());
        assertEquals(
                "settings was given without any key, so no setting was changed.",
                updated.path("warnings").path(0).asText());
    }

    @Test
    void aClientThatShowsBothFormsOfAnAnswerCanBeGivenOne() {
        n8n.withoutStructuredContent().gives("GET", "/workflows", 200, "{\"data\": [], \"nextCursor\": null}");

        JsonNode result = n8n.resultForMcpClient("list_workflows", "{}");

        assertEquals("{\"data\":[]}", result.at("/content/0/text").asText());
        assertTrue(result.path("structuredContent").isMissingNode());
        n8n.listedTools().forEach(tool -> assertEquals(MissingNode.getInstance(), tool.path("outputSchema")));
    }

    @Test
    void aWorkflowWhoseTriggersAreDisabledGetsNoSchedule() {
        String stored = """
                {"id": "7", "name": "A", "active": false, "settings": {}, "connections": {}, "nodes": [
                  {"id": "n", "name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                   "disabled": true, "parameters": {}},
                  {"id": "m", "name": "Go", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1, "position": [0, 0],
                   "parameters": {}}]}""";
        n8n.gives("GET", "/workflows/7", 200, stored);
        n8n.gives(
                "POST",
                "/workflows/7/activate",
                400,
                message("Workflow cannot be activated because it has no trigger node."));

        var error = n8n.error("activate_workflow", id("7"));

        assertEquals(
                "The workflow was not activated, because its triggers are disabled: 'Hook'. Enable one with "
                        + "update_workflow (updateNode, disabled: false), or leave the workflow inactive.",
                error.message());
        assertEquals(List.of("GET /workflows/7", "POST /workflows/7/activate"), n8n.requests());
    }
}
