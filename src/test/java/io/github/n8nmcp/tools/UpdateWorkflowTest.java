package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code update_workflow} changes, and above all what it does not. */
class UpdateWorkflowTest {
    private static final String NODES = """
            [{"id": "n1", "name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0],
              "webhookId": "w1", "parameters": {"path": "x"}, "notes": "mind the gap"},
             {"id": "n2", "name": "Agent", "type": "@n8n/n8n-nodes-langchain.agent", "typeVersion": 1.7,
              "position": [200, 0], "parameters": {}, "credentials": {"api": {"id": "c", "name": "C"}},
              "onError": "continueErrorOutput"},
             {"id": "n3", "name": "Model", "type": "@n8n/n8n-nodes-langchain.lmChatOpenAi", "typeVersion": 1,
              "position": [200, 200], "parameters": {}}]""";
    private static final String LINKS = """
            {"Hook": {"main": [[{"node": "Agent", "type": "main", "index": 0}]]},
             "Model": {"ai_languageModel": [[{"node": "Agent", "type": "ai_languageModel", "index": 0}]]}}""";
    private static final String STORED = """
            {"id": "123", "name": "Old", "active": false, "versionId": "v1", "updatedAt": "u1",
             "nodes": %s, "connections": %s, "settings": {"timezone": "UTC", "callerPolicy": "any"},
             "staticData": {"lastId": 7}, "pinData": {"Hook": []}, "tags": []}""".formatted(NODES, LINKS);
    private static final String AFTER = STORED.replace("\"v1\"", "\"v2\"").replace("\"u1\"", "\"u2\"");

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @Test
    void aRenameSendsEverythingElseBackAsItCame() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER.replace("\"Old\"", "\"New\""));

        JsonNode answer = n8n.answer("update_workflow", """
                {"id": "123", "name": "New"}""");

        assertEquals(json("""
                        {"name": "New", "nodes": %s, "connections": %s,
                         "settings": {"timezone": "UTC", "callerPolicy": "any"}}""".formatted(NODES, LINKS)), n8n.sent("PUT", "/workflows/123"));
        assertEquals(json("""
                        {"id": "123", "name": "New", "active": false, "versionId": "v2", "updatedAt": "u2",
                         "changed": ["name"]}"""), answer);
        assertEquals(List.of("GET /workflows/123", "PUT /workflows/123"), n8n.requests());
    }

    @Test
    void settingsMergeKeyByKey() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER.replace("\"UTC\"", "\"America/Los_Angeles\""));

        JsonNode answer = n8n.answer("update_workflow", """
                {"id": "123", "settings": {"timezone": "America/Los_Angeles"}}""");

        assertEquals(json("""
                        {"timezone": "America/Los_Angeles", "callerPolicy": "any"}"""), n8n.sent("PUT", "/workflows/123").path("settings"));
        assertEquals(json("""
                ["settings"]"""), answer.path("changed"));
        assertFalse(answer.has("warnings"));
    }

    @Test
    void tellsOfASettingThatAnOldN8nLosesForWantOfTakingItBack() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.givesInTurn(
                "PUT",
                "/workflows/123",
                N8nStub.json(400, """
                        {"message": "request/body/settings must NOT have additional properties"}"""),
                N8nStub.json(200, AFTER.replace("\"Old\"", "\"New\"").replace(", \"callerPolicy\": \"any\"", "")));

        JsonNode answer = n8n.answer("update_workflow", """
                {"id": "123", "name": "New"}""");

        assertEquals(List.of("GET /workflows/123", "PUT /workflows/123", "PUT /workflows/123"), n8n.requests());
        assertTrue(answer.path("warnings").path(0).asText().contains("callerPolicy"), answer.toString());
    }

    @Test
    void nodesGivenAgainKeepIdWebhookAndCredentials() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER);

        n8n.answer("update_workflow", """
                {"id": "123", "nodes": [
                   {"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                    "parameters": {"path": "y"}},
                   {"name": "Agent", "type": "@n8n/n8n-nodes-langchain.agent", "typeVersion": 1.7, "position": [9, 9]},
                   {"name": "Model", "type": "@n8n/n8n-nodes-langchain.lmChatOpenAi", "typeVersion": 1,
                    "position": [200, 200]}]}""");

        JsonNode sent = n8n.sent("PUT", "/workflows/123");
        assertEquals("n1", sent.at("/nodes/0/id").asText());
        assertEquals("w1", sent.at("/nodes/0/webhookId").asText());
        assertEquals("y", sent.at("/nodes/0/parameters/path").asText());
        assertEquals("c", sent.at("/nodes/1/credentials/api/id").asText());
        assertEquals(json(LINKS), sent.path("connections"));
    }

    @Test
    void writesNothingWhenNothingWouldChange() {
        n8n.gives("GET", "/workflows/123", 200, STORED);

        JsonNode answer = n8n.answer("update_workflow", """
                {"id": "123", "name": "Old", "settings": {"timezone": "UTC"}}""");

        assertEquals(json("[]"), answer.path("changed"));
        assertEquals(List.of("GET /workflows/123"), n8n.requests());
    }

    @Test
    void staticDataIsSentOnlyWhenGivenSinceATriggerMayHaveMovedItOn() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER);

        n8n.answer("update_workflow", """
                {"id": "123", "staticData": {"lastId": 8}}""");

        assertEquals(json("""
                {"lastId": 8}"""), n8n.sent("PUT", "/workflows/123").path("staticData"));
    }

    @Test
    void activatesAfterTheOtherChanges() {
        n8n.givesInTurn(
                "GET",
                "/workflows/123",
                N8nStub.json(200, STORED),
                N8nStub.json(200, AFTER.replace("\"active\": false", "\"active\": true")));
        n8n.gives("PUT", "/workflows/123", 200, AFTER);
        n8n.gives("POST", "/workflows/123/activate", 200, AFTER);

        JsonNode answer = n8n.answer("update_workflow", """
                {"id": "123", "name": "New", "active": "true"}""");

        assertTrue(answer.path("active").asBoolean());
        assertEquals(json("""
                ["name", "active"]"""), answer.path("changed"));
        assertEquals(
                List.of(
                        "GET /workflows/123",
                        "PUT /workflows/123",
                        "POST /workflows/123/activate",
                        "GET /workflows/123"),
                n8n.requests());
    }

    @Test
    void aFailedActivationAfterASavedChangeIsAWarning() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER);
        n8n.gives("POST", "/workflows/123/activate", 400, """
                {"message": "Cannot publish workflow: 1 node have configuration issues"}""");

        JsonNode answer = n8n.answer("update_workflow", """
                {"id": "123", "name": "New", "active": true}""");

        assertFalse(answer.path("active").asBoolean());
        assertEquals(json("""
                ["name"]"""), answer.path("changed"));
        assertTrue(answer.path("warnings").path(0).asText().contains("configuration issues"), answer.toString());
    }

    @Test
    void refusesAVersionThatIsNoLongerTheCurrentOneAndWritesNothing() {
        n8n.gives("GET", "/workflows/123", 200, STORED);

        var error = n8n.error("update_workflow", """
                {"id": "123", "name": "New", "versionId": "v0"}""");

        assertEquals(-32000, error.code());
        assertEquals(
                "Workflow '123' has changed meanwhile: its versionId is v1. Nothing was written. Read it with "
                        + "get_workflow and apply your change to that.",
                error.message());
        assertEquals(List.of("GET /workflows/123"), n8n.requests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "409 | v2 | v1 | but version v1 is still the live one",
                "400 | v2 | '' | but it could not be activated again, so its triggers may not be listening",
                "403 | v2 | v1 | but version v1 is still the live one",
                "400 | v2 | v2 | and marked as the live version, but its triggers may not be listening",
            })
    void saysWhatIsStoredAndWhatIsLiveWhenN8nSavesButDoesNotPublish(
            int status, String stored, String live, String told) {
        String active = STORED.replace("\"active\": false", "\"active\": true");
        String after = active.replace("\"v1\"", "\"" + stored + "\"").replace("\"Old\"", "\"New\"");
        if (!live.isEmpty()) {
            after = after.replace("\"tags\"", "\"activeVersionId\": \"" + live + "\", \"tags\"");
        }
        n8n.givesInTurn("GET", "/workflows/123", N8nStub.json(200, active), N8nStub.json(200, after));
        n8n.gives("PUT", "/workflows/123", status, """
                {"message": "There is a conflict with one of the webhooks."}""");

        var error = n8n.error("update_workflow", """
                {"id": "123", "name": "New"}""");

        assertEquals(-32000, error.code());
        assertEquals(
                "API call failed for instance 'development': There is a conflict with one of the webhooks. The change "
                        + "was saved as version v2, " + told
                        + ". Correct what n8n names, then call activate_workflow.",
                error.message());
        assertTrue(error.data().path("saved").asBoolean());
    }

    @Test
    void saysThatNothingWasSavedWhenSo() {
        n8n.gives("GET", "/workflows/123", 200, STORED.replace("\"active\": false", "\"active\": true"));
        n8n.gives("PUT", "/workflows/123", 400, """
                {"message": "request/body/name must be string"}""");

        var error = n8n.error("update_workflow", """
                {"id": "123", "name": "New"}""");

        assertEquals(
                "API call failed for instance 'development': request/body/name must be string Nothing was saved.",
                error.message());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\": \"123\"} | Nothing to update: give at least one of name, nodes, connections, settings, "
                        + "staticData, active",
                "{\"name\": \"x\"} | Missing id: Workflow id",
                "{\"id\": \"123\", \"nodes\": {}} | Invalid nodes: must be an array of objects, not {}",
                "{\"id\": \"123\", \"settings\": 1} | Invalid settings: must be an object, not 1",
                "{\"id\": \"123\", \"connections\": \"x\"} | Invalid connections: must be an object or an array of "
                        + "objects, not \"x\"",
                "{\"id\": \"123\", \"settings\": \"{oops\"} | Invalid settings: the string is not valid JSON. Send the "
                        + "value itself.",
                "{\"id\": \"123\", \"tags\": []} | Unknown argument 'tags'. Valid arguments: instance, id, name, nodes, "
                        + "connections, settings, staticData, active, versionId",
            })
    void refusesWrongArgumentsWithoutAskingN8n(String arguments, String message) {
        var error = n8n.error("update_workflow", arguments);

        assertEquals(-32602, error.code());
        assertEquals(message, error.message());
        assertEquals(List.of(), n8n.requests());
    }

    @Test
    void deactivatesBeforeTheOtherChangesSoThatNothingIsPublishedOnceMore() {
        String active = STORED.replace("\"active\": false", "\"active\": true");
        n8n.givesInTurn("GET", "/workflows/123", N8nStub.json(200, active), N8nStub.json(200, AFTER));
        n8n.gives("POST", "/workflows/123/deactivate", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER);

        JsonNode answer = n8n.answer("update_workflow", """
                {"id": "123", "name": "New", "active": false}""");

        assertEquals(json("""
                ["name", "active"]"""), answer.path("changed"));
        assertEquals(
                List.of(
                        "GET /workflows/123",
                        "POST /workflows/123/deactivate",
                        "PUT /workflows/123",
                        "GET /workflows/123"),
                n8n.requests());
    }

    @Test
    void looksWhetherAWriteThatBrokeOffWasSaved() {
        String saved = AFTER.replace("\"Old\"", "\"New\"");
        n8n.givesInTurn("GET", "/workflows/123", N8nStub.json(200, STORED), N8nStub.json(200, saved));
        n8n.gives("PUT", "/workflows/123", 500, """
                {"message": "Internal server error"}""");

        JsonNode answer = n8n.answer("update_workflow", """
                {"id": "123", "name": "New"}""");

        assertEquals("v2", answer.path("versionId").asText());
        assertEquals(
                "n8n gave no good answer (Internal server error), but the change is stored, as a reading showed.",
                answer.path("warnings").path(0).asText());
    }

    /** A deactivation moves the time and, on new n8ns, the version, without the change having come to n8n. */
    @Test
    void doesNotTakeItsOwnDeactivationForTheChange() {
        String active = STORED.replace("\"active\": false", "\"active\": true");
        n8n.givesInTurn("GET", "/workflows/123", N8nStub.json(200, active), N8nStub.json(200, AFTER));
        n8n.gives("POST", "/workflows/123/deactivate", 200, AFTER);
        n8n.gives("PUT", "/workflows/123", 504, "");

        var error = n8n.error("update_workflow", """
                {"id": "123", "name": "New", "active": false}""");

        assertEquals(
                "API call failed for instance 'development': n8n is not available (HTTP 504). The change is not stored so "
                        + "far, but n8n may still do it. Look with get_workflow before you repeat it. The workflow was "
                        + "deactivated before that.",
                error.message());
    }

    @Test
    void warnsOfWhatN8nDoesNotTakeEvenIfNothingElseChanges() {
        n8n.gives("GET", "/workflows/123", 200, STORED);

        JsonNode answer = n8n.answer(
                "update_workflow",
                "{\"id\": \"123\", \"nodes\": " + NODES.replace("\"notes\"", "\"color\": \"red\", \"notes\"") + "}");

        assertEquals(json("[]"), answer.path("changed"));
        assertTrue(answer.path("warnings").path(0).asText().contains("color"), answer.toString());
    }

    @Test
    void takesCredentialsAwayWhereNullIsGivenForThem() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER);

        n8n.answer(
                "update_workflow",
                "{\"id\": \"123\", \"nodes\": " + NODES.replace("{\"api\": {\"id\": \"c\", \"name\": \"C\"}}", "null")
                        + "}");

        assertTrue(n8n.sent("PUT", "/workflows/123").at("/nodes/1/credentials").isMissingNode());
    }

    @Test
    void refusesToTakeAllNodesAway() {
        n8n.gives("GET", "/workflows/123", 200, STORED);

        var error = n8n.error("update_workflow", """
                {"id": "123", "nodes": []}""");

        assertEquals(-32602, error.code());
        assertEquals("Workflow validation failed: at least one node is required", error.message());
    }
}
