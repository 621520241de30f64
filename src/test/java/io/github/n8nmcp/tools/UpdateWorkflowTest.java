package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.message;
import static io.github.n8nmcp.fixture.TestJson.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code update_workflow} changes, and above all what it does not. */
class UpdateWorkflowTest {
    private static final String RENAME = """
            {"id": "123", "name": "New"}""";

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

    private static final String TAGS = """
            {"data": [{"id": "t1", "name": "production"}, {"id": "t2", "name": "critical"}], "nextCursor": null}""";
    private static final String REFUSAL = """
            {"message": "There is a conflict with one of the webhooks."}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @Test
    void aRenameSendsEverythingElseBackAsItCame() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER.replace("\"Old\"", "\"New\""));

        JsonNode answer = n8n.answer("update_workflow", RENAME);

        String expectedDefinition = """
                {"name": "New", "nodes": %s, "connections": %s,
                 "settings": {"timezone": "UTC", "callerPolicy": "any"}}""".formatted(NODES, LINKS);
        assertEquals(json(expectedDefinition), n8n.sent("PUT", "/workflows/123"));
        String expected = """
                {"id": "123", "name": "New", "active": false, "versionId": "v2", "updatedAt": "u2",
                 "changed": ["name"], "undo": {"id": "123", "name": "Old", "instance": "development"},
                 "instance": "development"}""";
        assertEquals(json(expected), answer);
        assertEquals(List.of("GET /workflows/123", "PUT /workflows/123"), n8n.requests());
    }

    @Test
    void settingsMergeKeyByKey() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER.replace("\"UTC\"", "\"America/Los_Angeles\""));

        String arguments = """
                {"id": "123", "settings": {"timezone": "America/Los_Angeles"}}""";
        JsonNode answer = n8n.answer("update_workflow", arguments);

        String mergedSettings = """
                {"timezone": "America/Los_Angeles", "callerPolicy": "any"}""";
        assertEquals(json(mergedSettings), n8n.sent("PUT", "/workflows/123").path("settings"));
        assertEquals(List.of("settings.timezone"), texts(answer.path("changed")));
        assertFalse(answer.has("warnings"));
    }

    @Test
    void warnsOfASettingThatAnOldN8nLoses() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.givesInTurn(
                "PUT",
                "/workflows/123",
                N8nStub.json(400, message("request/body/settings must NOT have additional properties")),
                N8nStub.json(200, AFTER.replace("\"Old\"", "\"New\"").replace(", \"callerPolicy\": \"any\"", "")));

        JsonNode answer = n8n.answer("update_workflow", RENAME);

        assertEquals(List.of("GET /workflows/123", "PUT /workflows/123", "PUT /workflows/123"), n8n.requests());
        assertTrue(answer.path("warnings").path(0).asText().contains("callerPolicy"), answer.toString());
    }

    @Test
    void nodesGivenAgainKeepIdWebhookAndCredentials() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER);

        String arguments = """
                {"id": "123", "nodes": [
                   {"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                    "parameters": {"path": "y"}},
                   {"name": "Agent", "type": "@n8n/n8n-nodes-langchain.agent", "typeVersion": 1.7, "position": [9, 9]},
                   {"name": "Model", "type": "@n8n/n8n-nodes-langchain.lmChatOpenAi", "typeVersion": 1,
                    "position": [200, 200]}]}""";
        n8n.answer("update_workflow", arguments);

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

        String arguments = """
                {"id": "123", "name": "Old", "settings": {"timezone": "UTC"}}""";
        JsonNode answer = n8n.answer("update_workflow", arguments);

        assertEquals(json("[]"), answer.path("changed"));
        assertEquals(List.of("GET /workflows/123"), n8n.requests());
    }

    @Test
    void staticDataIsSentOnlyWhenGivenSinceATriggerMayHaveChangedIt() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER);

        String arguments = """
                {"id": "123", "staticData": {"lastId": 8}}""";
        n8n.answer("update_workflow", arguments);

        String staticData = """
                {"lastId": 8}""";
        assertEquals(json(staticData), n8n.sent("PUT", "/workflows/123").path("staticData"));
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

        String arguments = """
                {"id": "123", "name": "New", "active": "true"}""";
        JsonNode answer = n8n.answer("update_workflow", arguments);

        assertTrue(answer.path("active").asBoolean());
        assertEquals(List.of("name", "active"), texts(answer.path("changed")));
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
        n8n.gives(
                "POST",
                "/workflows/123/activate",
                400,
                message("Cannot publish workflow: 1 node have configuration issues"));

        String arguments = """
                {"id": "123", "name": "New", "active": true}""";
        JsonNode answer = n8n.answer("update_workflow", arguments);

        assertFalse(answer.path("active").asBoolean());
        assertEquals(List.of("name"), texts(answer.path("changed")));
        assertTrue(answer.path("warnings").path(0).asText().contains("configuration issues"), answer.toString());
    }

    @Test
    void refusesAVersionThatIsNoLongerTheCurrentOneAndWritesNothing() {
        n8n.gives("GET", "/workflows/123", 200, STORED);

        String arguments = """
                {"id": "123", "name": "New", "versionId": "v0"}""";
        var error = n8n.error("update_workflow", arguments);

        assertEquals(-32000, error.code());
        assertEquals(
                "Workflow '123' has changed meanwhile: its versionId is v1. Nothing was written. Read it with "
                        + "get_workflow and apply your change to that.",
                error.message());
        assertEquals(List.of("GET /workflows/123"), n8n.requests());
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 409})
    void saysWhatIsStoredAndWhatIsLiveWhenN8nSavesADraftInPlaceOfPublishing(int status) {
        String active = STORED.replace("\"active\": false", "\"active\": true, \"activeVersionId\": \"v1\"");
        n8n.givesInTurn(
                "GET",
                "/workflows/123",
                N8nStub.json(200, active),
                N8nStub.json(200, active.replace("\"versionId\": \"v1\"", "\"versionId\": \"v2\"")));
        n8n.gives("PUT", "/workflows/123", status, REFUSAL);

        var error = n8n.error("update_workflow", RENAME);

        assertEquals(-32000, error.code());
        assertEquals(
                "API call failed for instance 'development': There is a conflict with one of the webhooks. The change "
                        + "was saved as version v2, but version v1 is still the live one. Correct what n8n names, then "
                        + "call activate_workflow.",
                error.message());
        assertTrue(error.data().path("saved").asBoolean());
    }

    /** n8n up to 1.122 has no live version, 2.0 to 2.33 calls the refused one live; no trigger listens with either. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\"activeVersionId\": \"v2\", "})
    void putsALiveWorkflowBackThatN8nStoppedForARefusedChange(String live) {
        String active = STORED.replace("\"active\": false", "\"active\": true");
        String refused = active.replace("\"v1\"", "\"v2\"").replace("\"tags\"", live + "\"tags\"");
        n8n.givesInTurn("GET", "/workflows/123", N8nStub.json(200, active), N8nStub.json(200, refused));
        n8n.givesInTurn(
                "PUT", "/workflows/123", N8nStub.json(400, REFUSAL), N8nStub.json(200, active.replace("v1", "v3")));

        var error = n8n.error("update_workflow", RENAME);

        assertEquals(
                "API call failed for instance 'development': There is a conflict with one of the webhooks. This n8n had "
                        + "stopped the workflow for the change, so it was put back as it was, and runs again. Correct "
                        + "what n8n names, then update it again.",
                error.message());
        assertFalse(error.data().path("saved").asBoolean());
        var puts = n8n.findAll(WireMock.putRequestedFor(WireMock.urlPathEqualTo("/api/v1/workflows/123")));
        assertEquals("Old", json(puts.get(1).getBodyAsString()).path("name").asText());
    }

    @Test
    void saysThatProductionMayHaveStoppedWhenTheWorkflowCannotBePutBack() {
        String active = STORED.replace("\"active\": false", "\"active\": true");
        n8n.givesInTurn(
                "GET", "/workflows/123", N8nStub.json(200, active), N8nStub.json(200, active.replace("v1", "v2")));
        n8n.gives("PUT", "/workflows/123", 400, REFUSAL);

        var error = n8n.error("update_workflow", RENAME);

        assertTrue(
                error.message().contains("could not be put back: its triggers may not be listening"), error.message());
    }

    @Test
    void saysThatNothingWasSavedWhenNothingWas() {
        n8n.gives("GET", "/workflows/123", 200, STORED.replace("\"active\": false", "\"active\": true"));
        n8n.gives("PUT", "/workflows/123", 400, message("request/body/name must be string"));

        var error = n8n.error("update_workflow", RENAME);

        assertEquals(
                "API call failed for instance 'development': request/body/name must be string. Nothing was saved.",
                error.message());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\": \"123\"} | Nothing to update: give at least one of operations, name, nodes, "
                        + "connections, from, settings, staticData, tags, active",
                "{\"name\": \"x\"} | Missing id: Its id",
                "{\"id\": \"123\", \"nodes\": {}} | Invalid nodes: must be an array of objects, not {}",
                "{\"id\": \"123\", \"settings\": 1} | Invalid settings: must be an object, not 1",
                "{\"id\": \"123\", \"connections\": \"x\"} | Invalid connections: must be an object or an array of "
                        + "objects, not \"x\"",
                "{\"id\": \"123\", \"settings\": \"{oops\"} | Invalid settings: the string is not valid JSON. Send the "
                        + "value itself.",
                "{\"id\": \"123\", \"tag\": []} | Unknown argument 'tag'. Did you mean 'tags'? Valid arguments: instance, id, name, nodes, "
                        + "connections, operations, from, settings, staticData, tags, active, publish, versionId",
                "{\"id\": \"123\", \"operations\": [{\"type\": \"removeNode\", \"nodeName\": \"A\"}], \"nodes\": []} | "
                        + "operations change single nodes and links, nodes and connections replace them all: give one or "
                        + "the other",
                "{\"id\": \"123\", \"publish\": false, \"active\": true} | publish: false keeps the change from going live, "
                        + "and active: true would publish it: give one or the other",
            })
    void refusesWrongArgumentsWithoutAskingN8n(String arguments, String message) {
        var error = n8n.error("update_workflow", arguments);

        assertEquals(-32602, error.code());
        assertEquals(message, error.message());
        assertEquals(List.of(), n8n.requests());
    }

    @Test
    void deactivatesBeforeTheOtherChangesSoThatNothingIsPublished() {
        String active = STORED.replace("\"active\": false", "\"active\": true");
        n8n.givesInTurn("GET", "/workflows/123", N8nStub.json(200, active), N8nStub.json(200, AFTER));
        n8n.gives("POST", "/workflows/123/deactivate", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER);

        String arguments = """
                {"id": "123", "name": "New", "active": false}""";
        JsonNode answer = n8n.answer("update_workflow", arguments);

        assertEquals(List.of("name", "active"), texts(answer.path("changed")));
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
        n8n.gives("PUT", "/workflows/123", 500, message("Internal server error"));

        var error = n8n.error("update_workflow", RENAME);

        assertEquals(
                "API call failed for instance 'development': Internal server error. The change was saved all the same, as "
                        + "version v2.",
                error.message());
    }

    @Test
    void aWriteThatBrokeOffAndIsNotSavedYetMayStillBe() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 504, "{}");

        var error = n8n.error("update_workflow", RENAME);

        assertTrue(
                error.message()
                        .endsWith("The change is not saved so far, but n8n may still be working on it. Look with "
                                + "get_workflow before you repeat it."),
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
    void removesCredentialsWhereNullIsGivenForThem() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER);

        n8n.answer(
                "update_workflow",
                "{\"id\": \"123\", \"nodes\": " + NODES.replace("{\"api\": {\"id\": \"c\", \"name\": \"C\"}}", "null")
                        + "}");

        assertTrue(n8n.sent("PUT", "/workflows/123").at("/nodes/1/credentials").isMissingNode());
    }

    @Test
    void refusesToRemoveAllNodes() {
        n8n.gives("GET", "/workflows/123", 200, STORED);

        String arguments = """
                {"id": "123", "nodes": []}""";
        var error = n8n.error("update_workflow", arguments);

        assertEquals(-32602, error.code());
        assertEquals("Workflow validation failed: at least one node is required", error.message());
    }

    @Test
    void operationsAreCarriedOutInOneWriteAndWhatTheyDoNotTouchGoesBackAsItCame() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("PUT", "/workflows/123", 200, AFTER);

        String arguments = """
                {"id": "123", "versionId": "v1", "operations": [
                   {"type": "updateNode", "nodeName": "Hook", "updates": {"parameters.path": "y"}},
                   {"type": "removeConnection", "source": "Hook", "target": "Agent"}]}""";
        JsonNode answer = n8n.answer("update_workflow", arguments);

        JsonNode sent = n8n.sent("PUT", "/workflows/123");
        assertEquals("y", sent.at("/nodes/0/parameters/path").asText());
        assertEquals(json(NODES).get(1), sent.at("/nodes/1"));
        assertEquals(json(LINKS).path("Model"), sent.at("/connections/Model"));
        assertEquals(List.of("GET /workflows/123", "PUT /workflows/123"), n8n.requests());
        assertEquals(List.of("Hook: parameters.path", "links"), texts(answer.path("changed")));
    }

    @Test
    void anOperationThatCannotBeDoneStopsAllAndNamesItself() {
        n8n.gives("GET", "/workflows/123", 200, STORED);

        String arguments = """
                {"id": "123", "operations": [
                   {"type": "updateNode", "nodeName": "Hook", "updates": {"disabled": true}},
                   {"type": "removeNode", "nodeName": "Agnet"}]}""";
        var error = n8n.error("update_workflow", arguments);

        assertEquals(-32602, error.code());
        assertEquals(
                "operations[1] (removeNode): there is no node 'Agnet'. Did you mean 'Agent'? Nothing was written.",
                error.message());
        assertEquals(List.of("GET /workflows/123"), n8n.requests());
    }

    @Test
    void noUndoIsOfferedWhereADraftLayBesideTheLiveVersion() {
        String draft = STORED.replace("\"active\": false", "\"active\": true, \"activeVersionId\": \"v0\"");
        String published = AFTER.replace("\"active\": false", "\"active\": true, \"activeVersionId\": \"v2\"");
        n8n.gives("GET", "/workflows/123", 200, draft);
        n8n.gives("PUT", "/workflows/123", 200, published.replace("\"Old\"", "\"New\""));

        JsonNode answer = n8n.answer("update_workflow", RENAME);

        assertFalse(answer.has("undo"), answer.toString());
        assertEquals(
                List.of(
                        "The draft, version v1, went live too; version v0 was live before. No single call brings both back."),
                texts(answer.path("warnings")));
    }

    @Test
    void aNodeWhoseNameLooksLikeASettingIsUndoneAsANode() {
        String stored = STORED.replace("\"Hook\"", "\"settings.json\"")
                .replace("\"active\": false", "\"active\": false, \"activeVersionId\": null");
        n8n.gives("GET", "/workflows/123", 200, stored);
        n8n.gives("PUT", "/workflows/123", 200, stored.replace("\"v1\"", "\"v2\""));
        String arguments = """
                {"id": "123", "operations": [
                   {"type": "updateNode", "nodeName": "settings.json", "updates": {"parameters.path": "y"}}]}""";

        JsonNode answer = n8n.answer("update_workflow", arguments);

        String expected = """
                {"id": "123", "from": {"id": "123", "versionId": "v1"}, "instance": "development"}""";
        assertEquals(json(expected), answer.path("undo"));
    }

    @Test
    void staticDataThatIsTooLongForAnAnswerIsNotRepeatedInIt() {
        n8n.gives(
                "GET",
                "/workflows/123",
                200,
                STORED.replace("\"lastId\": 7", "\"last\": \"" + "x".repeat(3000) + "\""));
        n8n.gives("PUT", "/workflows/123", 200, AFTER);
        String arguments = """
                {"id": "123", "staticData": {"lastId": 8}}""";

        JsonNode answer = n8n.answer("update_workflow", arguments);

        assertFalse(answer.has("undo"), answer.toString());
        assertEquals(
                List.of("The static data that was there is too long for undo to repeat it."),
                texts(answer.path("warnings")));
    }

    @Test
    void aDraftLeavesTheLiveVersionRunning() {
        String active = STORED.replace("\"active\": false", "\"active\": true, \"activeVersionId\": \"v1\"");
        n8n.gives("GET", "/workflows/123", 200, active);
        n8n.gives("PUT", "/workflows/123", 200, active.replace("\"versionId\": \"v1\"", "\"versionId\": \"v2\""));

        String arguments = """
                {"id": "123", "publish": false, "operations": [
                   {"type": "updateNode", "nodeName": "Hook", "updates": {"parameters.path": "y"}}]}""";
        JsonNode answer = n8n.answer("update_workflow", arguments);

        assertEquals(List.of("GET /workflows/123", "PUT /workflows/123?publishIfActive=false"), n8n.requests());
        assertEquals("v2", answer.path("versionId").asText());
        assertEquals("v1", answer.path("liveVersionId").asText());
    }

    @Test
    void anN8nWithoutDraftsRefusesOneForALiveWorkflowAndStoresNothing() {
        n8n.gives("GET", "/workflows/123", 200, STORED.replace("\"active\": false", "\"active\": true"));
        n8n.gives("PUT", "/workflows/123", 400, message("Unknown query parameter 'publishIfActive'"));

        String arguments = """
                {"id": "123", "publish": false, "name": "New"}""";
        var error = n8n.error("update_workflow", arguments);

        assertTrue(error.message().startsWith("This n8n cannot keep a change to an active workflow as a draft"));
        assertEquals(List.of("GET /workflows/123", "PUT /workflows/123?publishIfActive=false"), n8n.requests());
    }

    @Test
    void tagsAreGivenByNameOrIdAndReplaceThoseItHas() {
        n8n.gives("GET", "/workflows/123", 200, STORED);
        n8n.gives("GET", "/tags", 200, TAGS);
        String tagIds = """
                [{"id": "t2"}, {"id": "t1"}]""";
        n8n.gives("PUT", "/workflows/123/tags", 200, tagIds);

        String arguments = """
                {"id": "123", "tags": ["critical", "t1"]}""";
        JsonNode answer = n8n.answer("update_workflow", arguments);

        assertEquals(List.of("tags"), texts(answer.path("changed")));
        var put = n8n.findAll(WireMock.putRequestedFor(WireMock.urlPathEqualTo("/api/v1/workflows/123/tags")));
        assertEquals(json(tagIds), json(put.get(0).getBodyAsString()));
    }

    @Test
    void anEmptyListOfTagsRemovesAll() {
        n8n.gives("GET", "/workflows/123", 200, STORED.replace("\"tags\": []", "\"tags\": [{\"id\": \"t1\"}]"));
        n8n.gives("PUT", "/workflows/123/tags", 200, "[]");

        String arguments = """
                {"id": "123", "tags": []}""";
        n8n.answer("update_workflow", arguments);

        assertEquals(List.of("GET /workflows/123", "PUT /workflows/123/tags"), n8n.requests());
    }

    @Test
    void anUnknownTagIsRefusedWithTheNamesOfAll() {
        n8n.gives("GET", "/tags", 200, TAGS);

        String arguments = """
                {"id": "123", "tags": ["critcal"]}""";
        var error = n8n.error("update_workflow", arguments);

        assertEquals(-32602, error.code());
        assertEquals(
                "There is no tag 'critcal'. There are: 'production', 'critical'. Nothing was written.",
                error.message());
        assertEquals(List.of("GET /tags?limit=250"), n8n.requests());
    }
}
