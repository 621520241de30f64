package io.github.n8nmcp.tools;

import static io.github.n8nmcp.tools.N8nStub.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code execute_workflow} starts, and what it says where it can start nothing. */
class ExecuteWorkflowTest {
    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"executionId\": 1, \"waitingForWebhook\": false} | "
                        + "{\"executed\": true, \"id\": \"7\", \"executionId\": \"1\", \"waitingForWebhook\": false}",
                "{\"executionId\": \"1\", \"waitingForWebhook\": true} | "
                        + "{\"executed\": true, \"id\": \"7\", \"executionId\": \"1\", \"waitingForWebhook\": true}",
                "{} | {\"executed\": true, \"id\": \"7\"}",
            })
    void startsARunByTheEndpointWhereThereIsOne(String given, String answer) {
        n8n.gives("POST", "/workflows/7/execute", 200, given);

        assertEquals(json(answer), n8n.answer("execute_workflow", """
                {"id": "7"}"""));
        assertEquals(List.of("POST /workflows/7/execute"), n8n.requests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | Workflow has no trigger node | Workflow has no trigger node",
                "401 | Unauthorized | Authentication failed. Check API key.",
                "403 | Forbidden | Forbidden",
                "500 | Internal server error | Internal server error",
            })
    void tellsWhyTheEndpointDidNotStartIt(int status, String words, String told) {
        n8n.gives("POST", "/workflows/7/execute", status, "{\"message\": \"" + words + "\"}");

        var error = n8n.error("execute_workflow", """
                {"id": "7"}""");

        assertEquals(-32000, error.code());
        assertEquals("API call failed for instance 'development': " + told, error.message());
    }

    @Test
    void aMissingWorkflowIsToldFromAMissingEndpoint() {
        n8n.gives("POST", "/workflows/7/execute", 404, """
                {"message": "Not Found"}""");
        n8n.gives("GET", "/workflows/7", 404, """
                {"message": "Not Found"}""");

        var error = n8n.error("execute_workflow", """
                {"id": "7"}""");

        assertEquals("API call failed for instance 'development': Workflow '7' not found.", error.message());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"message\": \"not found\"}",
                "405 | {\"message\": \"POST method not allowed\"}",
            })
    void givesGuidanceInsteadOfAnErrorForAManualTriggerAndRemembersThatThereIsNoEndpoint(int status, String words) {
        n8n.gives("POST", "/workflows/7/execute", status, words);
        n8n.gives("GET", "/workflows/7", 200, workflow(false, "n8n-nodes-base.manualTrigger", "{}"));

        JsonNode first = n8n.answer("execute_workflow", """
                {"id": "7"}""");
        JsonNode second = n8n.answer("execute_workflow", """
                {"id": "7"}""");

        assertFalse(first.path("executed").asBoolean(true));
        assertEquals(
                "This n8n's API cannot start a run, and the workflow has no trigger but a manual one.",
                first.path("reason").asText());
        assertEquals(json("""
                        ["Add a node of type n8n-nodes-base.webhook (or a scheduleTrigger) with update_workflow and \
                        activate the workflow.",
                         "Run it in n8n's editor: %s/workflow/7"]""".formatted(n8n.baseUrl())), first.path("ways"));
        assertEquals(first, second);
        assertEquals(
                1, n8n.requests().stream().filter(r -> r.startsWith("POST")).count());
    }

    @Test
    void guidanceForAScheduleSaysThatOnlyTheScheduleStartsIt() {
        n8n.gives("POST", "/workflows/7/execute", 405, "{}");
        n8n.gives("GET", "/workflows/7", 200, workflow(true, "n8n-nodes-base.scheduleTrigger", "{}"));

        JsonNode answer = n8n.answer("execute_workflow", """
                {"id": "7"}""");

        assertEquals(
                "This n8n's API cannot start a run, and the workflow is started by its own trigger only.",
                answer.path("reason").asText());
    }

    @Test
    void guidanceForAnInactiveWebhookNamesItsUrlAndTheNeedToActivate() {
        n8n.gives("POST", "/workflows/7/execute", 405, "{}");
        n8n.gives("GET", "/workflows/7", 200, workflow(false, "n8n-nodes-base.webhook", """
                {"path": "orders", "httpMethod": "POST"}"""));

        JsonNode answer = n8n.answer("execute_workflow", """
                {"id": "7"}""");

        assertTrue(answer.path("ways").path(0).asText().contains("activate_workflow"));
        assertTrue(answer.path("ways").path(1).asText().contains("POST " + n8n.baseUrl() + "/webhook/orders"));
    }

    private static String workflow(boolean active, String type, String parameters) {
        return """
                {"id": "7", "name": "W", "active": %s, "connections": {}, "nodes": [
                   {"name": "T", "type": "%s", "webhookId": "w", "parameters": %s}]}""".formatted(active, type, parameters);
    }
}
