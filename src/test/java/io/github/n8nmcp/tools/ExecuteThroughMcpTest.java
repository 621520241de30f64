package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.id;
import static io.github.n8nmcp.fixture.TestJson.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.github.n8nmcp.fixture.N8nStub;
import io.github.n8nmcp.fixture.TestJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How {@code execute_workflow} uses n8n's own MCP server for what has no URL. */
class ExecuteThroughMcpTest {
    private static final String TOKEN = "mcp-token-0123456789";
    private static final String MANUAL = """
            {"name": "Go", "type": "n8n-nodes-base.manualTrigger", "parameters": {}}""";
    private static final String WEBHOOK = """
            {"name": "Hook", "type": "n8n-nodes-base.webhook", "webhookId": "w", "parameters": {}}""";
    private static final String CHAT = """
            {"name": "Chat", "type": "@n8n/n8n-nodes-langchain.chatTrigger", "webhookId": "c", "parameters": {}}""";
    /** Of n8n 2.41.1 and 2.14.2, cut to what matters. */
    private static final String NEW_SCHEMA = """
            {"properties": {"workflowId": {}, "executionMode": {}, "triggerNodeName": {}, "inputs": {"anyOf": []}}}""";

    private static final String OLD_SCHEMA = """
            {"properties": {"workflowId": {}, "inputs": {"anyOf": [{"properties": {"type": {"const": "chat"}}}]}}}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @BeforeEach
    void hasAToken() {
        n8n.withMcpToken(TOKEN);
        n8n.gives("POST", "/workflows/7/execute", 405, "{}");
        n8n.gives("GET", "/executions", 200, "{\"data\": []}");
        tools(NEW_SCHEMA);
    }

    @Test
    void startsAndFollowsAWorkflowThatHasNoUrl() {
        workflow(MANUAL);
        says("{\"structuredContent\": {\"executionId\": \"9\", \"status\": \"started\"}}");
        String finishedRun = """
                {"id": "9", "status": "success", "data": {"resultData": {"lastNodeExecuted": "Set",
                   "runData": {"Set": [{"data": {"main": [[{"json": {"x": 1}}]]}}]}}}}""";
        n8n.gives("GET", "/executions/9", 200, finishedRun);

        String arguments = """
                {"id": "7", "waitSeconds": 5}""";
        JsonNode answer = n8n.answer("execute_workflow", arguments);

        String expected = """
                {"executed": true, "id": "7", "name": "W", "executionId": "9", "status": "success", "lastNode": "Set",
                 "items": [{"x": 1}]}""";
        assertEquals(json(expected), answer);
        String expectedArguments = """
                {"workflowId": "7", "executionMode": "manual", "triggerNodeName": "Go"}""";
        assertEquals(json(expectedArguments), sentArguments());
        n8n.verify(
                2,
                WireMock.postRequestedFor(WireMock.urlEqualTo("/mcp-server/http"))
                        .withHeader("Authorization", WireMock.equalTo("Bearer " + TOKEN))
                        .withoutHeader("X-N8N-API-KEY"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1} | Hook | {\"webhookData\": {\"method\": \"POST\", \"body\": {\"a\": 1}}}",
                "{\"chatInput\": \"Hi\"} | Chat | {\"chatInput\": \"Hi\"}",
            })
    void passesTheDataAsTheInputsOfTheTrigger(String data, String trigger, String inputs) {
        workflow(MANUAL + ", " + WEBHOOK + ", " + CHAT);
        says("{\"structuredContent\": {\"executionId\": \"9\", \"status\": \"started\"}}");

        String arguments = """
                {"id": "7", "data": %s, "trigger": "%s"}""".formatted(data, trigger);
        n8n.answer("execute_workflow", arguments);

        assertEquals(trigger, sentArguments().path("triggerNodeName").asText());
        assertEquals(json(inputs), sentArguments().path("inputs"));
    }

    @Test
    void sendsAnOlderServerTheArgumentsThatItsListOfToolsNames() {
        tools(OLD_SCHEMA);
        workflow(CHAT);
        String answerOfAnOlderServer = """
                {"content": [{"type": "text", "text": "{\\"success\\": true, \\"executionId\\": \\"9\\"}"}]}""";
        says(answerOfAnOlderServer);

        String arguments = """
                {"id": "7", "data": {"chatInput": "Hi"}}""";
        JsonNode answer = n8n.answer("execute_workflow", arguments);

        assertEquals("9", answer.path("executionId").asText());
        String expectedArguments = """
                {"workflowId": "7", "inputs": {"type": "chat", "chatInput": "Hi"}}""";
        assertEquals(json(expectedArguments), sentArguments());
    }

    @Test
    void asksForItsListOfToolsOnce() {
        workflow(MANUAL);
        says("{\"structuredContent\": {\"executionId\": \"9\", \"status\": \"started\"}}");

        n8n.answer("execute_workflow", id("7"));
        n8n.answer("execute_workflow", id("7"));

        n8n.verify(1, toolsList());
    }

    @Test
    void saysHowToMakeTheWorkflowAvailable() {
        workflow(MANUAL);
        String notAvailable = """
                {"structuredContent": {"executionId": null, "status": "error",
                                       "error": "Workflow is not available in MCP. Enable MCP access."}}""";
        says(notAvailable);

        JsonNode answer = n8n.answer("execute_workflow", id("7"));

        assertFalse(answer.path("executed").asBoolean(true));
        assertEquals(
                "This n8n's API cannot start a run, and the workflow is not available in n8n's own MCP server.",
                answer.path("reason").asText());
        assertTrue(answer.path("ways").path(0).asText().contains("availableInMCP"), answer.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"message\": \"MCP access is disabled\"} | is not switched on, or this n8n has none",
                "404 | <html>Cannot POST | is not switched on, or this n8n has none",
                "401 | {\"message\": \"Unauthorized\"} | refuses the configured mcp_token",
                "500 | {\"error\": {\"message\": \"broken mcp-token-0123456789\"}} | did not start it: broken ***",
            })
    void saysWhatIsWrongWithTheServer(int status, String body, String reason) {
        workflow(MANUAL);
        n8n.stubFor(WireMock.post("/mcp-server/http").willReturn(N8nStub.json(status, body)));

        JsonNode answer = n8n.answer("execute_workflow", id("7"));

        assertFalse(answer.path("executed").asBoolean(true));
        assertTrue(answer.path("reason").asText().contains(reason), answer.toString());
        assertFalse(answer.toString().contains(TOKEN));
    }

    @Test
    void aReadOnlyInstanceIsNotCalled() {
        n8n.error("execute_workflow", "{\"instance\": \"museum\", \"id\": \"7\"}");

        n8n.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()));
    }

    private void workflow(String nodes) {
        String stored = """
                {"id": "7", "name": "W", "active": false, "connections": {}, "nodes": [%s]}""".formatted(nodes);
        n8n.gives("GET", "/workflows/7", 200, stored);
    }

    private void tools(String schema) {
        String result = """
                {"tools": [{"name": "other"}, {"name": "execute_workflow", "inputSchema": %s}]}""".formatted(schema);
        answers("tools/list", result);
    }

    private void says(String result) {
        answers("tools/call", result);
    }

    private void answers(String method, String result) {
        String message = "{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": " + TestJson.json(result) + "}";
        ResponseDefinitionBuilder event = WireMock.aResponse()
                .withHeader("Content-Type", "text/event-stream")
                .withBody("event: message\ndata: " + message + "\n\n");
        n8n.stubFor(WireMock.post("/mcp-server/http")
                .withRequestBody(WireMock.matchingJsonPath("$[?(@.method == '" + method + "')]"))
                .willReturn(event));
    }

    private JsonNode sentArguments() {
        var calls = n8n.findAll(WireMock.postRequestedFor(WireMock.urlEqualTo("/mcp-server/http"))
                .withRequestBody(WireMock.matchingJsonPath("$[?(@.method == 'tools/call')]")));
        assertEquals(1, calls.size());
        return json(calls.get(0).getBodyAsString()).at("/params/arguments");
    }

    private static RequestPatternBuilder toolsList() {
        return WireMock.postRequestedFor(WireMock.urlEqualTo("/mcp-server/http"))
                .withRequestBody(WireMock.matchingJsonPath("$[?(@.method == 'tools/list')]"));
    }
}
