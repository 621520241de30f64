package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.n8nmcp.fixture.TestInstance;
import io.github.n8nmcp.http.Time;
import io.github.n8nmcp.n8n.Connection;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunningThreadsTest {
    private final ThreadGroup group = new ThreadGroup("a test");

    @Test
    void theThreadsOfAnHttpClientEndAlthoughItIsStillInUse() throws Exception {
        Connection n8n = new Connection(TestInstance.at("http://n8n.invalid").build(), Time.SYSTEM);
        inGroup(n8n::prepare);
        try {
            List<Thread> ofClient = threads();
            assertEquals(1, ofClient.size(), ofClient.toString());
            Thread selector = ofClient.get(0);

            while (selector.isAlive()) {
                RunningThreads.end(group, Duration.ofSeconds(60));
            }
        } finally {
            // Else the client might be collected before, which ends its thread as well.
            Reference.reachabilityFence(n8n);
        }
    }

    @Test
    void aThreadThatWaitsInJavaIsLeftAlone() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread waiting = new Thread(group, () -> {
            try {
                end.await();
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        RunningThreads.end(group, Duration.ofSeconds(60));

        assertTrue(waiting.isAlive());
        end.countDown();
        assertEquals(false, interrupted.get());
    }

    /** Java's HTTP client starts its thread in the group of the thread that makes it. */
    private void inGroup(Runnable work) throws InterruptedException {
        Thread thread = new Thread(group, work);
        thread.start();
        thread.join();
    }

    private List<Thread> threads() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        group.enumerate(threads);
        return Arrays.stream(threads).filter(Objects::nonNull).toList();
    }
}
