package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunningThreadsTest {
    private final ThreadGroup group = new ThreadGroup("a test");

    @Test
    void theThreadsOfAnHttpClientEndAlthoughItIsStillInUse() throws Exception {
        HttpClient client = inGroup(HttpClient::newHttpClient);
        List<Thread> ofClient = threads();
        assertEquals(1, ofClient.size(), ofClient.toString());
        Thread selector = ofClient.get(0);

        while (selector.isAlive()) {
            RunningThreads.end(group, Duration.ofSeconds(60));
        }

        assertEquals(HttpClient.Version.HTTP_2, client.version());
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
    private <T> T inGroup(Supplier<T> maker) throws Exception {
        CompletableFuture<T> made = new CompletableFuture<>();
        Thread thread = new Thread(group, () -> made.complete(maker.get()));
        thread.start();
        thread.join();
        return made.get();
    }

    private List<Thread> threads() {
        Thread[] threads = new Thread[group.activeCount() + 8];
        group.enumerate(threads);
        return Arrays.stream(threads).filter(Objects::nonNull).toList();
    }
}
