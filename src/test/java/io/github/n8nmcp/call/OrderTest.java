package io.github.n8nmcp.call;

import static io.github.n8nmcp.fixture.TestJson.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.n8nmcp.fixture.N8nStub;
import io.github.n8nmcp.fixture.N8nStub.StartedCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which calls wait for which. */
class OrderTest {
    private static final String WORKFLOW = """
            {"id": "1", "name": "A", "active": false, "nodes": [], "connections": {}}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

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
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows/slow"))
                .willReturn(N8nStub.json(200, WORKFLOW).withFixedDelay(4_000)));
        n8n.gives("GET", "/workflows/1", 200, WORKFLOW);
        StartedCall slow = n8n.start("get_workflow", id("slow"));

        n8n.answer("get_workflow", id("1"));

        assertFalse(slow.answer().isDone(), "the slow call was waited for");
        slow.cancel();
    }

    @Test
    void aReadDoesNotWaitForAnotherReadOfTheWorkflow() {
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows/1"))
                .inScenario("reads")
                .whenScenarioStateIs("Started")
                .willSetStateTo("later")
                .willReturn(N8nStub.json(200, WORKFLOW).withFixedDelay(4_000)));
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows/1"))
                .inScenario("reads")
                .whenScenarioStateIs("later")
                .willReturn(N8nStub.json(200, WORKFLOW)));
        StartedCall first = n8n.start("get_workflow", id("1"));
        StartedCall second = n8n.start("get_workflow", id("1"));

        CompletableFuture.anyOf(first.answer(), second.answer()).join();

        assertFalse(first.answer().isDone() && second.answer().isDone(), "one read waited for the other");
        first.cancel();
        second.cancel();
    }

    @Test
    void aCancelledCallLetsTheNextOnTheSameWorkflowRun() throws Exception {
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows/1"))
                .willReturn(N8nStub.json(200, WORKFLOW).withFixedDelay(4_000)));
        n8n.gives("DELETE", "/workflows/1", 200, WORKFLOW);
        StartedCall slow = n8n.start("get_workflow", id("1"));
        StartedCall deletion = n8n.start("delete_workflow", id("1"));

        slow.cancel();

        assertTrue(deletion.answer().get(3, TimeUnit.SECONDS).has("result"));
    }

    @Test
    void aCallCancelledWhileItWaitsIsNeverSent() throws Exception {
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows/1"))
                .willReturn(N8nStub.json(200, WORKFLOW).withFixedDelay(300)));
        StartedCall first = n8n.start("get_workflow", id("1"));
        n8n.start("delete_workflow", id("1")).cancel();
        StartedCall last = n8n.start("get_workflow", id("1"));

        first.answer().get(4, TimeUnit.SECONDS);
        last.answer().get(4, TimeUnit.SECONDS);
        assertTrue(n8n.calls().awaitIdle(Duration.ofSeconds(4)));

        assertEquals(List.of("GET /workflows/1", "GET /workflows/1"), n8n.requests());
    }

    @Test
    void theTimeOfACallBeginsWhenItArrives() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        n8n.withTimeout("staging", Duration.ofMillis(300)).gives("GET", "/workflows/1", 200, WORKFLOW);
        n8n.whileServing(request -> {
            try {
                end.await(4, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        StartedCall hanging = n8n.start("activate_workflow", id("1"));
        String onStaging = """
                {"id": "1", "instance": "staging"}""";
        StartedCall waiting = n8n.start("activate_workflow", onStaging);

        String message =
                waiting.answer().get(3, TimeUnit.SECONDS).at("/error/message").asText();

        assertEquals("Connection timeout after 300ms. Check n8n instance availability.", message);
        assertEquals(List.of("GET /workflows/1"), n8n.requests());
        hanging.cancel();
        end.countDown();
    }
}
