package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.id;
import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.message;
import static io.github.n8nmcp.fixture.TestJson.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.n8nmcp.fixture.N8nStub;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
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
                "{} | {\"executed\": true, \"id\": \"7\", \"warnings\": [\"n8n gave no id of the run, so whether it began shows "
                        + "only in n8n's executions.\"]}",
            })
    void startsARunByTheEndpointWhereThereIsOne(String given, String answer) {
        n8n.gives("POST", "/workflows/7/execute", 200, given);

        assertEquals(json(answer), n8n.answer("execute_workflow", id("7")));
        assertEquals(List.of("POST /workflows/7/execute"), n8n.requests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | Workflow has no trigger node | Workflow has no trigger node",
                "401 | Unauthorized | Authentication failed. Check API key.",
                "403 | Forbidden | Forbidden. The API key needs the scope workflow:execute, and its owner access to the "
                        + "workflow.",
                "500 | Internal server error | Internal server error. n8n may have done it all the same: look before you repeat "
                        + "it.",
            })
    void saysWhyTheEndpointDidNotStartIt(int status, String words, String message) {
        n8n.gives("POST", "/workflows/7/execute", status, "{\"message\": \"" + words + "\"}");

        var error = n8n.error("execute_workflow", id("7"));

        assertEquals(-32000, error.code());
        assertEquals("API call failed for instance 'development': " + message, error.message());
    }

    @Test
    void aMissingWorkflowIsNotTakenForAMissingEndpoint() {
        String notFound = message("Not Found");
        n8n.gives("POST", "/workflows/7/execute", 404, notFound);
        n8n.gives("GET", "/workflows/7", 404, notFound);

        var error = n8n.error("execute_workflow", id("7"));

        assertEquals(
                "API call failed for instance 'development': Workflow '7' not found. list_workflows shows the ids.",
                error.message());
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

        JsonNode first = n8n.answer("execute_workflow", id("7"));
        JsonNode second = n8n.answer("execute_workflow", id("7"));

        assertFalse(first.path("executed").asBoolean(true));
        assertEquals(
                "This n8n's API cannot start a run, and the workflow has no trigger but a manual one.",
                first.path("reason").asText());
        String ways = """
                ["Add a node of type n8n-nodes-base.webhook (or a scheduleTrigger) with update_workflow and \
                activate the workflow.",
                 "Or let n8n's own MCP server start it (n8n 1.123 and later): switch it on in n8n under Settings > \
                MCP, put its token into the configuration as mcp_token, and set the workflow's availableInMCP with \
                update_workflow, settings {\\"availableInMCP\\": true}.",
                 "Run it in n8n's editor: %s/workflow/7"]""".formatted(n8n.baseUrl());
        assertEquals(json(ways), first.path("ways"));
        assertEquals(first, second);
        assertEquals(
                1, n8n.requests().stream().filter(r -> r.startsWith("POST")).count());
    }

    @Test
    void guidanceForAnArchivedWorkflowSaysToUnarchiveItAndNothingElse() {
        n8n.gives("POST", "/workflows/7/execute", 405, "{}");
        String archived = """
                {"id": "7", "name": "W", "active": false, "isArchived": true, "connections": {}, "nodes": [
                   {"name": "T", "type": "n8n-nodes-base.webhook", "webhookId": "w", "parameters": {}}]}""";
        n8n.gives("GET", "/workflows/7", 200, archived);

        JsonNode answer = n8n.answer("execute_workflow", id("7"));

        String guidance = """
                {"executed": false, "id": "7", "name": "W",
                 "reason": "The workflow is archived, and n8n runs no archived workflow.",
                 "ways": ["Unarchive it in n8n's editor: %s/workflow/7"]}""".formatted(n8n.baseUrl());
        assertEquals(json(guidance), answer);
    }

    @Test
    void guidanceNamesTheTriggerThatIsDisabled() {
        n8n.gives("POST", "/workflows/7/execute", 405, "{}");
        String withDisabledTrigger = """
                {"id": "7", "name": "W", "active": false, "connections": {}, "nodes": [
                   {"name": "Hook", "type": "n8n-nodes-base.webhook", "disabled": true, "parameters": {}}]}""";
        n8n.gives("GET", "/workflows/7", 200, withDisabledTrigger);

        JsonNode answer = n8n.answer("execute_workflow", id("7"));

        assertEquals(
                "This n8n's API cannot start a run, and the workflow's trigger 'Hook' is disabled.",
                answer.path("reason").asText());
        assertTrue(answer.path("ways").path(0).asText().startsWith("Enable it"), answer.toString());
    }

    @Test
    void guidanceForAScheduleSaysThatOnlyTheScheduleStartsIt() {
        n8n.gives("POST", "/workflows/7/execute", 405, "{}");
        n8n.gives("GET", "/workflows/7", 200, workflow(true, "n8n-nodes-base.scheduleTrigger", "{}"));

        JsonNode answer = n8n.answer("execute_workflow", id("7"));

        assertEquals(
                "This n8n's API cannot start a run, and the workflow is started only by the clock, at the times of its node 'T'.",
                answer.path("reason").asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "false | n8n-nodes-base.webhook | {\"path\": \"orders\", \"httpMethod\": \"POST\"} "
                        + "| answers only while it is active | POST BASE/webhook/orders when it is active",
                "true | n8n-nodes-base.webhook | {\"path\": \"orders\", \"authentication\": \"headerAuth\"} "
                        + "| asks for headerAuth credentials | GET BASE/webhook/orders with the credentials",
                "false | n8n-nodes-base.webhook | {\"path\": \"orders/:id\"} "
                        + "| answers only while it is active | GET BASE/webhook/w/orders/:id when it is active",
                "true | n8n-nodes-base.webhook | {\"path\": \"={{ 1 }}\"} | has an expression in its path | editor",
                "false | n8n-nodes-base.formTrigger | {\"path\": \"ask\"} "
                        + "| form answers only while it is active | BASE/webhook/ask/n8n-form when it is active",
                "true | @n8n/n8n-nodes-langchain.chatTrigger | {} | chat is not public | parameters.public",
                "true | n8n-nodes-base.executeWorkflowTrigger | {} "
                        + "| only by other workflows, by an Execute Workflow node | Run a workflow that starts it",
                "true | n8n-nodes-base.errorTrigger | {} "
                        + "| the failure of a workflow that names it as its errorWorkflow | Run a workflow",
                "false | n8n-nodes-base.githubTrigger | {} "
                        + "| only by its own trigger 'T' (githubTrigger), while it is active | Call activate_workflow",
            })
    void guidanceFitsTheTriggerOfTheWorkflow(
            boolean active, String type, String parameters, String reason, String way) {
        n8n.gives("POST", "/workflows/7/execute", 405, "{}");
        n8n.gives("GET", "/workflows/7", 200, workflow(active, type, parameters));

        JsonNode answer = n8n.answer("execute_workflow", id("7"));

        assertFalse(answer.path("executed").asBoolean(true));
        assertTrue(answer.path("reason").asText().contains(reason), answer.toString());
        assertTrue(answer.path("ways").toString().contains(way.replace("BASE", n8n.baseUrl())), answer.toString());
        assertEquals(List.of("POST /workflows/7/execute", "GET /workflows/7", "GET /workflows/7"), n8n.requests());
    }

    @Test
    void startsAnActiveWorkflowByItsWebhookWithTheDataAndWithoutTheApiKey() {
        hooked("POST", "orders", 200, "{\"message\": \"Workflow was started\"}");
        n8n.givesInTurn("GET", "/executions", runs(""), runs("\"4\""), runs("\"5\", \"4\""));

        String arguments = """
                {"id": "7", "data": {"order": 12}}""";
        JsonNode answer = n8n.answer("execute_workflow", arguments);

        String expected = """
                {"executed": true, "id": "7", "name": "W",
                 "response": {"status": 200, "body": {"message": "Workflow was started"}},
                 "executionId": "5"}""";
        assertEquals(json(expected), answer);
        n8n.verify(
                1,
                WireMock.postRequestedFor(WireMock.urlEqualTo("/webhook/orders"))
                        .withRequestBody(WireMock.equalToJson("{\"order\": 12}"))
                        .withoutHeader("X-N8N-API-KEY"));
    }

    @Test
    void sendsTheDataAsTheQueryWhereTheWebhookHasNoBody() {
        hooked("GET", "orders", 200, "ok");
        n8n.givesInTurn("GET", "/executions", runs(""), runs(""), runs("\"1\""));

        String arguments = """
                {"id": "7", "data": {"a b": "c&d", "list": [1, 2]}}""";
        JsonNode answer = n8n.answer("execute_workflow", arguments);

        assertEquals("ok", answer.at("/response/body").asText());
        n8n.verify(1, WireMock.getRequestedFor(WireMock.urlEqualTo("/webhook/orders?a%20b=c%26d&list=%5B1%2C2%5D")));
    }

    @Test
    void waitsForTheEndAndAnswersTheLastNodesItems() {
        hooked("POST", "orders", 200, "{}");
        n8n.givesInTurn("GET", "/executions", runs(""), runs(""), runs("\"9\""));
        String finishedRun = """
                {"id": "9", "status": "success", "data": {"resultData": {"lastNodeExecuted": "Set",
                   "runData": {"Set": [{"data": {"main": [[{"json": {"x": 1}}, {"json": {"x": 2}}]]}}]}}}}""";
        n8n.givesInTurn(
                "GET",
                "/executions/9",
                N8nStub.json(200, "{\"id\": \"9\", \"status\": \"running\"}"),
                N8nStub.json(200, "{\"id\": \"9\", \"status\": \"success\"}"),
                N8nStub.json(200, finishedRun));

        JsonNode answer = n8n.answer("execute_workflow", waitingUpTo(10));

        assertEquals("success", answer.path("status").asText());
        assertEquals("Set", answer.path("lastNode").asText());
        String expectedItems = """
                [{"x": 1}, {"x": 2}]""";
        assertEquals(json(expectedItems), answer.path("items"));
        assertFalse(answer.has("warnings"));
    }

    @Test
    void namesTheNodeThatFailedAndWhy() {
        n8n.gives("POST", "/workflows/7/execute", 200, "{\"executionId\": 3}");
        String failedRun = """
                {"id": "3", "status": "error", "finished": false, "data": {"resultData": {"lastNodeExecuted": "Boom",
                   "error": {"message": "no luck", "node": {"name": "Boom", "parameters": {}}},
                   "runData": {"Boom": [{"executionStatus": "error"}]}}}}""";
        n8n.gives("GET", "/executions/3", 200, failedRun);

        JsonNode answer = n8n.answer("execute_workflow", waitingUpTo(5));

        assertEquals("error", answer.path("status").asText());
        String expectedError = """
                {"message": "no luck", "node": "Boom"}""";
        assertEquals(json(expectedError), answer.path("error"));
    }

    @Test
    void limitsTheItemsAndSaysSo() {
        String item = "{\"json\": {\"text\": \"" + "x".repeat(6_000) + "\"}}";
        n8n.gives("POST", "/workflows/7/execute", 200, "{\"executionId\": 3}");
        String finishedRun = """
                {"id": "3", "status": "success", "data": {"resultData": {"lastNodeExecuted": "Set",
                   "runData": {"Set": [{"data": {"main": [[%s, %s, %s, %s]]}}]}}}}""".formatted(item, item, item, item);
        n8n.gives("GET", "/executions/3", 200, finishedRun);

        JsonNode answer = n8n.answer("execute_workflow", waitingUpTo(5));

        assertEquals(2, answer.path("items").size());
        assertEquals(
                List.of("items shows 2 of the 4 items of the last node; the rest is in n8n's editor."),
                texts(answer.path("warnings")));
    }

    @Test
    void saysThatARunIsNotOverYetAndReportsProgressMeanwhile() {
        n8n.gives("POST", "/workflows/7/execute", 200, "{\"executionId\": 3}");
        n8n.gives("GET", "/executions/3", 200, "{\"id\": \"3\", \"status\": \"running\"}");
        List<JsonNode> progress = new ArrayList<>();

        JsonNode answer = n8n.answer("execute_workflow", waitingUpTo(1), progress::add);

        assertEquals("running", answer.path("status").asText());
        assertTrue(answer.path("warnings").path(0).asText().startsWith("The run is not over yet."));
        assertTrue(progress.size() >= 2, progress.toString());
        for (int i = 1; i < progress.size(); i++) {
            assertTrue(
                    progress.get(i).path("progress").asDouble()
                            > progress.get(i - 1).path("progress").asDouble(),
                    progress.toString());
        }
        assertEquals(TextNode.valueOf("a token"), progress.get(0).path("progressToken"));
    }

    @Test
    void aNullProgressTokenGetsNoProgress() {
        n8n.gives("POST", "/workflows/7/execute", 200, "{\"executionId\": 3}");
        n8n.gives("GET", "/executions/3", 200, "{\"id\": \"3\", \"status\": \"running\"}");
        List<JsonNode> progress = new ArrayList<>();

        n8n.withProgressToken(NullNode.getInstance()).answer("execute_workflow", waitingUpTo(1), progress::add);

        assertEquals(List.of(), progress);
    }

    @Test
    void callsAWebhookAgainThatN8nHasNotRegisteredYet() {
        hooked("POST", "orders", 200, "{}");
        String notYet =
                "{\"code\": 404, \"message\": \"The requested webhook \\\"POST orders\\\" is not registered.\"}";
        n8n.stubFor(WireMock.post("/webhook/orders")
                .inScenario("late")
                .whenScenarioStateIs("Started")
                .willSetStateTo("registered")
                .willReturn(WireMock.jsonResponse(notYet, 404)));
        n8n.stubFor(WireMock.post("/webhook/orders")
                .inScenario("late")
                .whenScenarioStateIs("registered")
                .willReturn(WireMock.okJson("{}")));
        n8n.givesInTurn("GET", "/executions", runs(""), runs(""), runs("\"1\""));

        assertTrue(n8n.answer("execute_workflow", id("7")).path("executed").asBoolean());
        n8n.verify(2, WireMock.postRequestedFor(WireMock.urlEqualTo("/webhook/orders")));
    }

    @Test
    void saysThatNothingWasStartedWhenTheWebhookAnswers403() {
        hooked("POST", "orders", 403, "Authorization data is wrong!");
        n8n.givesInTurn("GET", "/executions", runs(""));

        JsonNode answer = n8n.answer("execute_workflow", id("7"));

        assertFalse(answer.path("executed").asBoolean(true));
        assertEquals(403, answer.at("/response/status").asInt());
    }

    @Test
    void warnsThatTheEndpointTakesNoData() {
        n8n.gives("POST", "/workflows/7/execute", 200, "{\"executionId\": 3}");

        String arguments = """
                {"id": "7", "data": {"a": 1}}""";
        JsonNode answer = n8n.answer("execute_workflow", arguments);

        assertEquals(
                List.of("data was not passed on: this n8n's execute endpoint takes none."),
                texts(answer.path("warnings")));
        assertEquals(json("{}"), n8n.sent("POST", "/workflows/7/execute"));
    }

    @Test
    void aRunThatCannotBeFollowedIsStillReportedAsStarted() {
        n8n.gives("POST", "/workflows/7/execute", 200, "{\"executionId\": 3}");
        n8n.gives("GET", "/executions/3", 403, "{\"message\": \"Forbidden\"}");

        JsonNode answer = n8n.answer("execute_workflow", waitingUpTo(5));

        assertTrue(answer.path("executed").asBoolean());
        assertEquals("3", answer.path("executionId").asText());
        assertTrue(answer.path("warnings").path(0).asText().contains("could not be followed"));
    }

    @Test
    void anAnswerOf404ByTheWorkflowItselfIsARunAndNotCalledAgain() {
        hooked("POST", "orders", 404, "{\"error\": \"user not registered\"}");
        n8n.givesInTurn("GET", "/executions", runs(""), runs(""), runs("\"1\""));

        JsonNode answer = n8n.answer("execute_workflow", id("7"));

        assertTrue(answer.path("executed").asBoolean(), answer.toString());
        assertEquals("1", answer.path("executionId").asText());
        n8n.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/webhook/orders")));
    }

    @Test
    void anAnswerOf403ByTheWorkflowItselfIsARunWhenOneAppears() {
        hooked("POST", "orders", 403, "{\"error\": \"no\"}");
        n8n.givesInTurn("GET", "/executions", runs(""), runs(""), runs("\"1\""));

        assertTrue(n8n.answer("execute_workflow", id("7")).path("executed").asBoolean());
    }

    @Test
    void reportsTheFirstOfSeveralNewRunsAndWarnsThatItMayBeAnothers() {
        hooked("POST", "orders", 200, "{}");
        n8n.givesInTurn("GET", "/executions", runs("\"4\""), runs(""), runs("\"6\", \"5\", \"4\""));

        JsonNode answer = n8n.answer("execute_workflow", id("7"));

        assertEquals("5", answer.path("executionId").asText());
        assertTrue(answer.path("warnings").path(0).asText().contains("another caller's"), answer.toString());
    }

    @Test
    void startsEvenIfTheKeyMayNotReadExecutions() {
        hooked("POST", "orders", 200, "{}");
        n8n.gives("GET", "/executions", 403, "{\"message\": \"Forbidden\"}");

        JsonNode answer = n8n.answer("execute_workflow", waitingUpTo(5));

        assertTrue(answer.path("executed").asBoolean());
        assertTrue(answer.path("warnings").path(0).asText().contains("cannot be looked up"), answer.toString());
        n8n.verify(1, WireMock.postRequestedFor(WireMock.urlEqualTo("/webhook/orders")));
    }

    @Test
    void aRunThatCannotBeLookedUpAfterwardsIsStillReportedAsStarted() {
        hooked("POST", "orders", 200, "{}");
        n8n.givesInTurn(
                "GET", "/executions", runs(""), runs(""), N8nStub.json(500, "{\"message\": \"database is locked\"}"));

        JsonNode answer = n8n.answer("execute_workflow", id("7"));

        assertTrue(answer.path("executed").asBoolean());
        assertTrue(answer.path("warnings").path(0).asText().contains("database is locked"), answer.toString());
    }

    @Test
    void saysThatAWebhooksLongAnswerWasCut() {
        hooked("POST", "orders", 200, "x".repeat(20_000));
        n8n.givesInTurn("GET", "/executions", runs(""), runs(""), runs("\"1\""));

        JsonNode answer = n8n.answer("execute_workflow", id("7"));

        assertEquals(16_384, answer.at("/response/body").asText().length());
        assertTrue(answer.path("warnings").path(0).asText().contains("longer"), answer.toString());
    }

    private void hooked(String method, String path, int status, String answer) {
        n8n.gives("POST", "/workflows/7/execute", 405, "{}");
        String parameters = """
                {"path": "%s", "httpMethod": "%s"}""".formatted(path, method);
        n8n.gives("GET", "/workflows/7", 200, workflow(true, "n8n-nodes-base.webhook", parameters));
        n8n.stubFor(WireMock.request(method, WireMock.urlPathEqualTo("/webhook/" + path))
                .willReturn(WireMock.aResponse().withStatus(status).withBody(answer)));
    }

    private static String waitingUpTo(int seconds) {
        return """
                {"id": "7", "waitSeconds": %d}""".formatted(seconds);
    }

    private static ResponseDefinitionBuilder runs(String ids) {
        String data = ids.isEmpty()
                ? ""
                : Arrays.stream(ids.split(", ", -1))
                        .map(id -> "{\"id\": " + id + "}")
                        .collect(Collectors.joining(", "));
        return N8nStub.json(200, "{\"data\": [" + data + "], \"nextCursor\": null}");
    }

    private static String workflow(boolean active, String type, String parameters) {
        return """
                {"id": "7", "name": "W", "active": %s, "connections": {}, "nodes": [
                   {"name": "T", "type": "%s", "webhookId": "w", "parameters": %s}]}""".formatted(active, type, parameters);
    }
}
