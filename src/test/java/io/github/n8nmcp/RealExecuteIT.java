package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of a real n8n, started by each kind of trigger, which is asked afterwards whether they are as they were told. */
@Tag("n8n")
class RealExecuteIT extends OnRealN8n {
    private static final String MANUAL = """
            {"name": "Go", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1, "position": [0, 0]}""";
    private static final String SCHEDULE = """
            {"name": "Clock", "type": "n8n-nodes-base.scheduleTrigger", "typeVersion": 1.1, "position": [0, 0],
             "parameters": {"rule": {"interval": [{"field": "days"}]}}}""";

    private static String mcpToken;

    @TempDir
    Path folder;

    private ServerProcess server;

    @BeforeAll
    static void switchMcpServerOn() throws Exception {
        mcpToken = N8nVersion.UNDER_TEST.hasAnMcpServerThatTakesATrigger() ? n8n.switchMcpServerOn() : "";
    }

    @BeforeEach
    void startServer() throws IOException {
        String token = mcpToken.isEmpty() ? "" : ", \"mcp_token\": \"" + mcpToken + "\"";
        String config = """
                {"n8n_host": "%s", "n8n_api_key": "%s"%s}""".formatted(n8n.url(), n8n.key(), token);
        Files.writeString(folder.resolve(".config.json"), config);
        server = ServerProcess.start(folder);
    }

    @AfterEach
    void endServer() throws Exception {
        assertEquals(0, server.end().exitCode());
    }

    @Test
    void aPublicChatIsStartedWithAMessage() throws Exception {
        String chat = """
                [{"name": "Chat", "type": "@n8n/n8n-nodes-langchain.chatTrigger", "typeVersion": 1.1,
                  "position": [0, 0], "parameters": {"public": true}}]""";
        String id = active(chat);
        String call = """
                {"id": "%s", "data": {"chatInput": "Hello"}, "waitSeconds": 30}""".formatted(id);

        JsonNode run = server.answer("execute_workflow", call);

        assertEquals("Hello", run.at("/items/0/chatInput").asText(), run.toString());
        assertIsARunOf(id, run, "success");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2.2"})
    void aFormIsStartedWithItsFields(String version) throws Exception {
        String form = """
                [{"name": "Form", "type": "n8n-nodes-base.formTrigger", "typeVersion": %s, "position": [0, 0],
                  "parameters": {"path": "%s", "formTitle": "Ask", "formFields": {"values": [
                     {"fieldLabel": "Name"}, {"fieldLabel": "Age", "fieldType": "number"}]}}}]""".formatted(version, UUID.randomUUID());
        String id = active(form);
        String call = """
                {"id": "%s", "data": {"Age": 7, "Name": "Ünal"}, "waitSeconds": 30}""".formatted(id);

        JsonNode run = server.answer("execute_workflow", call);

        assertEquals("Ünal", run.at("/items/0/Name").asText(), run.toString());
        assertEquals(7, run.at("/items/0/Age").asInt());
        assertIsARunOf(id, run, "success");
    }

    @Test
    void aWebhookWithAPartInItsPathAndSeveralMethodsIsStarted() throws Exception {
        String webhook = """
                [{"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                  "parameters": {"path": "orders/:order", "multipleMethods": true, "httpMethod": ["GET", "PUT"]}}]""";
        String id = active(webhook);
        String call = """
                {"id": "%s", "data": {"order": 12, "note": "x"}, "headers": {"X-Pass": "open-sesame"},
                 "waitSeconds": 30}""".formatted(id);

        JsonNode run = server.answer("execute_workflow", call);

        assertIsARunOf(id, run, "success");
        JsonNode stored = n8n.get("/executions/" + run.path("executionId").asText() + "?includeData=true")
                .findValue("runData")
                .path("Hook");
        JsonNode sent = stored.findValue("json");
        assertEquals("12", sent.at("/params/order").asText(), stored.toString());
        assertEquals("{\"note\":\"x\"}", sent.path("body").toString());
        assertEquals("open-sesame", sent.at("/headers/x-pass").asText());
        assertFalse(run.toString().contains("open-sesame"), run.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "form"})
    void aWaitingRunIsReportedAtOnceWithTheUrlThatResumesIt(String resume) throws Exception {
        String nodes = """
                [{"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                  "parameters": {"path": "%s", "httpMethod": "POST"}},
                 {"name": "Wait", "type": "n8n-nodes-base.wait", "typeVersion": 1.1, "position": [200, 0],
                  "webhookId": "%s", "parameters": {"resume": "%s", "formTitle": "Sure?",
                    "formFields": {"values": [{"fieldLabel": "Answer"}]}}}]""".formatted(UUID.randomUUID(), UUID.randomUUID(), resume);
        String links = """
                [{"source": "Hook", "target": "Wait"}]""";
        String id = active(nodes, links);
        String call = """
                {"id": "%s", "waitSeconds": 300}""".formatted(id);

        JsonNode run = server.answer("execute_workflow", call);

        assertIsARunOf(id, run, "waiting");
        assertEquals(resume, run.at("/waitsFor/kind").asText());
        assertEquals("Wait", run.at("/waitsFor/node").asText());
        String url = run.at("/waitsFor/url").asText();
        String path = url.substring(url.indexOf('/', "https://".length()));
        assertEquals(200, n8n.send("GET", path, "").statusCode(), url);
    }

    @Test
    void anErrorBeforeTheFirstNodeIsReportedWithItsReason() throws Exception {
        String webhook = """
                [{"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                  "parameters": {"path": "%s", "httpMethod": "POST", "responseMode": "responseNode"}}]""".formatted(UUID.randomUUID());
        String id = active(webhook);
        String call = """
                {"id": "%s", "waitSeconds": 30}""".formatted(id);

        JsonNode run = server.answer("execute_workflow", call);

        assertTrue(run.toString().contains("Respond to Webhook"), run.toString());
        assertFalse(run.toString().contains("node_modules"), run.toString());
    }

    @Test
    void aManualTriggerIsStartedByN8nsOwnMcpServer() throws Exception {
        startsThroughMcpServer(MANUAL, "");
    }

    @Test
    void aScheduleIsStartedByN8nsOwnMcpServer() throws Exception {
        startsThroughMcpServer(SCHEDULE, "");
    }

    @Test
    void aWorkflowWhoseWebhookIsDisabledIsStartedByN8nsOwnMcpServer() throws Exception {
        String nodes = """
                {"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 200],
                 "disabled": true, "parameters": {"path": "off"}}, %s""".formatted(MANUAL);
        startsThroughMcpServer(nodes, "");
    }

    @Test
    void anInactiveWebhookIsStartedByN8nsOwnMcpServerWithTheData() throws Exception {
        String webhook = """
                {"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                 "parameters": {"path": "%s", "httpMethod": "POST"}}""".formatted(UUID.randomUUID());
        JsonNode run = startsThroughMcpServer(webhook, ", \"data\": {\"n\": 21}");

        assertEquals(21, run.at("/items/0/body/n").asInt(), run.toString());
    }

    @Test
    void aWorkflowThatIsNotAvailableToTheMcpServerIsNotStartedAndTheAnswerSaysWhatToDo() throws Exception {
        assumeMcpServer();
        String id = created("[" + MANUAL + "]", "");

        JsonNode answer = server.answer("execute_workflow", "{\"id\": \"" + id + "\"}");

        assertFalse(answer.path("executed").asBoolean(true));
        assertTrue(answer.at("/ways/0").asText().contains("availableInMCP"), answer.toString());
        assertFalse(answer.toString().contains(mcpToken));
    }

    private JsonNode startsThroughMcpServer(String nodes, String data) throws Exception {
        assumeMcpServer();
        String id = created("[" + nodes + "]", ", \"settings\": {\"availableInMCP\": true}");

        JsonNode run = server.answer("execute_workflow", "{\"id\": \"" + id + "\", \"waitSeconds\": 30" + data + "}");

        assertIsARunOf(id, run, "success");
        return run;
    }

    private static void assumeMcpServer() {
        assumeTrue(!mcpToken.isEmpty(), "this n8n has no MCP server that can start such a workflow");
    }

    private static void assertIsARunOf(String id, JsonNode run, String status) throws Exception {
        assertTrue(run.path("executed").asBoolean(), run.toString());
        assertEquals(status, run.path("status").asText(), run.toString());
        JsonNode stored = n8n.get("/executions/" + run.path("executionId").asText());
        assertEquals(id, stored.path("workflowId").asText(), stored.toString());
        assertEquals(status, stored.path("status").asText());
    }

    private String active(String nodes) throws IOException {
        return active(nodes, "[]");
    }

    private String active(String nodes, String links) throws IOException {
        return created(nodes, ", \"active\": true, \"connections\": " + links);
    }

    private String created(String nodes, String more) throws IOException {
        JsonNode created = server.answer("create_workflow", "{\"name\": \"Run me\", \"nodes\": " + nodes + more + "}");
        assertFalse(created.has("warnings"), created.toString());
        return created.path("id").asText();
    }
}
