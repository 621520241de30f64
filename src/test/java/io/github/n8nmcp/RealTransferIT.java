package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workflows that go from one real n8n to another, the oldest and the newest one, and back in time. */
@Tag("n8n")
class RealTransferIT {
    private static RealN8n old;
    private static RealN8n recent;

    @TempDir
    Path folder;

    private ServerProcess server;

    @BeforeAll
    static void startBoth() throws Exception {
        old = RealN8n.start("1.82.3", "transfer");
        recent = RealN8n.start("2.41.1", "transfer");
    }

    @AfterAll
    static void stopBoth() throws Exception {
        for (RealN8n n8n : new RealN8n[] {old, recent}) {
            if (n8n != null) {
                n8n.stop();
            }
        }
    }

    @BeforeEach
    void startServer() throws IOException {
        server = start(", \"backup_dir\": \"" + folder.resolve("backups") + "\"");
    }

    private ServerProcess start(String more, String... options) throws IOException {
        String config = """
                {"environments": {"old": {"n8n_host": "%1$s", "n8n_api_key": "%2$s"},
                                  "locked": {"n8n_host": "%1$s", "n8n_api_key": "%2$s", "read_only": true},
                                  "recent": {"n8n_host": "%3$s", "n8n_api_key": "%4$s"}},
                 "defaultEnv": "recent"%5$s}""";
        Files.writeString(
                folder.resolve(".config.json"),
                config.formatted(old.url(), old.key(), recent.url(), recent.key(), more));
        return ServerProcess.start(folder, options);
    }

    @AfterEach
    void endServer() throws Exception {
        assertEquals(0, server.end().exitCode());
    }

    private static RealN8n n8n(String instance) {
        return instance.equals("old") ? old : recent;
    }

    @ParameterizedTest
    @CsvSource({"old, recent", "recent, old"})
    void aPromotedWorkflowIsEqualButForWhatIsTold(String from, String to) throws Exception {
        String mark = UUID.randomUUID().toString();
        String source = created(from, mark);
        String subHere = n8n(to).post("/workflows", sub(mark)).path("id").asText();
        JsonNode credential = n8n(to).post("/credentials", credential(mark));
        JsonNode tag = n8n(to).post("/tags", "{\"name\": \"" + mark.substring(0, 20) + "\"}");

        String creation = """
                {"instance": "%s", "from": {"instance": "%s", "id": "%s"}}""".formatted(to, from, source);
        JsonNode answer = server.answer("create_workflow", creation);

        JsonNode before = n8n(from).get("/workflows/" + source);
        JsonNode after = n8n(to).get("/workflows/" + answer.path("id").asText());
        ObjectNode expected = before.deepCopy();
        ((ObjectNode) expected.at("/nodes/1/credentials/httpBasicAuth"))
                .put("id", credential.path("id").asText());
        ((ObjectNode) expected.at("/nodes/2/parameters/workflowId")).put("value", subHere);
        ((ObjectNode) expected.at("/nodes/6/parameters/workflowId")).put("value", subHere);
        ((ObjectNode) expected.path("staticData")).remove("node:Hook");
        ((ObjectNode) expected.path("settings")).put("errorWorkflow", subHere);
        String warnings = answer.path("warnings").toString();
        if (to.equals("old") && expected.path("settings").has("callerPolicy")) {
            ((ObjectNode) expected.path("settings")).remove("callerPolicy");
            assertTrue(warnings.contains("callerPolicy"), warnings);
            assertTrue(warnings.contains("nodeGroups and pinData"), warnings);
        } else {
            assertEquals(1, answer.path("warnings").size(), warnings);
        }
        assertTrue(warnings.contains("only the global part was copied"), warnings);
        for (String part : List.of("name", "nodes", "connections", "settings", "staticData")) {
            assertEquals(expected.path(part), after.path(part), part);
        }
        assertEquals(tag.path("id"), after.at("/tags/0/id"));
        assertFalse(after.path("active").asBoolean());
        assertEquals(to, answer.path("instance").asText());
    }

    @ParameterizedTest
    @CsvSource({"old, recent", "recent, old"})
    void aChangePromotedOntoAWorkflowKeepsItsNameAndCanBeUndone(String from, String to) throws Exception {
        String source = created(from, UUID.randomUUID().toString());
        String creation = """
                {"instance": "%s", "name": "Live", "from": {"instance": "%s", "id": "%s"}}""".formatted(to, from, source);
        String target = server.answer("create_workflow", creation).path("id").asText();
        JsonNode before = n8n(to).get("/workflows/" + target);
        String update = """
                {"instance": "%s", "id": "%s", "operations": [{"type": "updateNode", "nodeName": "Get",
                 "updates": {"parameters.url": "http://127.0.0.1:9/changed"}}]}""".formatted(from, source);
        server.answer("update_workflow", update);

        String promotion = """
                {"instance": "%s", "id": "%s", "from": {"instance": "%s", "id": "%s"}}""".formatted(to, target, from, source);
        JsonNode answer = server.answer("update_workflow", promotion);

        JsonNode after = n8n(to).get("/workflows/" + target);
        assertEquals(
                "http://127.0.0.1:9/changed",
                after.at("/nodes/1/parameters/url").asText());
        assertEquals("Live", after.path("name").asText());
        server.answer("update_workflow", answer.path("undo").toString());
        JsonNode undone = n8n(to).get("/workflows/" + target);
        for (String part : List.of("nodes", "connections", "settings", "staticData")) {
            assertEquals(before.path(part), undone.path(part), part);
        }
    }

    @Test
    void aCloneOnOneN8nListensAtItsOwnWebhookId() throws Exception {
        String source = created("recent", UUID.randomUUID().toString());

        String creation = """
                {"name": "Clone", "from": {"id": "%s"}}""".formatted(source);
        JsonNode answer = server.answer("create_workflow", creation);

        JsonNode clone = recent.get("/workflows/" + answer.path("id").asText());
        JsonNode original = recent.get("/workflows/" + source);
        assertNotEquals(original.at("/nodes/0/webhookId"), clone.at("/nodes/0/webhookId"));
        assertEquals(original.path("connections"), clone.path("connections"));
        assertTrue(answer.path("warnings").toString().contains("only one of them can be active"), answer.toString());
    }

    @Test
    void anOlderVersionIsRestored() throws Exception {
        String id = created("recent", UUID.randomUUID().toString());
        JsonNode before = recent.get("/workflows/" + id);
        String update = """
                {"id": "%s", "operations": [{"type": "removeNode", "nodeName": "Note"}]}""".formatted(id);
        server.answer("update_workflow", update);

        String restoration = """
                {"id": "%s", "from": {"id": "%s", "versionId": "%s"}}""".formatted(id, id, before.path("versionId").asText());
        server.answer("update_workflow", restoration);

        assertEquals(before.path("nodes"), recent.get("/workflows/" + id).path("nodes"));
        String creation = """
                {"name": "Earlier", "from": {"id": "%s", "versionId": "%s"}}""".formatted(id, before.path("versionId").asText());
        JsonNode clone = server.answer("create_workflow", creation);
        assertEquals(
                before.path("connections"),
                recent.get("/workflows/" + clone.path("id").asText()).path("connections"));
    }

    @Test
    void aVersionThatIsNotThereAndAnN8nWithoutVersionsAreTold() throws Exception {
        String here = created("recent", UUID.randomUUID().toString());
        String there = created("old", UUID.randomUUID().toString());

        String update = """
                {"id": "%1$s", "from": {"id": "%1$s", "versionId": "%2$s"}}""".formatted(here, UUID.randomUUID());
        String missing = error("update_workflow", update);
        String updateOfOld = """
                {"instance": "old", "id": "%1$s", "from": {"id": "%1$s", "versionId": "v1"}}""".formatted(there);
        String none = error("update_workflow", updateOfOld);

        assertTrue(missing.contains("has no version"), missing);
        assertTrue(none.contains("n8n 1.123 and later do"), none);
    }

    /** The workflow of 44 nodes with which src/bench measures edits. */
    @ParameterizedTest
    @CsvSource({"old, recent", "recent, old"})
    void aLargeWorkflowIsPromotedForFewBytesAndRequests(String from, String to) throws Exception {
        String script = """
                import { orderWorkflow } from './src/bench/edits/workflow.mjs';
                console.log(JSON.stringify(orderWorkflow()));""";
        Process node = new ProcessBuilder("node", "--input-type=module", "--eval", script)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String definition = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String source = n8n(from).post("/workflows", definition).path("id").asText();
        server.end();
        server = start("", "--verbose");
        String creation = """
                {"instance": "%s", "from": {"instance": "%s", "id": "%s"}}""".formatted(to, from, source);

        JsonNode created = server.answer("create_workflow", creation);
        String update = """
                {"instance": "%s", "id": "%s", "from": {"instance": "%s", "id": "%s"}}""".formatted(to, created.path("id").asText(), from, source);
        JsonNode updated = server.answer("update_workflow", update);
        String log = server.end().stderr();

        JsonNode copy = n8n(to).get("/workflows/" + created.path("id").asText());
        assertEquals(44, copy.path("nodes").size());
        assertEquals(n8n(from).get("/workflows/" + source).path("connections"), copy.path("connections"));
        long requests = log.lines().filter(line -> line.contains("/api/v1/")).count();
        String figures = "create: %d written, %d read; update: %d written, %d read; %d requests for both"
                .formatted(
                        creation.length(),
                        created.toString().length(),
                        update.length(),
                        updated.toString().length(),
                        requests);
        System.out.println(from + " to " + to + ": " + figures);
        assertTrue(Math.max(creation.length(), update.length()) <= 250, figures);
        assertTrue(Math.max(created.toString().length(), updated.toString().length()) <= 1000, figures);
        assertTrue(requests > 0 && requests <= 16, figures + log);
        server = start("");
    }

    @Test
    void aReadOnlyInstanceIsASourceAndNeverATarget() throws Exception {
        String source = created("old", UUID.randomUUID().toString());

        String creation = """
                {"instance": "recent", "from": {"instance": "locked", "id": "%s"}}""".formatted(source);
        JsonNode copy = server.answer("create_workflow", creation);
        String creationThere = """
                {"instance": "locked", "from": {"instance": "locked", "id": "%s"}}""".formatted(source);
        String refused = error("create_workflow", creationThere);

        assertEquals("recent", copy.path("instance").asText());
        assertTrue(refused.contains("read-only"), refused);
    }

    @ParameterizedTest
    @CsvSource({"old, recent", "recent, old"})
    void whatTheTargetDoesNotHaveIsTold(String from, String to) throws Exception {
        String mark = UUID.randomUUID().toString();
        String source = created(from, mark);
        String creation = """
                {"instance": "%s", "name": "Same path", "tags": [], "from": {"instance": "%s", "id": "%s"}}""".formatted(to, from, source);
        server.answer("create_workflow", creation);

        String secondCreation = """
                {"instance": "%s", "from": {"instance": "%s", "id": "%s"}}""".formatted(to, from, source);
        JsonNode answer = server.answer("create_workflow", secondCreation);

        String warnings = answer.path("warnings").toString();
        for (String told : List.of(
                "No single credential 'Mail " + mark + "' of type 'httpBasicAuth' is known on instance '" + to
                        + "': missing in 'Get'",
                "No single workflow 'Sub " + mark + "' is known on instance '" + to + "': set its id in 'Sub', 'Ask'",
                "errorWorkflow was left out",
                "Workflow 'Same path'",
                "Tags that this instance does not have were left out: '" + mark.substring(0, 20))) {
            assertTrue(warnings.contains(told), told + " " + warnings);
        }
        JsonNode stored = n8n(to).get("/workflows/" + answer.path("id").asText());
        assertEquals(
                "Mail " + mark,
                stored.at("/nodes/1/credentials/httpBasicAuth/name").asText());
        assertFalse(stored.at("/nodes/1/credentials/httpBasicAuth").hasNonNull("id"), stored.toString());
    }

    @ParameterizedTest
    @CsvSource({"old, recent", "recent, old"})
    void aCredentialOfAnotherNameIsChosen(String from, String to) throws Exception {
        String mark = UUID.randomUUID().toString();
        String source = created(from, mark);
        // An older n8n lists no credentials: those that its workflows use are known.
        created(to, "B" + mark.substring(1));

        String creation = """
                {"instance": "%s", "from": {"instance": "%s", "id": "%s"},
                 "credentials": {"Mail %s": "Mail B%s"}}""".formatted(to, from, source, mark, mark.substring(1));
        JsonNode answer = server.answer("create_workflow", creation);

        JsonNode stored = n8n(to).get("/workflows/" + answer.path("id").asText());
        JsonNode credential = stored.at("/nodes/1/credentials/httpBasicAuth");
        assertEquals("Mail B" + mark.substring(1), credential.path("name").asText());
        assertTrue(credential.hasNonNull("id"), stored.toString());
    }

    @Test
    void aBackupIsFoundInTheFolderOfItsInstanceOnly() throws Exception {
        String id = created("recent", UUID.randomUUID().toString());
        String backup = server.answer("delete_workflow", "{\"id\": \"" + id + "\"}")
                .at("/undo/from/backup")
                .asText();

        String creation = """
                {"from": {"instance": "old", "backup": "%s"}}""".formatted(backup);
        String elsewhere = error("create_workflow", creation);
        String promotion = """
                {"instance": "old", "from": {"instance": "recent", "backup": "%s"}}""".formatted(backup);
        JsonNode promoted = server.answer("create_workflow", promotion);

        assertTrue(elsewhere.contains("There is no backup"), elsewhere);
        assertEquals(
                7,
                old.get("/workflows/" + promoted.path("id").asText())
                        .path("nodes")
                        .size());
    }

    @ParameterizedTest
    @CsvSource({"old, true", "recent, true", "recent, false"})
    void anUpdateIsUndoneByTheCallThatItsAnswerNames(String instance, boolean keepsBackups) throws Exception {
        if (!keepsBackups) {
            server.end();
            server = start("");
        }
        String id = created(instance, UUID.randomUUID().toString());
        JsonNode before = n8n(instance).get("/workflows/" + id);

        String update = """
                {"instance": "%s", "id": "%s", "name": "Changed", "tags": [], "settings": {"timezone": "UTC"},
                 "staticData": {"global": {"seen": 8}}, "operations": [
                   {"type": "removeNode", "nodeName": "Get", "reconnect": true},
                   {"type": "renameNode", "nodeName": "Sub", "newName": "Called"}]}""".formatted(instance, id);
        JsonNode answer = server.answer("update_workflow", update);
        server.answer("update_workflow", answer.path("undo").toString());

        JsonNode undone = n8n(instance).get("/workflows/" + id);
        for (String part : List.of("name", "nodes", "connections", "settings", "staticData", "nodeGroups")) {
            assertEquals(before.path(part), undone.path(part), part);
        }
        assertEquals(before.at("/tags/0/id"), undone.at("/tags/0/id"));
    }

    @Test
    void withoutABackupOrAVersionThereIsNoUndo() throws Exception {
        server.end();
        server = start("");
        String id = created("old", UUID.randomUUID().toString());

        String update = """
                {"instance": "old", "id": "%s", "operations": [{"type": "removeNode", "nodeName": "Note"}]}""".formatted(id);
        JsonNode updated = server.answer("update_workflow", update);
        String deletion = """
                {"instance": "old", "id": "%s"}""".formatted(id);
        JsonNode deleted = server.answer("delete_workflow", deletion);

        assertFalse(updated.has("undo"), updated.toString());
        assertFalse(deleted.has("undo"), deleted.toString());
    }

    @ParameterizedTest
    @CsvSource({"old", "recent"})
    void anActivationIsUndoneToo(String instance) throws Exception {
        String creation = """
                {"instance": "%s", "name": "Daily", "nodes": [{"name": "Daily", "type": "n8n-nodes-base.scheduleTrigger",
                 "typeVersion": 1.2, "position": [0, 0], "parameters": {"rule": {"interval": [{}]}}}]}""".formatted(instance);
        JsonNode created = server.answer("create_workflow", creation);
        String id = created.path("id").asText();

        String update = """
                {"instance": "%s", "id": "%s", "active": true}""".formatted(instance, id);
        JsonNode answer = server.answer("update_workflow", update);
        server.answer("update_workflow", answer.path("undo").toString());

        assertFalse(n8n(instance).get("/workflows/" + id).path("active").asBoolean());
    }

    /** The message of a call that must fail. */
    private String error(String tool, String arguments) throws IOException {
        JsonNode answer = server.ask(tool, arguments);
        assertTrue(answer.has("error"), answer.toString());
        return answer.at("/error/message").asText();
    }

    @ParameterizedTest
    @CsvSource({"old", "recent"})
    void aDeletionIsUndone(String instance) throws Exception {
        String id = created(instance, UUID.randomUUID().toString());
        JsonNode before = n8n(instance).get("/workflows/" + id);
        String deletion = """
                {"instance": "%s", "id": "%s"}""".formatted(instance, id);
        JsonNode deleted = server.answer("delete_workflow", deletion);

        JsonNode answer = server.answer("create_workflow", deleted.path("undo").toString());

        JsonNode after = n8n(instance).get("/workflows/" + answer.path("id").asText());
        for (String part : List.of("name", "nodes", "connections", "settings", "staticData", "pinData", "nodeGroups")) {
            assertEquals(before.path(part), after.path(part), part);
        }
        assertEquals(before.at("/tags/0/id"), after.at("/tags/0/id"));
    }

    /** A workflow with a bit of everything, and what it refers to. Answers its id. */
    private static String created(String instance, String mark) throws Exception {
        RealN8n n8n = n8n(instance);
        String sub = n8n.post("/workflows", sub(mark)).path("id").asText();
        String credential =
                n8n.post("/credentials", credential(mark)).path("id").asText();
        String definition = """
                {"name": "Transfer %1$s", "staticData": {"global": {"seen": 7}, "node:Hook": {"id": 1}},
                 "settings": {"executionOrder": "v1", "timezone": "Europe/Paris", "errorWorkflow": "%2$s"%4$s},
                 "nodes": [
                   {"id": "n1", "name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                    "webhookId": "%1$s", "parameters": {"path": "%1$s", "httpMethod": "POST", "options": {}}},
                   {"id": "n2", "name": "Get", "type": "n8n-nodes-base.httpRequest", "typeVersion": 4.2,
                    "position": [200, 0], "parameters": {"url": "http://127.0.0.1:9/", "options": {},
                      "authentication": "genericCredentialType", "genericAuthType": "httpBasicAuth"},
                    "credentials": {"httpBasicAuth": {"id": "%3$s", "name": "Mail %1$s"}}},
                   {"id": "n3", "name": "Sub", "type": "n8n-nodes-base.executeWorkflow", "typeVersion": 1.2,
                    "position": [400, 0], "parameters": {"options": {}, "workflowId": {"__rl": true, "value": "%2$s",
                      "mode": "list", "cachedResultName": "Sub %1$s"}}},
                   {"id": "n4", "name": "Agent", "type": "@n8n/n8n-nodes-langchain.agent", "typeVersion": 1.7,
                    "position": [600, 0], "parameters": {"options": {}}},
                   {"id": "n5", "name": "Model", "type": "@n8n/n8n-nodes-langchain.lmChatOpenAi", "typeVersion": 1.2,
                    "position": [600, 200], "parameters": {"options": {}}},
                   {"id": "n6", "name": "Note", "type": "n8n-nodes-base.stickyNote", "typeVersion": 1,
                    "position": [0, 300], "parameters": {"content": "A note"}},
                   {"id": "n7", "name": "Ask", "type": "@n8n/n8n-nodes-langchain.toolWorkflow", "typeVersion": 2.1,
                    "position": [800, 200], "parameters": {"workflowId": {"__rl": true, "value": "%2$s",
                      "mode": "id"}}}],
                 "connections": {
                   "Hook": {"main": [[{"node": "Get", "type": "main", "index": 0}]]},
                   "Get": {"main": [[{"node": "Sub", "type": "main", "index": 0}]]},
                   "Sub": {"main": [[{"node": "Agent", "type": "main", "index": 0}]]},
                   "Ask": {"ai_tool": [[{"node": "Agent", "type": "ai_tool", "index": 0}]]},
                   "Model": {"ai_languageModel": [[{"node": "Agent", "type": "ai_languageModel", "index": 0}]]}}%5$s}""";
        String newerParts = """
                        , "pinData": {"Get": [{"json": {"a": 1}}]},
                        "nodeGroups": [{"id": "g1", "name": "Calls", "nodeIds": ["n2", "n3"]}]""";
        Map<String, String> newer = instance.equals("old")
                ? Map.of("setting", "", "parts", "")
                : Map.of("setting", ", \"callerPolicy\": \"any\"", "parts", newerParts);
        JsonNode created = n8n.post(
                "/workflows", definition.formatted(mark, sub, credential, newer.get("setting"), newer.get("parts")));
        String id = created.path("id").asText();
        assertFalse(id.isEmpty(), created.toString());
        JsonNode tag = n8n.post("/tags", "{\"name\": \"" + mark.substring(0, 20) + "\"}");
        n8n.send(
                "PUT",
                "/api/v1/workflows/" + id + "/tags",
                "[{\"id\": \"" + tag.path("id").asText() + "\"}]");
        return id;
    }

    private static String sub(String mark) {
        return """
                {"name": "Sub %s", "settings": {}, "connections": {}, "nodes": [
                   {"id": "t", "name": "T", "type": "n8n-nodes-base.executeWorkflowTrigger", "typeVersion": 1,
                    "position": [0, 0], "parameters": {}}]}""".formatted(mark);
    }

    private static String credential(String mark) {
        return """
                {"name": "Mail %s", "type": "httpBasicAuth", "data": {"user": "u", "password": "p"}}""".formatted(mark);
    }
}
