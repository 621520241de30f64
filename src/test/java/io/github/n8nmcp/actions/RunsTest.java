package io.github.n8nmcp.actions;

import static io.github.n8nmcp.fixture.TestJson.id;
import static io.github.n8nmcp.fixture.TestJson.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The newest runs of a workflow, on n8n of different ages. */
class RunsTest {
    private static final Tool<String> RUNS = new Tool<>(
            "runs",
            "Runs",
            "Runs.",
            Hints.READS,
            in -> in.id("Workflow id"),
            new OutputSchema().with("object[]", "runs").toMap(),
            Runs::of);

    @RegisterExtension
    final N8nStub n8n = new N8nStub().withTools(List.of(RUNS));

    @BeforeEach
    void hasAWorkflow() {
        String stored = """
                {"id": "7", "name": "W", "active": true, "nodes": [], "connections": {}}""";
        n8n.gives("GET", "/workflows/7", 200, stored);
    }

    @Test
    void showsTheNewestFirstAndWhyTheNewestThreeFailed() {
        listed("running", "{\"id\": \"9\", \"status\": \"running\", \"mode\": \"manual\", \"startedAt\": \"s\"}");
        String finishedRuns = """
                {"id": "8", "status": "success", "mode": "webhook", "startedAt": "a", "stoppedAt": "b"},
                {"id": "7", "status": "error"}, {"id": "6", "status": "crashed"}, {"id": "5", "status": "error"},
                {"id": "4", "status": "error"}""";
        listed("", finishedRuns);
        failed(7, "\"node\": {\"name\": \"Boom\", \"parameters\": {}}");
        failed(6, "\"node\": \"Crash\"");
        failed(5, "\"context\": {}");

        JsonNode answer = n8n.answer("runs", id("7"));

        String expected = """
                {"id": "7", "name": "W", "active": true, "runs": [
                  {"executionId": "9", "status": "running", "mode": "manual", "startedAt": "s"},
                  {"executionId": "8", "status": "success", "mode": "webhook", "startedAt": "a", "stoppedAt": "b"},
                  {"executionId": "7", "status": "error", "error": {"message": "no *** 7", "node": "Boom"}},
                  {"executionId": "6", "status": "crashed", "error": {"message": "no *** 6", "node": "Crash"}},
                  {"executionId": "5", "status": "error", "error": {"message": "no *** 5", "node": "Last"}},
                  {"executionId": "4", "status": "error"}]}""";
        assertEquals(json(expected), answer);
    }

    @Test
    void asksForTheRunItselfWhereTheListHasNoStatus() {
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/executions"))
                .withQueryParam("status", WireMock.equalTo("running"))
                .willReturn(N8nStub.json(400, "{\"message\": \"must be equal to one of the allowed values\"}")));
        String withoutStatus = """
                {"id": "8", "finished": true, "stoppedAt": "b"}, {"id": "7", "finished": false, "stoppedAt": "b"},
                {"id": "6", "finished": false, "stoppedAt": "b"}""";
        listed("", withoutStatus);
        n8n.gives("GET", "/executions/7", 200, "{\"id\": \"7\", \"status\": \"canceled\"}");
        failed(6, "\"node\": \"Boom\"");

        JsonNode answer = n8n.answer("runs", id("7"));

        String expected = """
                [{"executionId": "8", "status": "success", "stoppedAt": "b"},
                 {"executionId": "7", "status": "canceled", "stoppedAt": "b"},
                 {"executionId": "6", "status": "error", "stoppedAt": "b",
                  "error": {"message": "no *** 6", "node": "Boom"}}]""";
        assertEquals(json(expected), answer.path("runs"));
    }

    @Test
    void explainsARunThatN8nCutForItsSize() {
        listed("running", "");
        listed("", "{\"id\": \"7\", \"status\": \"error\"}");
        String cutRun = """
                {"id": "7", "status": "error", "dataTooLargeToDisplay": true, "data": {"resultData": {}}}""";
        n8n.gives("GET", "/executions/7", 200, cutRun);
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/executions/7"))
                .withQueryParam("ignoreDataSizeLimit", WireMock.equalTo("true"))
                .willReturn(N8nStub.json(200, run(7, "\"node\": \"Boom\""))));

        JsonNode answer = n8n.answer("runs", id("7"));

        assertEquals("Boom", answer.at("/runs/0/error/node").asText(), answer.toString());
    }

    @Test
    void aWorkflowThatIsNotThereIsAnErrorAndNotOneWithoutRuns() {
        n8n.gives("GET", "/workflows/8", 404, "{\"message\": \"Not Found\"}");

        var error = n8n.error("runs", id("8"));

        assertTrue(error.message().contains("Workflow '8' not found"), error.message());
    }

    private void listed(String status, String runs) {
        var request = WireMock.get(WireMock.urlPathEqualTo("/api/v1/executions"))
                .withQueryParam("workflowId", WireMock.equalTo("7"));
        if (status.isEmpty()) {
            request.withQueryParam("status", WireMock.absent());
        } else {
            request.withQueryParam("status", WireMock.equalTo(status));
        }
        n8n.stubFor(request.willReturn(N8nStub.json(200, "{\"data\": [" + runs + "], \"nextCursor\": null}")));
    }

    private void failed(int id, String node) {
        n8n.gives("GET", "/executions/" + id, 200, run(id, node));
    }

    private static String run(int id, String node) {
        return """
                {"id": "%d", "status": "error", "workflowData": {"nodes": []},
                 "data": {"resultData": {"runData": {"A": []}, "lastNodeExecuted": "Last",
                                         "error": {"message": "no %s %d", %s}}}}""".formatted(id, N8nStub.KEY, id, node);
    }
}
