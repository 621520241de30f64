package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small edits of a workflow on a real n8n, whose API is asked afterwards what is stored. */
@Tag("n8n")
class RealEditsIT extends OnRealN8n {
    private static final N8nVersion VERSION = N8nVersion.UNDER_TEST;

    @TempDir
    Path folder;

    private ServerProcess server;
    private String id;
    private String path;
    private ObjectNode before;

    @BeforeEach
    void createWorkflow() throws Exception {
        Files.writeString(
                folder.resolve(".config.json"),
                "{\"n8n_host\": \"" + n8n.url() + "\", \"n8n_api_key\": \"" + n8n.key() + "\"}");
        server = ServerProcess.start(folder);
        path = "orders-" + UUID.randomUUID();
        String workflow = """
                {"name": "Orders", "nodes": [
                   {"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                    "parameters": {"path": "%s", "httpMethod": "POST"}},
                   {"name": "It's big?", "type": "n8n-nodes-base.if", "typeVersion": 2, "position": [200, 0],
                    "parameters": {"conditions": {"options": {"caseSensitive": true}, "combinator": "and", "conditions": [
                       {"leftValue": "={{ $('Hook').item.json.body.total }}", "rightValue": 100,
                        "operator": {"type": "number", "operation": "gt"}}]}}},
                   {"name": "Big", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [400, -100],
                    "parameters": {"jsCode": "const hook = $('Hook').first();\\nreturn [hook];"}},
                   {"name": "Small", "type": "n8n-nodes-base.noOp", "typeVersion": 1, "position": [400, 100],
                    "notes": "kept", "parameters": {}}],
                 "connections": [{"source": "Hook", "target": "It's big?"}, {"source": "It's big?", "target": "Big"},
                                 {"source": "It's big?", "target": "Small", "sourceOutput": 1}]}""".formatted(path);
        id = server.answer("create_workflow", workflow).path("id").asText();
        before = stored();
    }

    @AfterEach
    void endServer() throws Exception {
        assertEquals(0, server.end().exitCode());
    }

    @Test
    void updateNodeSetsOneParameterAndNothingElse() throws Exception {
        String operation = """
                {"type": "updateNode", "nodeName": "Hook", "updates": {"parameters.responseMode": "lastNode", "disabled": true}}""";
        edit(operation);

        ObjectNode expected = before.deepCopy();
        node(expected, "Hook")
                .put("disabled", true)
                .withObjectProperty("parameters")
                .put("responseMode", "lastNode");
        assertStored(expected);
    }

    @Test
    void updateNodeSetsSeveralNodesAlike() throws Exception {
        String operation = """
                {"type": "updateNode", "nodeNames": ["Big", "Small"], "updates": {"retryOnFail": true, "maxTries": 4}}""";
        edit(operation);

        ObjectNode expected = before.deepCopy();
        for (String name : List.of("Big", "Small")) {
            node(expected, name).put("retryOnFail", true).put("maxTries", 4);
        }
        assertStored(expected);
    }

    @Test
    void patchNodeFieldEditsTextInPlace() throws Exception {
        String operation = """
                {"type": "patchNodeField", "nodeName": "Big", "fieldPath": "parameters.jsCode",
                 "patches": [{"find": "return [hook];", "replace": "return [hook, hook];"}]}""";
        edit(operation);

        ObjectNode expected = before.deepCopy();
        node(expected, "Big")
                .withObjectProperty("parameters")
                .put("jsCode", "const hook = $('Hook').first();\nreturn [hook, hook];");
        assertStored(expected);
    }

    @Test
    void addNodePutsANodeIntoAFlow() throws Exception {
        String operation = """
                {"type": "addNode", "after": "It's big?", "sourceOutput": "true",
                 "node": {"name": "Wait a bit", "type": "n8n-nodes-base.noOp", "typeVersion": 1}}""";
        edit(operation);

        JsonNode links = stored().path("connections");
        assertEquals("Wait a bit", links.at("/It's big?/main/0/0/node").asText());
        assertEquals("Big", links.at("/Wait a bit/main/0/0/node").asText());
        assertEquals("Small", links.at("/It's big?/main/1/0/node").asText());
    }

    @Test
    void removeNodeJoinsItsNeighbours() throws Exception {
        String operation = """
                {"type": "removeNode", "nodeName": "It's big?", "reconnect": true}""";
        edit(operation);

        JsonNode stored = stored();
        assertEquals("Big", stored.at("/connections/Hook/main/0/0/node").asText());
        assertEquals(1, stored.path("connections").size());
        assertEquals(3, stored.path("nodes").size());
    }

    @Test
    void renameNodeIsFollowedByLinksAndExpressionsAndTheWorkflowStillRuns() throws Exception {
        String operation = """
                {"type": "renameNode", "nodeName": "Hook", "newName": "Order's \\"hook\\" $1"}""";
        edit(operation);

        JsonNode stored = stored();
        String code = stored.at("/nodes/2/parameters/jsCode").asText();
        assertTrue(code.startsWith("const hook = $('Order\\'s \"hook\" $1').first();"), code);
        assertTrue(stored.path("connections").has("Order's \"hook\" $1"), stored.toString());
        server.answer("activate_workflow", "{\"id\": \"" + id + "\"}");
        n8n.sendUntil(response -> response.statusCode() == 200, "POST", "/webhook/" + path, "{\"total\": 200}");
        JsonNode run = n8n.awaitExecution(id);
        assertEquals("success", run.path("status").asText(), run.toString());
    }

    @Test
    void connectionsAreAddedRemovedAndRewired() throws Exception {
        String operations = """
                {"type": "addConnection", "source": "Big", "target": "Small"},
                {"type": "removeConnection", "source": "It's big?", "target": "Small", "sourceOutput": "false"},
                {"type": "rewireConnection", "source": "It's big?", "from": "Big", "to": "Small"}""";
        edit(operations);

        JsonNode links = stored().path("connections");
        assertEquals("Small", links.at("/It's big?/main/0/0/node").asText());
        assertEquals(0, links.at("/It's big?/main/1").size());
        assertEquals("Small", links.at("/Big/main/0/0/node").asText());
    }

    @Test
    void oneOperationThatCannotBeDoneLeavesEverythingAsItWas() throws Exception {
        String operations = """
                {"type": "updateNode", "nodeName": "Hook", "updates": {"disabled": true}},
                {"type": "removeNode", "nodeName": "Biig"}""";
        JsonNode refused = server.ask("update_workflow", update(operations));

        assertEquals(
                "operations[1] (removeNode): there is no node 'Biig'. Did you mean 'Big'? Nothing was written.",
                refused.at("/error/message").asText());
        assertStored(before);
    }

    @Test
    void aLiveWorkflowKeepsRunningWhenItsChangeIsADraft() throws Exception {
        server.answer("activate_workflow", "{\"id\": \"" + id + "\"}");
        String draft = """
                {"id": "%s", "publish": false, "operations": [
                   {"type": "updateNode", "nodeName": "Hook", "updates": {"parameters.path": "elsewhere-%s"}}]}""".formatted(id, path);

        JsonNode answer = server.ask("update_workflow", draft);

        if (VERSION.keepsDrafts()) {
            JsonNode updated = answer.at("/result/structuredContent");
            assertNotEquals(
                    updated.path("versionId").asText(),
                    updated.path("liveVersionId").asText());
            assertEquals(
                    "elsewhere-" + path, stored().at("/nodes/0/parameters/path").asText());
        } else {
            assertTrue(answer.at("/error/message").asText().contains("as a draft"), answer.toString());
            assertEquals(path, stored().at("/nodes/0/parameters/path").asText());
        }
        n8n.sendUntil(response -> response.statusCode() == 200, "POST", "/webhook/" + path, "{\"total\": 1}");
    }

    @Test
    void aChangeThatCannotBePublishedNeverStopsProduction() throws Exception {
        server.answer("activate_workflow", "{\"id\": \"" + id + "\"}");
        n8n.sendUntil(response -> response.statusCode() == 200, "POST", "/webhook/" + path, "{\"total\": 1}");

        String operation = """
                {"type": "removeNode", "nodeName": "Hook"}""";
        JsonNode refused = server.ask("update_workflow", update(operation));

        assertEquals(-32000, refused.at("/error/code").asInt(), refused.toString());
        assertTrue(n8n.get("/workflows/" + id).path("active").asBoolean());
        n8n.sendUntil(response -> response.statusCode() == 200, "POST", "/webhook/" + path, "{\"total\": 1}");
    }

    @Test
    void tagsAndCredentialsAreGivenByName() throws Exception {
        String name = "Header " + UUID.randomUUID();
        String credential = n8n.post(
                        "/credentials",
                        "{\"name\": \"" + name
                                + "\", \"type\": \"httpHeaderAuth\", \"data\": {\"name\": \"X-A\", \"value\": \"b\"}}")
                .path("id")
                .asText();
        // n8n before 2.14 lists no credentials, so there those count that workflows use.
        String user = """
                {"name": "Uses it", "nodes": [{"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2,
                   "position": [0, 0], "parameters": {"path": "x-%s", "authentication": "headerAuth"},
                   "credentials": {"httpHeaderAuth": {"id": "%s", "name": "%s"}}}]}""".formatted(path, credential, name);
        server.answer("create_workflow", user);
        String tag = n8n.post("/tags", "{\"name\": \"" + path.substring(0, 20) + "\"}")
                .path("name")
                .asText();

        String update = """
                {"id": "%s", "tags": ["%s"], "operations": [{"type": "updateNode", "nodeName": "Hook",
                   "updates": {"parameters.authentication": "headerAuth", "credentials.httpHeaderAuth": "%s"}}]}""".formatted(id, tag, name);
        server.answer("update_workflow", update);

        JsonNode stored = n8n.get("/workflows/" + id);
        assertEquals(
                credential, stored.at("/nodes/0/credentials/httpHeaderAuth/id").asText());
        assertEquals(tag, stored.at("/tags/0/name").asText());
    }

    @Test
    void workflowsAreFoundByWhatTheirNodesHold() throws Exception {
        JsonNode answer = server.answer("list_workflows", "{\"contains\": \"" + path.toUpperCase(Locale.ROOT) + "\"}");

        assertEquals(1, answer.path("data").size());
        assertEquals(id, answer.at("/data/0/id").asText());
        assertEquals("Hook", answer.at("/data/0/matches/0").asText());
    }

    private void edit(String operations) throws Exception {
        server.answer("update_workflow", update(operations));
    }

    private String update(String operations) {
        return "{\"id\": \"" + id + "\", \"operations\": [" + operations + "]}";
    }

    /** Nodes and links as n8n has them now. */
    private ObjectNode stored() throws Exception {
        return ((ObjectNode) n8n.get("/workflows/" + id)).retain("nodes", "connections");
    }

    private void assertStored(ObjectNode expected) throws Exception {
        assertEquals(expected, stored());
    }

    private static ObjectNode node(ObjectNode workflow, String name) {
        for (JsonNode node : (ArrayNode) workflow.get("nodes")) {
            if (node.path("name").asText().equals(name)) {
                return (ObjectNode) node;
            }
        }
        throw new AssertionError("no node " + name);
    }
}
