package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.id;
import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That {@code activate_workflow} says "active" only when it is, and adds a trigger only when n8n misses one. */
class ActivateWorkflowTest {
    private static final String NO_TRIGGER_SINCE_2_0 = """
            {"message": "Workflow cannot be activated because it has no trigger node. At least one trigger, webhook, \
            or polling node is required."}""";

    private static final String HOOKED = """
            {"id": "789", "name": "Hooked", "active": true, "activeVersionId": "v", "nodes": [
               {"name": "In", "type": "n8n-nodes-base.webhook", "webhookId": "w",
                "parameters": {"path": "orders", "httpMethod": "POST"}}], "connections": {}}""";
    private static final String MANUAL = """
            {"id": "789", "name": "Manual", "active": false, "nodes": [
               {"id": "m", "name": "By hand", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1,
                "position": [0, 0], "parameters": {}},
               {"id": "s", "name": "Work", "type": "n8n-nodes-base.set", "typeVersion": 3, "position": [200, 0],
                "parameters": {"keep": true}}],
             "connections": {"By hand": {"main": [[{"node": "Work", "type": "main", "index": 0}]]}},
             "settings": {"timezone": "UTC"}}""";
    private static final String NO_TRIGGER = """
            {"message": "Workflow \\"Manual\\" (ID: 789) has no node to start the workflow - at least one trigger, \
            poller or webhook node is required"}""";

    private static final String UNKNOWN_TYPE = message("Unrecognized node type: n8n-nodes-base.invalidNode");

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @Test
    void readsBackBeforeItSaysActiveAndGivesTheWebhooksUrl() {
        n8n.gives("POST", "/workflows/789/activate", 200, HOOKED);
        n8n.gives("GET", "/workflows/789", 200, HOOKED);

        String expected = """
                {"id": "789", "name": "Hooked", "active": true,
                 "webhooks": [{"node": "In", "method": "POST", "url": "%s/webhook/orders"}],
                 "instance": "development"}""".formatted(n8n.baseUrl());
        assertEquals(json(expected), n8n.answer("activate_workflow", id("789")));
        assertEquals(
                List.of("GET /workflows/789", "POST /workflows/789/activate", "GET /workflows/789"), n8n.requests());
        assertEquals(json("{}"), n8n.sent("POST", "/workflows/789/activate"));
    }

    @Test
    void doesNotSayActiveWhenTheReadingSaysOtherwise() {
        n8n.gives("POST", "/workflows/789/activate", 200, HOOKED);
        n8n.gives("GET", "/workflows/789", 200, HOOKED.replace("true", "false"));

        var error = n8n.error("activate_workflow", id("789"));

        assertEquals(-32000, error.code());
        assertTrue(error.message().startsWith("n8n accepted the activation, but the workflow is not active."));
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_TRIGGER, NO_TRIGGER_SINCE_2_0})
    void addsADailyScheduleWhereN8nMissesATriggerAndSaysSo(String missing) {
        n8n.givesInTurn(
                "POST",
                "/workflows/789/activate",
                N8nStub.json(400, missing),
                N8nStub.json(200, MANUAL.replace("\"active\": false", "\"active\": true")));
        n8n.gives("GET", "/workflows/789", 200, MANUAL);
        n8n.gives("PUT", "/workflows/789", 200, MANUAL);

        JsonNode answer = n8n.answer("activate_workflow", id("789"));

        assertTrue(answer.path("active").asBoolean());
        assertTrue(answer.path("warnings").path(0).asText().contains("'Schedule Trigger' was added"));
        JsonNode sent = n8n.sent("PUT", "/workflows/789");
        assertEquals("n8n-nodes-base.scheduleTrigger", sent.at("/nodes/2/type").asText());
        String expectedSchedule = """
                {"rule": {"interval": [
                   {"field": "days", "daysInterval": 1, "triggerAtHour": 0, "triggerAtMinute": 0}]}}""";
        assertEquals(json(expectedSchedule), sent.at("/nodes/2/parameters"));
        String expectedLinks = """
                {"By hand": {"main": [[{"node": "Work", "type": "main", "index": 0}]]},
                 "Schedule Trigger": {"main": [[{"node": "Work", "type": "main", "index": 0}]]}}""";
        assertEquals(json(expectedLinks), sent.path("connections"));
        assertEquals(
                List.of(
                        "GET /workflows/789",
                        "POST /workflows/789/activate",
                        "PUT /workflows/789",
                        "POST /workflows/789/activate"),
                n8n.requests());
    }

    @Test
    void putsTheWorkflowBackAsItWasWhenTheAddedTriggerDoesNotHelp() {
        n8n.givesInTurn(
                "POST", "/workflows/789/activate", N8nStub.json(400, NO_TRIGGER), N8nStub.json(400, UNKNOWN_TYPE));
        n8n.gives("GET", "/workflows/789", 200, MANUAL);
        n8n.gives("PUT", "/workflows/789", 200, MANUAL);

        var error = n8n.error("activate_workflow", id("789"));

        assertEquals("Unknown node type: 'n8n-nodes-base.invalidNode'", error.message());
        var puts = n8n.findAll(WireMock.putRequestedFor(WireMock.urlPathEqualTo("/api/v1/workflows/789")));
        JsonNode last = json(puts.get(puts.size() - 1).getBodyAsString());
        assertEquals(2, puts.size());
        assertEquals(json(MANUAL).path("nodes"), last.path("nodes"));
        assertEquals(json(MANUAL).path("connections"), last.path("connections"));
    }

    @Test
    void namesAnUnknownNodeType() {
        n8n.gives("POST", "/workflows/789/activate", 400, UNKNOWN_TYPE);
        n8n.gives("GET", "/workflows/789", 200, MANUAL);

        var error = n8n.error("activate_workflow", id("789"));

        assertEquals(-32000, error.code());
        assertEquals("Unknown node type: 'n8n-nodes-base.invalidNode'", error.message());
        assertEquals(List.of("GET /workflows/789", "POST /workflows/789/activate"), n8n.requests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "409 | There is a conflict with one of the webhooks. | give this one another",
                "400 | Cannot publish workflow: 1 node have configuration issues: Node HTTP | update_workflow",
                "400 | Cannot publish workflow: Node X references workflow Y which is not published. | Activate",
                "400 | Cannot activate an archived workflow. | Unarchive",
            })
    void passesN8nsMessageOnWithANextStep(int status, String words, String step) {
        n8n.gives("GET", "/workflows/789", 200, MANUAL);
        n8n.gives("POST", "/workflows/789/activate", status, "{\"message\": \"" + words + "\"}");

        var error = n8n.error("activate_workflow", id("789"));

        assertTrue(error.message().startsWith("API call failed for instance 'development': " + words), error.message());
        assertTrue(error.message().contains(step), error.message());
        assertTrue(error.message().endsWith(error.data().path("hint").asText()), error.toString());
    }

    @Test
    void registersTheTriggersAgainOfAWorkflowThatAnOldN8nCallsActive() {
        String active = HOOKED.replace("\"activeVersionId\": \"v\", ", "");
        n8n.gives("GET", "/workflows/789", 200, active);
        n8n.gives("POST", "/workflows/789/deactivate", 200, active);
        n8n.gives("POST", "/workflows/789/activate", 200, active);

        n8n.answer("activate_workflow", id("789"));

        assertEquals(
                List.of(
                        "GET /workflows/789",
                        "POST /workflows/789/deactivate",
                        "POST /workflows/789/activate",
                        "GET /workflows/789"),
                n8n.requests());
    }

    @Test
    void looksWhetherAnActivationThatBrokeOffTookPlace() {
        n8n.givesInTurn(
                "GET",
                "/workflows/789",
                N8nStub.json(200, MANUAL),
                N8nStub.json(200, MANUAL.replace("\"active\": false", "\"active\": true")));
        n8n.gives("POST", "/workflows/789/activate", 500, message("Internal server error"));

        assertTrue(n8n.answer("activate_workflow", id("789")).path("active").asBoolean());
    }

    @Test
    void saysWhatIsLeftBehindWhenTheAddedTriggerCannotBeRemoved() {
        n8n.givesInTurn(
                "POST",
                "/workflows/789/activate",
                N8nStub.json(400, NO_TRIGGER),
                N8nStub.json(400, message("Some activation failure")));
        n8n.gives("GET", "/workflows/789", 200, MANUAL);
        n8n.givesInTurn("PUT", "/workflows/789", N8nStub.json(200, MANUAL), N8nStub.json(403, message("Forbidden")));

        var error = n8n.error("activate_workflow", id("789"));

        assertEquals(
                "API call failed for instance 'development': Some activation failure. The node 'Schedule Trigger' had been "
                        + "added and could not be removed again (Forbidden).",
                error.message());
    }

    /** On n8n up to 1.122 an activation begins with a deactivation. */
    @Test
    void saysThatAWorkflowThatWasActiveMayBeInactiveNow() {
        String active = HOOKED.replace("\"activeVersionId\": \"v\", ", "");
        n8n.gives("GET", "/workflows/789", 200, active);
        n8n.gives("POST", "/workflows/789/deactivate", 200, active);
        n8n.gives("POST", "/workflows/789/activate", 400, message("The credentials are gone"));

        var error = n8n.error("activate_workflow", id("789"));

        assertEquals(
                "API call failed for instance 'development': The credentials are gone. The workflow was active before. It "
                        + "was deactivated so that n8n would register its triggers again, and is not known to be active "
                        + "now: look with get_workflow.",
                error.message());
    }

    @Test
    void activatesAgainAWorkflowThatWasActiveBefore() {
        String active = HOOKED.replace("\"activeVersionId\": \"v\", ", "");
        n8n.gives("GET", "/workflows/789", 200, active);
        n8n.gives("POST", "/workflows/789/deactivate", 200, active);
        n8n.givesInTurn(
                "POST",
                "/workflows/789/activate",
                N8nStub.json(400, message("A passing fault")),
                N8nStub.json(200, active));

        JsonNode answer = n8n.answer("activate_workflow", id("789"));

        assertTrue(answer.path("active").asBoolean());
        assertTrue(answer.path("warnings").path(0).asText().contains("A passing fault"), answer.toString());
    }

    @Test
    void deactivatingReadsBackToo() {
        n8n.gives("POST", "/workflows/789/deactivate", 200, HOOKED);
        n8n.gives("GET", "/workflows/789", 200, HOOKED.replace("true", "false"));

        String expected = """
                {"id": "789", "name": "Hooked", "active": false, "instance": "development"}""";
        assertEquals(json(expected), n8n.answer("deactivate_workflow", id("789")));
        assertEquals(List.of("POST /workflows/789/deactivate", "GET /workflows/789"), n8n.requests());
    }

    @Test
    void doesNotSayInactiveWhenTheReadingSaysOtherwise() {
        n8n.gives("POST", "/workflows/789/deactivate", 200, HOOKED);
        n8n.gives("GET", "/workflows/789", 200, HOOKED);

        var error = n8n.error("deactivate_workflow", id("789"));

        assertTrue(error.message().startsWith("n8n accepted the deactivation, but the workflow is still active."));
    }
}
