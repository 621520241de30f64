package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.message;
import static io.github.n8nmcp.fixture.TestJson.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code create_workflow} checks, sends, and says of what came of it. */
class CreateWorkflowTest {
    private static final String TAGS = """
            {"data": [{"id": "t1", "name": "a"}], "nextCursor": null}""";

    private static final String CREATED = """
            {"id": "789", "name": "Welcome", "active": false, "createdAt": "c", "updatedAt": "u",
             "nodes": [], "connections": {}, "settings": {"timezone": "America/New_York"},
             "shared": [{"project": {"name": "olive@example.com"}}]}""";
    private static final String WELCOME = """
            "name": "Welcome",
            "nodes": [
              {"name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [250, 300],
               "parameters": {"path": "customer-welcome", "httpMethod": "POST"}},
              {"name": "Send Email", "type": "n8n-nodes-base.emailSend", "typeVersion": 2, "position": [450, 300],
               "credentials": {"smtp": {"id": "1", "name": "Company SMTP"}}, "onError": "continueRegularOutput"}],
            "connections": {"Webhook": {"main": [[{"node": "Send Email", "type": "main", "index": 0}]]}},
            "settings": {"timezone": "America/New_York"}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @Test
    void sendsTheDefinitionFilledInAndAnswersWhatN8nStored() {
        n8n.gives("POST", "/workflows", 200, CREATED);

        JsonNode answer = n8n.answer("create_workflow", "{" + WELCOME + "}");

        JsonNode sent = n8n.sent("POST", "/workflows");
        JsonNode hook = sent.path("nodes").path(0);
        JsonNode mail = sent.path("nodes").path(1);
        assertEquals(36, hook.path("id").asText().length());
        assertEquals(36, hook.path("webhookId").asText().length());
        assertEquals(json("{}"), mail.path("parameters"));
        assertEquals("1", mail.at("/credentials/smtp/id").asText());
        assertEquals("continueRegularOutput", mail.path("onError").asText());
        assertEquals("Send Email", sent.at("/connections/Webhook/main/0/0/node").asText());
        assertEquals(List.of("name", "nodes", "connections", "settings"), fields(sent));
        assertEquals("789", answer.path("id").asText());
        assertEquals("c", answer.path("createdAt").asText());
        assertFalse(answer.toString().contains("olive@example.com"));
        assertFalse(answer.has("warnings"));
        assertEquals(List.of("POST /workflows"), n8n.requests());
    }

    @Test
    void takesPartsThatWereSentAsJsonStrings() {
        n8n.gives("POST", "/workflows", 200, CREATED);

        String asJsonStrings = """
                {"name": "Welcome", "nodes": "[{\\"name\\":\\"W\\",\\"type\\":\\"n8n-nodes-base.webhook\\",\\"typeVersion\\":1,\
                \\"position\\":[0,0]}]", "connections": "{}", "settings": "{\\"timezone\\":\\"America/New_York\\"}"}""";
        n8n.answer("create_workflow", asJsonStrings);

        assertEquals("W", n8n.sent("POST", "/workflows").at("/nodes/0/name").asText());
    }

    @Test
    void refusesALinkToNowhereAndSendsNothing() {
        String linkToNowhere = """
                {"name": "A", "nodes": [{"name": "Process Data", "type": "t.x", "typeVersion": 1, "position": [0, 0]}],
                 "connections": {"Process Data": {"main": [[{"node": "Invalid Node", "type": "main", "index": 0}]]}}}""";
        var error = n8n.error("create_workflow", linkToNowhere);

        assertEquals(-32602, error.code());
        assertEquals(
                "Workflow validation failed: node 'Process Data' references non-existent node 'Invalid Node'",
                error.message());
        assertEquals(List.of(), n8n.requests());
    }

    @Test
    void refusesDuplicateNamesAndSendsNothing() {
        String sameNames = """
                {"name": "A", "nodes": [
                  {"name": "HTTP Request", "type": "t.x", "typeVersion": 1, "position": [0, 0]},
                  {"name": "HTTP Request", "type": "t.x", "typeVersion": 1, "position": [1, 0]}]}""";
        var error = n8n.error("create_workflow", sameNames);

        assertEquals(-32602, error.code());
        assertEquals("Duplicate node names found: 'HTTP Request' appears 2 times", error.message());
        assertEquals(List.of(), n8n.requests());
    }

    @Test
    void refusesToCreateAnActiveWorkflowThatNothingCanStart() {
        String withoutTrigger = """
                {"name": "A", "active": true, "nodes": [
                  {"name": "Go", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1, "position": [0, 0]}]}""";
        var error = n8n.error("create_workflow", withoutTrigger);

        assertEquals(-32000, error.code());
        assertEquals("Cannot activate workflow: missing valid trigger node", error.message());
        assertEquals(List.of(), n8n.requests());
    }

    @Test
    void activatesAfterCreatingWhenAsked() {
        n8n.gives("POST", "/workflows", 200, CREATED);
        n8n.gives("POST", "/workflows/789/activate", 200, CREATED.replace("\"active\": false", "\"active\": true"));

        JsonNode answer = n8n.answer("create_workflow", "{" + WELCOME + ", \"active\": true}");

        assertTrue(answer.path("active").asBoolean());
        assertEquals(List.of("POST /workflows", "POST /workflows/789/activate"), n8n.requests());
    }

    @Test
    void aFailedActivationIsAWarningBesideTheIdOfWhatWasCreated() {
        n8n.gives("POST", "/workflows", 200, CREATED);
        n8n.gives(
                "POST", "/workflows/789/activate", 400, message("Unrecognized node type: n8n-nodes-base.invalidNode"));

        JsonNode answer = n8n.answer("create_workflow", "{" + WELCOME + ", \"active\": true}");

        assertEquals("789", answer.path("id").asText());
        assertFalse(answer.path("active").asBoolean());
        assertEquals(
                List.of("The workflow was created, but not activated: Unknown node type: 'n8n-nodes-base.invalidNode'"),
                texts(answer.path("warnings")));
    }

    @Test
    void checksTagsFirstAndPutsThemAfterwards() {
        String firstPage = """
                {"data": [{"id": "t1", "name": "a"}], "nextCursor": "more"}""";
        String lastPage = """
                {"data": [{"id": "t2", "name": "b"}], "nextCursor": null}""";
        n8n.givesInTurn("GET", "/tags", N8nStub.json(200, firstPage), N8nStub.json(200, lastPage));
        n8n.gives("POST", "/workflows", 200, CREATED);
        String tagsOfTheWorkflow = """
                [{"id": "t2", "name": "b"}]""";
        n8n.gives("PUT", "/workflows/789/tags", 200, tagsOfTheWorkflow);

        JsonNode answer = n8n.answer("create_workflow", "{" + WELCOME + ", \"tags\": [\"t2\"]}");

        assertEquals(
                List.of(
                        "GET /tags?limit=250",
                        "GET /tags?limit=250&cursor=more",
                        "POST /workflows",
                        "PUT /workflows/789/tags"),
                n8n.requests());
        assertEquals("t2", answer.at("/tags/0/id").asText());
    }

    @Test
    void createsNothingForATagThatDoesNotExist() {
        n8n.gives("GET", "/tags", 200, TAGS);

        var error = n8n.error("create_workflow", "{" + WELCOME + ", \"tags\": [\"t1\", \"b\"]}");

        assertEquals(-32602, error.code());
        assertEquals("There is no tag 'b'. There are: 'a'. Nothing was written.", error.message());
        assertEquals(List.of("GET /tags?limit=250"), n8n.requests());
    }

    @Test
    void failedTaggingIsAWarningBesideTheId() {
        n8n.gives("GET", "/tags", 200, TAGS);
        n8n.gives("POST", "/workflows", 200, CREATED);
        n8n.gives("PUT", "/workflows/789/tags", 403, message("Forbidden"));

        JsonNode answer = n8n.answer("create_workflow", "{" + WELCOME + ", \"tags\": [\"t1\"]}");

        assertEquals("789", answer.path("id").asText());
        assertEquals(
                List.of(
                        "The workflow was created, but not tagged: API call failed for instance 'development': Forbidden"),
                texts(answer.path("warnings")));
    }

    @Test
    void leavesOutASettingThatThisN8nDoesNotKnowAndSaysSo() {
        n8n.givesInTurn(
                "POST",
                "/workflows",
                N8nStub.json(400, message("request/body/settings Unrecognized key(s) in object: 'colour'")),
                N8nStub.json(200, CREATED));

        String arguments = """
                {"name": "Welcome", "nodes": [{"name": "W", "type": "t.x", "typeVersion": 1, "position": [0, 0]}],
                 "settings": {"timezone": "America/New_York", "colour": "red"}}""";
        JsonNode answer = n8n.answer("create_workflow", arguments);

        assertEquals(2, n8n.requests().size());
        assertEquals(List.of("This n8n did not take from settings: colour."), texts(answer.path("warnings")));
    }

    private static List<String> fields(JsonNode node) {
        return List.copyOf(
                node.properties().stream().map(java.util.Map.Entry::getKey).toList());
    }

    /** The list is only looked into because the creation broke off; no path is built from what it says. */
    @Test
    void anIdInAListThatIsNoneIsNotAskedFor() {
        String list = """
                {"data": [{"id": "../users", "name": "Nightly"}, {"id": "", "name": "Nightly"}], "nextCursor": null}""";
        n8n.gives("POST", "/workflows", 504, "{}");
        n8n.gives("GET", "/workflows", 200, list);
        String arguments = """
                {"name": "Nightly",
                 "nodes": [{"name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]}]}""";

        String message = n8n.error("create_workflow", arguments).message();

        assertTrue(message.contains("No workflow of this name is new so far, but n8n may still do it."), message);
        assertEquals(2, n8n.requests().size(), n8n.requests()::toString);
    }
}
