package io.github.n8nmcp.call;

import static io.github.n8nmcp.fixture.TestJson.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.n8nmcp.fixture.N8nStub;
import io.github.n8nmcp.fixture.N8nStub.StartedCall;
import io.github.n8nmcp.fixture.TestJson;
import io.github.n8nmcp.tools.AllTools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that hold for every tool, whatever it does and says of itself. */
class SafetyRulesTest {
    private static final String ACTIVE = """
            {"id": "1", "name": "A", "active": true, "nodes": [{"id": "n", "name": "Hook", "type":
             "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0], "parameters": {"path": "p"},
             "webhookId": "w"}], "connections": {}, "settings": {}, "tags": [], "data": []}""";
    private static final String ALL_ARGUMENTS = """
            {"id": "1", "name": "B", "nodes": [{"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 1,
             "position": [0, 0]}]}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    static List<Tool<?>> tools() {
        return AllTools.LIST;
    }

    /** A tool that says it only reads is let through by the check of its hints. */
    @ParameterizedTest
    @MethodSource("tools")
    void aReadOnlyInstanceGetsNothingButGetRequestsWhateverAToolSaysOfItself(Tool<?> tool) {
        n8n.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(N8nStub.json(200, ACTIVE)));
        n8n.withTools(List.of(claimingToRead(tool)));

        n8n.start(tool.name(), argumentsOf(tool).put("instance", "museum").toString())
                .answer()
                .join();

        for (String request : n8n.requests()) {
            assertTrue(request.startsWith("GET /") && !request.contains("webhook"), request);
        }
    }

    private static <I> Tool<I> claimingToRead(Tool<I> tool) {
        return new Tool<>(
                tool.name(), tool.title(), tool.description(), Hints.READS, tool.input(), tool.output(), tool.action());
    }

    /** Those of the common arguments that the tool takes. */
    private static ObjectNode argumentsOf(Tool<?> tool) {
        Map<?, ?> properties = (Map<?, ?>) tool.inputSchema(List.of(), "").get("properties");
        List<String> taken = properties.keySet().stream().map(String::valueOf).toList();
        return TestJson.object(ALL_ARGUMENTS).retain(taken);
    }

    @Test
    void aChangeThatHasBegunIsFinishedEvenIfTheCallerCancels() throws Exception {
        CountDownLatch deactivating = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        n8n.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(N8nStub.json(200, ACTIVE)));
        n8n.whileServing(request -> {
            if (request.endsWith("/deactivate")) {
                deactivating.countDown();
                await(cancelled);
            }
        });
        // n8n 1.x needs a deactivation before the activation, so that a call which ends in between stops production.
        StartedCall call = n8n.start("activate_workflow", id("1"));
        assertTrue(deactivating.await(60, TimeUnit.SECONDS));

        call.cancel();
        cancelled.countDown();

        assertTrue(n8n.calls().awaitIdle(Duration.ofSeconds(60)));
        List<String> expected = List.of(
                "GET /workflows/1", "POST /workflows/1/deactivate", "POST /workflows/1/activate", "GET /workflows/1");
        assertEquals(expected, n8n.requests());
        assertFalse(call.answer().isDone());
    }

    @Test
    void aCallThatHasChangedNothingYetIsCutShort() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        n8n.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(N8nStub.json(200, ACTIVE)));
        n8n.whileServing(request -> {
            reading.countDown();
            await(cancelled);
        });
        StartedCall call = n8n.start("activate_workflow", id("1"));
        assertTrue(reading.await(60, TimeUnit.SECONDS));

        call.cancel();

        assertTrue(n8n.calls().awaitIdle(Duration.ofSeconds(60)));
        cancelled.countDown();
        assertFalse(call.answer().isDone());
    }

    @Test
    void waitingForARunEndsWithTheServerAndAnswersWithWhatIsKnown() throws Exception {
        CountDownLatch following = new CountDownLatch(2);
        String startedRun = """
                {"executionId": "7"}""";
        n8n.gives("POST", "/workflows/1/execute", 200, startedRun);
        String running = """
                {"id": "7", "status": "running"}""";
        n8n.gives("GET", "/executions/7", 200, running);
        n8n.whileServing(request -> {
            if (request.contains("/executions/7")) {
                following.countDown();
            }
        });
        String arguments = """
                {"id": "1", "waitSeconds": 300}""";
        StartedCall call = n8n.start("execute_workflow", arguments);
        assertTrue(following.await(60, TimeUnit.SECONDS));

        n8n.calls().endWaiting();

        var answer = call.answer().get(60, TimeUnit.SECONDS).at("/result/structuredContent");
        assertEquals("7", answer.path("executionId").asText());
        assertEquals("running", answer.path("status").asText());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
