package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools on a real n8n, which is asked afterwards whether what they said is true. */
@Tag("n8n")
class RealN8nIT extends OnRealN8n {
    private static final N8nVersion VERSION = N8nVersion.UNDER_TEST;

    @TempDir
    Path folder;

    private ServerProcess server;

    @BeforeEach
    void startServer() throws IOException {
        String instance = "{\"n8n_host\": \"" + n8n.url() + "\", \"n8n_api_key\": \"" + n8n.key() + "\"}";
        String config = """
                {"environments": {"production": %s, "staging": %s,
                                  "locked": {"n8n_host": "%s/api/v1", "n8n_api_key": "not-a-key"}},
                 "defaultEnv": "staging"}""".formatted(instance, instance, n8n.url());
        Files.writeString(folder.resolve(".config.json"), config);
        server = ServerProcess.start(folder);
    }

    @AfterEach
    void endServer() throws Exception {
        assertEquals(0, server.end().exitCode());
    }

    @Test
    void aWebhookWorkflowIsCreatedAndActivatedAndAnswersAtItsUrl() throws Exception {
        String path = "process-order-" + UUID.randomUUID();
        String workflow = """
                {"name": "Order Processing", "active": false, "nodes": [
                   {"name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [250, 300],
                    "parameters": {"path": "%s", "responseMode": "onReceived", "httpMethod": "POST"}},
                   {"name": "Process", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [450, 300],
                    "parameters": {"mode": "runOnceForAllItems", "jsCode": "return $input.all();"}},
                   {"name": "Respond", "type": "n8n-nodes-base.respondToWebhook", "typeVersion": 1,
                    "position": [650, 300], "parameters": {"respondWith": "json", "responseBody": "={{ $json }}"}}],
                 "connections": {"Webhook": {"main": [[{"node": "Process", "type": "main", "index": 0}]]},
                                 "Process": {"main": [[{"node": "Respond", "type": "main", "index": 0}]]}}}""".formatted(path);
        JsonNode created = server.answer("create_workflow", workflow);
        String id = created.path("id").asText();
        assertFalse(n8n.get("/workflows/" + id).path("active").asBoolean());

        JsonNode activated = server.answer("activate_workflow", id(id));

        assertTrue(activated.path("active").asBoolean());
        assertTrue(n8n.get("/workflows/" + id).path("active").asBoolean());
        assertEquals(
                n8n.url() + "/webhook/" + path, activated.at("/webhooks/0/url").asText());
        n8n.sendUntil(response -> response.statusCode() == 200, "POST", "/webhook/" + path, "{}");
    }

    @Test
    void aScheduledWorkflowIsCreatedActive() throws Exception {
        String workflow = """
                {"name": "Daily Backup", "active": true, "nodes": [
                   {"name": "Schedule", "type": "n8n-nodes-base.scheduleTrigger", "typeVersion": 1,
                    "position": [250, 300], "parameters": {"rule": {"interval": [
                       {"field": "cronExpression", "expression": "0 2 * * *"}]}}},
                   {"name": "Execute Task", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [450, 300],
                    "parameters": {"jsCode": "return [{ json: { executed: true } }];"}}],
                 "connections": {"Schedule": {"main": [[{"node": "Execute Task", "type": "main", "index": 0}]]}},
                 "settings": {"timezone": "America/New_York"}}""";
        JsonNode created = server.answer("create_workflow", workflow);

        JsonNode stored = n8n.get("/workflows/" + created.path("id").asText());
        assertTrue(created.path("active").asBoolean());
        assertTrue(stored.path("active").asBoolean());
        assertEquals("America/New_York", stored.at("/settings/timezone").asText());
        assertFalse(created.has("warnings"), created.toString());
    }

    @Test
    void aWorkflowClonedFromStagingToProductionIsTheSame() throws Exception {
        String id = created("Original", manual("Go"));
        ObjectNode original = (ObjectNode) server.answer("get_workflow", id(id));
        ObjectNode clone = original.objectNode().put("instance", "production").put("name", "Clone");
        for (String part : List.of("nodes", "connections", "settings")) {
            clone.set(part, original.get(part));
        }

        JsonNode created = server.answer("create_workflow", clone.toString());

        JsonNode stored = n8n.get("/workflows/" + created.path("id").asText());
        assertEquals(original.path("nodes"), stored.path("nodes"));
        assertEquals(original.path("connections"), stored.path("connections"));
        assertFalse(created.has("warnings"), created.toString());
    }

    @Test
    void pagesShowEveryWorkflowOnce() throws Exception {
        String name = "Page " + UUID.randomUUID();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            ids.add(created(name + " " + i, manual("Go")));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = server.answer(
                    "list_workflows",
                    "{\"limit\": 2, \"name\": \"" + name + "\""
                            + (cursor.isEmpty() ? "" : ", \"cursor\": \"" + cursor + "\"") + "}");
            assertTrue(page.path("data").size() <= 2);
            page.path("data").forEach(workflow -> seen.add(workflow.path("id").asText()));
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty());

        assertEquals(5, seen.size());
        assertEquals(ids, new HashSet<>(seen));
    }

    @Test
    void theListShowsNodeCountsAndTagsAndRequiresAllTagsAskedFor() throws Exception {
        String first = n8n.post(
                        "/tags", "{\"name\": \"t" + UUID.randomUUID().toString().substring(0, 8) + "\"}")
                .path("id")
                .asText();
        String name = n8n.get("/tags/" + first).path("name").asText();
        String workflow = """
                {"name": "Tagged", "tags": ["%s"], "nodes": %s}""".formatted(first, manual("Go"));
        JsonNode created = server.answer("create_workflow", workflow);
        assertEquals(first, created.at("/tags/0/id").asText());

        JsonNode listed = server.answer("list_workflows", "{\"tags\": [\"" + name + "\"]}");
        JsonNode none = server.answer("list_workflows", "{\"tags\": [\"" + name + "\", \"no such tag\"]}");

        assertEquals(1, listed.path("data").size());
        assertEquals(1, listed.at("/data/0/nodes").asInt());
        assertEquals(name, listed.at("/data/0/tags/0/name").asText());
        assertEquals(0, none.path("data").size());
    }

    @Test
    void aRenameKeepsEverythingElse() throws Exception {
        String nodes = """
                [{"id": "11111111-1111-4111-8111-111111111111", "name": "Hook", "type": "n8n-nodes-base.webhook",
                  "typeVersion": 1, "position": [0, 0], "webhookId": "22222222-2222-4222-8222-222222222222",
                  "parameters": {"path": "kept"}, "notes": "mind the gap", "notesInFlow": true},
                 {"name": "Agent", "type": "@n8n/n8n-nodes-langchain.agent", "typeVersion": 1.7, "position": [200, 0],
                  "parameters": {}, "onError": "continueErrorOutput", "retryOnFail": true, "maxTries": 4},
                 {"name": "Model", "type": "@n8n/n8n-nodes-langchain.lmChatOpenAi", "typeVersion": 1,
                  "position": [200, 200], "parameters": {},
                  "credentials": {"openAiApi": {"id": "nope", "name": "My key"}}}]""";
        String workflow = """
                {"name": "Before", "nodes": %s, "settings": {"timezone": "Europe/Berlin", "executionTimeout": 77},
                 "staticData": {"lastId": 7},
                 "connections": {"Hook": {"main": [[{"node": "Agent", "type": "main", "index": 0}]]},
                    "Model": {"ai_languageModel": [[{"node": "Agent", "type": "ai_languageModel", "index": 0}]]}}}""".formatted(nodes);
        JsonNode created = server.answer("create_workflow", workflow);
        String id = created.path("id").asText();
        JsonNode before = n8n.get("/workflows/" + id);

        String rename = """
                {"id": "%s", "name": "After"}""".formatted(id);
        JsonNode answer = server.answer("update_workflow", rename);
        String move = """
                {"id": "%s", "settings": {"timezone": "America/Los_Angeles"}}""".formatted(id);
        server.answer("update_workflow", move);

        JsonNode after = n8n.get("/workflows/" + id);
        assertEquals("After", after.path("name").asText());
        assertEquals("[\"name\"]", answer.path("changed").toString());
        for (String part : List.of("nodes", "connections", "staticData", "pinData", "tags")) {
            assertEquals(before.path(part), after.path(part), part);
        }
        assertEquals("America/Los_Angeles", after.at("/settings/timezone").asText());
        assertEquals(77, after.at("/settings/executionTimeout").asInt());
    }

    @Test
    void anUpdateOfAnOldVersionIsRefusedAndNothingIsWritten() throws Exception {
        String id = created("Versioned", manual("Go"));
        String version = n8n.get("/workflows/" + id).path("versionId").asText();

        // With a new node, since for a new name alone n8n 2.x makes no new version.
        String inTime = """
                {"id": "%s", "name": "First", "versionId": "%s", "nodes": %s}""".formatted(id, version, manual("Start"));
        server.answer("update_workflow", inTime);
        String late = """
                {"id": "%s", "name": "Second", "versionId": "%s"}""".formatted(id, version);
        JsonNode refused = server.ask("update_workflow", late);

        assertEquals(-32000, refused.at("/error/code").asInt());
        assertEquals("First", n8n.get("/workflows/" + id).path("name").asText());
    }

    @Test
    void activatingAManualWorkflowAddsATriggerAndSaysSo() throws Exception {
        String workflow = """
                {"name": "By hand", "nodes": [
                   {"name": "Go", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1, "position": [0, 0]},
                   {"name": "Work", "type": "n8n-nodes-base.noOp", "typeVersion": 1, "position": [200, 0]}],
                 "connections": [{"source": "Go", "target": "Work"}]}""";
        JsonNode created = server.answer("create_workflow", workflow);
        String id = created.path("id").asText();

        JsonNode activated = server.answer("activate_workflow", id(id));

        JsonNode stored = n8n.get("/workflows/" + id);
        assertTrue(stored.path("active").asBoolean());
        assertEquals(3, stored.path("nodes").size());
        assertEquals(
                "Work", stored.at("/connections/Schedule Trigger/main/0/0/node").asText());
        assertEquals("Work", stored.at("/connections/Go/main/0/0/node").asText());
        assertTrue(activated.path("warnings").path(0).asText().contains("Schedule Trigger"));

        JsonNode deactivated = server.answer("deactivate_workflow", id(id));
        assertFalse(deactivated.path("active").asBoolean(true));
        assertFalse(n8n.get("/workflows/" + id).path("active").asBoolean());
    }

    @Test
    void activatingAnUnknownNodeTypeNamesItAndChangesNothing() throws Exception {
        String nodes = """
                [{"name": "Odd", "type": "n8n-nodes-base.invalidNode", "typeVersion": 1, "position": [0, 0]},
                 {"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0],
                  "parameters": {"path": "odd-%s"}}]""".formatted(UUID.randomUUID());
        String id = created("Unknown", nodes);
        JsonNode before = n8n.get("/workflows/" + id);

        JsonNode refused = server.ask("activate_workflow", id(id));

        assertEquals(-32000, refused.at("/error/code").asInt());
        assertEquals(
                "Unknown node type: 'n8n-nodes-base.invalidNode'",
                refused.at("/error/message").asText());
        assertEquals(before.path("nodes"), n8n.get("/workflows/" + id).path("nodes"));
    }

    @Test
    void anActiveWorkflowIsDeleted() throws Exception {
        String workflow = """
                {"name": "Doomed", "active": true, "nodes": [
                   {"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0],
                    "parameters": {"path": "doomed-%s"}}]}""".formatted(UUID.randomUUID());
        JsonNode created = server.answer("create_workflow", workflow);
        String id = created.path("id").asText();
        assertTrue(n8n.get("/workflows/" + id).path("active").asBoolean());

        JsonNode deleted = server.answer("delete_workflow", id(id));

        assertEquals("Workflow 'Doomed' was deleted.", deleted.path("message").asText());
        assertEquals("Not Found", n8n.get("/workflows/" + id).path("message").asText());
        JsonNode again = server.ask("delete_workflow", id(id));
        assertTrue(again.at("/error/message").asText().contains("not found"));
    }

    @Test
    void executingAManualWorkflowSaysHowItCanBeStarted() throws Exception {
        String id = created("Manual only", manual("Go"));

        JsonNode answer = server.answer("execute_workflow", id(id));

        assertFalse(answer.path("executed").asBoolean(true));
        assertTrue(answer.path("reason").asText().contains("manual"));
        assertTrue(answer.path("ways").toString().contains(n8n.url() + "/workflow/" + id));
        assertTrue(server.ask("execute_workflow", id("nope")).has("error"));
    }

    @Test
    void anActiveWebhookWorkflowRunsWithDataAndIsFollowedToItsEnd() throws Exception {
        String workflow = """
                {"name": "Run me", "active": true, "nodes": [
                   {"name": "In", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                    "parameters": {"path": "run-%s", "httpMethod": "POST"}},
                   {"name": "Double", "type": "n8n-nodes-base.set", "typeVersion": 3.4, "position": [200, 0],
                    "parameters": {"assignments": {"assignments": [
                       {"id": "a", "name": "twice", "type": "number", "value": "={{ $json.body.n * 2 }}"}]}}}],
                 "connections": [{"source": "In", "target": "Double"}]}""".formatted(UUID.randomUUID());
        JsonNode created = server.answer("create_workflow", workflow);
        String id = created.path("id").asText();

        String followed = """
                {"id": "%s", "data": {"n": 21}, "waitSeconds": 30}""".formatted(id);
        JsonNode run = server.answer("execute_workflow", followed);

        assertTrue(run.path("executed").asBoolean(), run.toString());
        assertEquals("success", run.path("status").asText(), run.toString());
        assertEquals("Double", run.path("lastNode").asText());
        assertEquals(42, run.at("/items/0/twice").asInt());
        JsonNode stored = n8n.get("/executions/" + run.path("executionId").asText());
        assertEquals(id, stored.path("workflowId").asText());
        String notFollowed = """
                {"id": "%s", "data": {"n": 1}}""".formatted(id);
        JsonNode quick = server.answer("execute_workflow", notFollowed);
        assertTrue(quick.path("executionId").asLong() > run.path("executionId").asLong(), quick.toString());
    }

    @Test
    void aFailedRunNamesTheNodeAndItsMessage() throws Exception {
        String workflow = """
                {"name": "Fail", "active": true, "nodes": [
                   {"name": "In", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                    "parameters": {"path": "fail-%s", "responseMode": "lastNode"}},
                   {"name": "Boom", "type": "n8n-nodes-base.stopAndError", "typeVersion": 1, "position": [200, 0],
                    "parameters": {"errorMessage": "no luck"}}],
                 "connections": [{"source": "In", "target": "Boom"}]}""".formatted(UUID.randomUUID());
        JsonNode created = server.answer("create_workflow", workflow);

        String execution = """
                {"id": "%s", "waitSeconds": 30}""".formatted(created.path("id").asText());
        JsonNode run = server.answer("execute_workflow", execution);

        assertEquals("error", run.path("status").asText(), run.toString());
        assertEquals(
                "{\"message\":\"no luck\",\"node\":\"Boom\"}", run.path("error").toString());
    }

    @Test
    void updatesThatArriveTogetherAreAllCarriedOut() throws Exception {
        String id = created("Busy", manual("Go"));
        List<String> settings = List.of(
                "\"saveExecutionProgress\": true",
                "\"saveManualExecutions\": false",
                "\"saveDataErrorExecution\": \"none\"",
                "\"saveDataSuccessExecution\": \"none\"",
                "\"executionTimeout\": 99",
                "\"timezone\": \"Asia/Tokyo\"",
                "\"executionOrder\": \"v1\"",
                "\"errorWorkflow\": \"%s\"".formatted(id));
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            String settingsUpdate = """
                    {"id": "%s", "settings": {%s}}""".formatted(id, settings.get(i));
            lines.append(ServerProcess.call(100 + i, "update_workflow", settingsUpdate));
            String rename = """
                    {"id": "%s", "name": "Busy %d"}""".formatted(id, i);
            lines.append(ServerProcess.call(200 + i, "update_workflow", rename));
            String nodesUpdate = """
                    {"id": "%s", "nodes": %s}""".formatted(id, manual("Go " + i));
            lines.append(ServerProcess.call(300 + i, "update_workflow", nodesUpdate));
        }

        var ended = ServerProcess.pipe(folder, lines.toString());

        assertEquals(
                24,
                ended.answers().stream().filter(answer -> answer.has("result")).count(),
                ended.toString());
        JsonNode stored = n8n.get("/workflows/" + id);
        assertEquals("Busy 7", stored.path("name").asText());
        assertEquals("Go 7", stored.at("/nodes/0/name").asText());
        JsonNode wanted = ServerProcess.json("{" + String.join(", ", settings) + "}");
        wanted.properties()
                .forEach(entry ->
                        assertEquals(entry.getValue(), stored.path("settings").path(entry.getKey()), entry.getKey()));
    }

    @Test
    void callsOnOneWorkflowInOnePipeRunInTheirOrder() throws Exception {
        String id = created("Short-lived", manual("Go"));

        var ended = ServerProcess.pipe(
                folder,
                ServerProcess.call(1, "update_workflow", "{\"id\": \"" + id + "\", \"name\": \"Renamed\"}")
                        + ServerProcess.call(2, "get_workflow", id(id))
                        + ServerProcess.call(3, "delete_workflow", id(id))
                        + ServerProcess.call(4, "get_workflow", id(id)));

        assertEquals(
                "Renamed", ended.answer(2).at("/result/structuredContent/name").asText());
        assertTrue(ended.answer(3).at("/result/structuredContent/deleted").asBoolean());
        assertEquals(-32000, ended.answer(4).at("/error/code").asInt());
    }

    @Test
    void anUpdateThatCannotBePublishedSaysWhatIsStoredAndNeverStopsProduction() throws Exception {
        assumeTrue(VERSION.refusesAWebhookPathThatIsTaken(), "this n8n accepts a webhook path that is taken");
        String taken = "taken-" + UUID.randomUUID();
        String free = "free-" + UUID.randomUUID();
        hooked("First", taken);
        String id = hooked("Second", free);
        String old = n8n.get("/workflows/" + id).path("activeVersionId").asText();

        String update = """
                {"id": "%s", "nodes": [
                   {"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0],
                    "parameters": {"path": "%s"}}]}""".formatted(id, taken);
        JsonNode refused = server.ask("update_workflow", update);

        JsonNode stored = n8n.get("/workflows/" + id);
        String written = stored.path("versionId").asText();
        boolean draft = VERSION.keepsTheOldVersionLiveAfterARefusedPublication();
        assertEquals(-32000, refused.at("/error/code").asInt());
        assertTrue(refused.at("/error/message").asText().contains("conflict with one of the webhooks"));
        assertEquals(written, refused.at("/error/data/storedVersionId").asText());
        assertEquals(draft ? old : written, stored.path("activeVersionId").asText());
        assertEquals(draft ? taken : free, stored.at("/nodes/0/parameters/path").asText());
        n8n.sendUntil(response -> response.statusCode() == 200, "GET", "/webhook/" + free, "");
    }

    @Test
    void activatingAWebhookPathThatIsTakenReportsTheConflict() throws Exception {
        assumeTrue(VERSION.refusesAWebhookPathThatIsTaken(), "this n8n accepts a webhook path that is taken");
        String taken = "taken-" + UUID.randomUUID();
        hooked("First", taken);
        String nodes = """
                [{"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0],
                  "parameters": {"path": "%s"}}]""".formatted(taken);
        String id = created("Second", nodes);

        JsonNode refused = server.ask("activate_workflow", id(id));

        String message = refused.at("/error/message").asText();
        assertTrue(
                message.startsWith(
                        "API call failed for instance 'staging': There is a conflict with one of the webhooks."),
                message);
        assertFalse(n8n.get("/workflows/" + id).path("active").asBoolean());
    }

    @Test
    void anArchivedWorkflowIsListedAsArchivedAndNotActivated() throws Exception {
        assumeTrue(VERSION.archives(), "the API of this n8n cannot archive");
        String name = "Archived " + UUID.randomUUID();
        String id = created(name, manual("Go"));
        n8n.post("/workflows/" + id + "/archive", "{}");

        JsonNode listed = server.answer("list_workflows", "{\"name\": \"" + name + "\"}");
        JsonNode refused = server.ask("activate_workflow", id(id));

        assertTrue(listed.at("/data/0/isArchived").asBoolean());
        assertTrue(refused.at("/error/message").asText().contains("archived"), refused.toString());
    }

    @Test
    void everyChangeLeavesABackupInTheConfiguredFolder() throws Exception {
        String id = created("Precious", manual("Go"));
        Path config = folder.resolve("with-backups.json");
        String settings = """
                {"n8n_host": "%s", "n8n_api_key": "%s", "backup_dir": "copies"}""".formatted(n8n.url(), n8n.key());
        Files.writeString(config, settings);

        var ended = ServerProcess.pipe(
                folder,
                ServerProcess.call(1, "update_workflow", "{\"id\": \"" + id + "\", \"name\": \"Changed\"}")
                        + ServerProcess.call(2, "delete_workflow", id(id)),
                "--config",
                config.toString());

        Path first =
                Path.of(ended.answer(1).at("/result/structuredContent/backup").asText());
        Path second =
                Path.of(ended.answer(2).at("/result/structuredContent/backup").asText());
        assertEquals(
                "Precious",
                ServerProcess.json(Files.readString(first)).path("name").asText());
        assertEquals(
                "Changed",
                ServerProcess.json(Files.readString(second)).path("name").asText());
        assertEquals(folder.resolve("copies/default"), first.getParent());
    }

    @Test
    void aWrongKeyIsReportedAsFailedAuthentication() throws Exception {
        JsonNode refused = server.ask("list_workflows", "{\"instance\": \"locked\"}");

        assertEquals(-32000, refused.at("/error/code").asInt());
        assertEquals(
                "API call failed for instance 'locked': Authentication failed. Check API key.",
                refused.at("/error/message").asText());
    }

    @Test
    void everyToolThatTakesAnIdReportsAnUnknownOne() throws Exception {
        server.write(ToolList.REQUEST);
        List<JsonNode> tools = StreamSupport.stream(
                        server.read().at("/result/tools").spliterator(), false)
                .filter(tool -> tool.at("/inputSchema/required").toString().equals("[\"id\"]"))
                .toList();
        assertFalse(tools.isEmpty());
        for (JsonNode tool : tools) {
            // An update needs a change, too.
            String name = tool.at("/inputSchema/properties").has("name") ? ", \"name\": \"Renamed\"" : "";

            String call = tool.path("name").asText();
            JsonNode unknown = server.ask(call, "{\"id\": \"nope\"" + name + "}");
            JsonNode noId = server.ask(call, "{\"id\": \"../nope\"" + name + "}");

            assertEquals(-32000, unknown.at("/error/code").asInt(), unknown.toString());
            assertEquals(-32602, noId.at("/error/code").asInt(), noId.toString());
        }
    }

    private String created(String name, String nodes) throws IOException {
        return server.answer("create_workflow", "{\"name\": \"" + name + "\", \"nodes\": " + nodes + "}")
                .path("id")
                .asText();
    }

    /** An active workflow with a webhook at this path; its id. */
    /** An active workflow whose webhook n8n has registered. */
    private String hooked(String name, String path) throws Exception {
        String workflow = """
                {"name": "%s", "active": true, "nodes": [
                   {"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0],
                    "parameters": {"path": "%s"}}]}""".formatted(name, path);
        JsonNode created = server.answer("create_workflow", workflow);
        assertTrue(created.path("active").asBoolean(), created.toString());
        n8n.sendUntil(response -> response.statusCode() == 200, "GET", "/webhook/" + path, "");
        return created.path("id").asText();
    }

    private static String manual(String name) {
        return """
                [{"name": "%s", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1, "position": [0, 0]}]""".formatted(name);
    }

    private static String id(String id) {
        return "{\"id\": \"" + id + "\"}";
    }
}
