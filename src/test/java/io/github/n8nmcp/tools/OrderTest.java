package io.github.n8nmcp.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

/** Which calls wait for which. */
class OrderTest {
    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @Test
    void callsOnOneWorkflowRunInTheOrderOfTheirArrival() {
        n8n.stubFor(WireMock.any(WireMock.anyUrl())
                .willReturn(N8nStub.json(200, """
                        {"id": "1", "name": "A", "active": false}""").withFixedDelay(20)));

        List<CompletableFuture<?>> calls = new ArrayList<>();
        calls.add(n8n.call("deactivate_workflow", """
                {"id": "1"}""").toFuture());
        calls.add(n8n.call("get_workflow", """
                {"id": 1, "instance": "default"}""").toFuture());
        calls.add(n8n.call("delete_workflow", """
                {"id": "1", "instance": "development"}""").toFuture());
        calls.add(n8n.call("get_workflow", """
                {"id": "1"}""").toFuture());
        CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();

        assertEquals(
                List.of(
                        "POST /workflows/1/deactivate",
                        "GET /workflows/1",
                        "GET /workflows/1",
                        "DELETE /workflows/1",
                        "GET /workflows/1"),
                n8n.requests());
    }

    @Test
    void aCallOnAnotherWorkflowOrInstanceDoesNotWait() {
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows/slow"))
                .willReturn(N8nStub.json(200, "{}").withFixedDelay(4_000)));
        n8n.gives("GET", "/workflows/quick", 200, "{}");
        Disposable slow = n8n.call("get_workflow", """
                {"id": "slow"}""").subscribe();

        n8n.answer("get_workflow", """
                {"id": "quick"}""");

        assertTrue(!slow.isDisposed(), "the slow call was waited for");
        slow.dispose();
    }

    @Test
    void aCancelledCallLetsTheNextOnTheSameWorkflowRun() throws Exception {
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows/1"))
                .willReturn(N8nStub.json(200, "{}").withFixedDelay(4_000)));
        n8n.gives("DELETE", "/workflows/1", 200, "{}");
        Disposable slow = n8n.call("get_workflow", """
                {"id": "1"}""").subscribe();
        CountDownLatch deleted = new CountDownLatch(1);
        n8n.call("delete_workflow", """
                {"id": "1"}""").subscribe(answer -> deleted.countDown());

        slow.dispose();

        assertTrue(deleted.await(3, TimeUnit.SECONDS));
    }

    @Test
    void aCallCancelledWhileItWaitsIsNeverSent() throws Exception {
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows/1"))
                .willReturn(N8nStub.json(200, "{}").withFixedDelay(300)));
        n8n.gives("POST", "/workflows/1/deactivate", 200, "{}");
        CountDownLatch done = new CountDownLatch(2);
        n8n.call("get_workflow", """
                {"id": "1"}""").subscribe(answer -> done.countDown());
        n8n.call("delete_workflow", """
                {"id": "1"}""").subscribe().dispose();
        n8n.call("get_workflow", """
                {"id": "1"}""").subscribe(answer -> done.countDown());

        assertTrue(done.await(4, TimeUnit.SECONDS));
        assertEquals(List.of("GET /workflows/1", "GET /workflows/1"), n8n.requests());
    }
}
