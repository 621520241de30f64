package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.id;
import static io.github.n8nmcp.fixture.TestJson.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.n8nmcp.fixture.N8nStub;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code execute_workflow} tells of a run that waits, and of one that is followed. */
class WaitingRunTest {
    private static final String STORED = """
            {"id": "7", "name": "W", "active": true, "nodes": [
               {"name": "T", "type": "n8n-nodes-base.webhook", "webhookId": "w", "parameters": {"path": "p"}}],
             "connections": {}}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // n8n 2.41.1 writes the URL into the run, without the node's suffix
                "n8n-nodes-base.wait | {\"resume\": \"webhook\", \"options\": {\"webhookSuffix\": \"ok\"}} "
                        + "| {\"resumeUrl\": \"https://n/webhook-waiting/3?signature=s\"} | 3000-01-01T00:00:00.000Z "
                        + "| {\"kind\": \"webhook\", \"node\": \"W\", "
                        + "\"url\": \"https://n/webhook-waiting/3/ok?signature=s\"}",
                "n8n-nodes-base.wait | {\"resume\": \"form\"} | {\"resumeFormUrl\": \"https://n/form-waiting/3\"} "
                        + "| 3000-01-01T00:00:00.000Z "
                        + "| {\"kind\": \"form\", \"node\": \"W\", \"url\": \"https://n/form-waiting/3\"}",
                // n8n 1.82.3 does not
                "n8n-nodes-base.wait | {\"resume\": \"webhook\"} | {} | 2026-11-25T20:00:00.000Z "
                        + "| {\"kind\": \"webhook\", \"node\": \"W\", \"until\": \"2026-11-25T20:00:00.000Z\", "
                        + "\"url\": \"BASE/webhook-waiting/3\"}",
                "n8n-nodes-base.wait | {\"resume\": \"webhook\", \"incomingAuthentication\": \"headerAuth\"} | {} "
                        + "| 3000-01-01T00:00:00.000Z | {\"kind\": \"webhook\", \"node\": \"W\"}",
                "n8n-nodes-base.wait | {} | {} | 2026-11-25T20:00:00.000Z "
                        + "| {\"kind\": \"time\", \"node\": \"W\", \"until\": \"2026-11-25T20:00:00.000Z\"}",
                "n8n-nodes-base.slack | {\"operation\": \"sendAndWait\"} | {\"resumeUrl\": \"https://n/secret\"} "
                        + "| 3000-01-01T00:00:00.000Z | {\"kind\": \"approval\", \"node\": \"W\"}",
            })
    void aWaitingRunIsReportedAtOnceWithWhatItWaitsFor(
            String type, String parameters, String metadata, String waitTill, String waitsFor) {
        n8n.gives("POST", "/workflows/7/execute", 200, "{\"executionId\": 3}");
        String waitingRun = """
                {"id": "3", "status": "waiting", "waitTill": "%s",
                 "workflowData": {"nodes": [{"name": "W", "type": "%s", "parameters": %s}]},
                 "data": {"resultData": {"lastNodeExecuted": "W", "runData": {"W": [{"metadata": %s}]}}}}""".formatted(waitTill, type, parameters, metadata);
        n8n.gives("GET", "/executions/3", 200, waitingRun);

        String arguments = """
                {"id": "7", "waitSeconds": 300}""";
        JsonNode answer = n8n.answer("execute_workflow", arguments);

        assertEquals("waiting", answer.path("status").asText());
        assertEquals(json(waitsFor.replace("BASE", n8n.baseUrl())), answer.path("waitsFor"));
        assertFalse(answer.has("warnings"), answer.toString());
    }

    @Test
    void findsTheRunByTryingIdsWhereN8nListsNoneThatWaits() {
        n8n.gives("POST", "/workflows/7/execute", 404, "{\"message\": \"not found\"}");
        n8n.gives("GET", "/workflows/7", 200, STORED);
        n8n.gives("GET", "/executions", 200, "{\"data\": [{\"id\": \"4\"}]}");
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/executions"))
                .withQueryParam("status", WireMock.equalTo("running"))
                .willReturn(N8nStub.json(400, "{\"message\": \"must be equal to one of the allowed values\"}")));
        n8n.gives("GET", "/executions/5", 200, "{\"id\": \"5\", \"workflowId\": \"8\", \"status\": \"waiting\"}");
        n8n.gives("GET", "/executions/6", 404, "{\"message\": \"Not Found\"}");
        n8n.gives("GET", "/executions/8", 404, "{\"message\": \"Not Found\"}");
        n8n.gives("GET", "/executions/9", 404, "{\"message\": \"Not Found\"}");
        n8n.gives("GET", "/executions/10", 404, "{\"message\": \"Not Found\"}");
        n8n.givesInTurn(
                "GET",
                "/executions/7",
                N8nStub.json(404, "{\"message\": \"Not Found\"}"),
                N8nStub.json(200, "{\"id\": \"7\", \"workflowId\": \"7\", \"status\": \"waiting\"}"));
        n8n.stubFor(WireMock.get("/webhook/p").willReturn(WireMock.okJson("{}")));

        JsonNode answer = n8n.answer("execute_workflow", id("7"));

        assertEquals("7", answer.path("executionId").asText(), answer.toString());
        assertFalse(answer.has("warnings"), answer.toString());
    }

    @Test
    void progressCountsFromTheBeginningOfTheCallThroughBothWaits() {
        n8n.gives("POST", "/workflows/7/execute", 405, "{}");
        n8n.gives("GET", "/workflows/7", 200, STORED);
        var none = N8nStub.json(200, "{\"data\": []}");
        n8n.givesInTurn(
                "GET", "/executions", none, none, none, none, N8nStub.json(200, "{\"data\": [{\"id\": \"3\"}]}"));
        n8n.stubFor(WireMock.get("/webhook/p").willReturn(WireMock.okJson("{}")));
        n8n.givesInTurn(
                "GET",
                "/executions/3",
                N8nStub.json(200, "{\"id\": \"3\", \"status\": \"running\"}"),
                N8nStub.json(200, "{\"id\": \"3\", \"status\": \"running\"}"),
                N8nStub.json(200, "{\"id\": \"3\", \"status\": \"success\"}"));
        List<JsonNode> progress = new ArrayList<>();

        String arguments = """
                {"id": "7", "waitSeconds": 60}""";
        n8n.answer("execute_workflow", arguments, progress::add);

        assertTrue(progress.get(0).path("message").asText().startsWith("Waiting for the run"), progress.toString());
        assertTrue(progress.size() >= 3, progress.toString());
        for (int i = 1; i < progress.size(); i++) {
            assertTrue(
                    progress.get(i).path("progress").asDouble()
                            > progress.get(i - 1).path("progress").asDouble(),
                    progress.toString());
            assertEquals(
                    progress.get(0).path("total").asDouble(),
                    progress.get(i).path("total").asDouble());
        }
    }
}
