package io.github.n8nmcp.call;

import static io.github.n8nmcp.fixture.TestJson.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.n8nmcp.fixture.N8nStub;
import io.github.n8nmcp.fixture.N8nStub.StartedCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which calls wait for which. */
@Timeout(120)
class OrderTest {
    private static final String WORKFLOW = """
            {"id": "1", "name": "A", "active": false, "nodes": [], "connections": {}}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void callsOnOneWorkflowRunInTheOrderOfTheirArrivalWhicheverNameOfTheInstanceTheyUse() {
        n8n.stubFor(WireMock.any(WireMock.anyUrl())
                .willReturn(N8nStub.json(200, WORKFLOW).withFixedDelay(20)));

        String numericIdOnDefault = """
                {"id": 1, "instance": "default"}""";
        String onProduction = """
                {"id": "1", "instance": "production"}""";
        List<CompletableFuture<?>> calls = List.of(
                n8n.start("deactivate_workflow", id("1")).answer(),
                n8n.start("get_workflow", numericIdOnDefault).answer(),
                n8n.start("delete_workflow", onProduction).answer(),
                n8n.start("get_workflow", id("1")).answer());
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();

        List<String> expected = List.of(
                "POST /workflows/1/deactivate",
                "GET /workflows/1",
                "GET /workflows/1",
                "DELETE /workflows/1",
                "GET /workflows/1");
        assertEquals(expected, n8n.requests());
    }

    @Test
    void aCallOnAnotherWorkflowDoesNotWait() {
        n8n.gives("GET", "/workflows/slow", 200, WORKFLOW.replace("\"1\"", "\"slow\""));
        n8n.gives("GET", "/workflows/1", 200, WORKFLOW);
        hold(request -> request.endsWith("/slow"));
        StartedCall slow = n8n.start("get_workflow", id("slow"));

        n8n.answer("get_workflow", id("1"));

        assertFalse(slow.answer().isDone());
    }

    @Test
    void aReadDoesNotWaitForAnotherReadOfTheWorkflow() {
        AtomicBoolean begun = new AtomicBoolean();
        n8n.gives("GET", "/workflows/1", 200, WORKFLOW);
        hold(request -> begun.compareAndSet(false, true));
        StartedCall one = n8n.start("get_workflow", id("1"));
        StartedCall other = n8n.start("get_workflow", id("1"));

        JsonNode answered =
                (JsonNode) CompletableFuture.anyOf(one.answer(), other.answer()).join();

        // Had it waited, the first answer would be the time-out of the one that is held.
        assertTrue(answered.has("result"), answered.toString());
    }

    @Test
    void aCancelledCallLetsTheNextOnTheSameWorkflowRun() {
        n8n.gives("GET", "/workflows/1", 200, WORKFLOW);
        n8n.gives("DELETE", "/workflows/1", 200, WORKFLOW);
        hold(request -> request.startsWith("GET"));
        StartedCall slow = n8n.start("get_workflow", id("1"));
        StartedCall deletion = n8n.start("delete_workflow", id("1"));

        slow.cancel();

        assertTrue(deletion.answer().join().has("result"));
    }

    @Test
    void aCallCancelledWhileItWaitsIsNeverSent() throws Exception {
        n8n.gives("GET", "/workflows/1", 200, WORKFLOW);
        hold(request -> true);
        StartedCall first = n8n.start("get_workflow", id("1"));
        n8n.start("delete_workflow", id("1")).cancel();
        StartedCall last = n8n.start("get_workflow", id("1"));

        end.countDown();

        first.answer().join();
        last.answer().join();
        assertTrue(n8n.calls().awaitIdle(Duration.ofSeconds(30)));
        assertEquals(List.of("GET /workflows/1", "GET /workflows/1"), n8n.requests());
    }

    @Test
    void theTimeOfACallBeginsWhenItArrives() {
        n8n.withTimeout("staging", Duration.ofMillis(300)).gives("GET", "/workflows/1", 200, WORKFLOW);
        hold(request -> true);
        n8n.start("activate_workflow", id("1"));
        String onStaging = """
                {"id": "1", "instance": "staging"}""";
        StartedCall waiting = n8n.start("activate_workflow", onStaging);

        String message = waiting.answer().join().at("/error/message").asText();

        assertEquals("Connection timeout after 300ms. Check n8n instance availability.", message);
        assertEquals(List.of("GET /workflows/1"), n8n.requests());
    }

    /** n8n does not answer these requests before the test ends. */
    private void hold(Predicate<String> requests) {
        n8n.whileServing(request -> {
            if (requests.test(request)) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
    }

    @AfterEach
    void answerWhatIsHeld() {
        end.countDown();
    }
}
