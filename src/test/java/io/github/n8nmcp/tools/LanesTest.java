package io.github.n8nmcp.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks of one lane in their order, and waiting for the last of all. */
@Timeout(10)
class LanesTest {
    private final Lanes lanes = new Lanes(task -> new Thread(task).start());

    @Test
    void runsTheTasksOfALaneInTheOrderOfTheirArrival() throws Exception {
        List<Integer> ran = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 50; i++) {
            int number = i;
            lanes.submit("lane", () -> ran.add(number));
        }

        lanes.awaitIdle(5_000);

        assertEquals(50, ran.size());
        assertEquals(ran.stream().sorted().toList(), ran);
    }

    @Test
    void waitsForWhatRunsButNotForEver() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        boolean[] done = new boolean[1];
        lanes.submit("lane", () -> {
            await(go);
            done[0] = true;
        });

        lanes.awaitIdle(20);
        assertFalse(done[0]);
        go.countDown();
        lanes.awaitIdle(5_000);

        assertTrue(done[0]);
    }

    @Test
    void anInterruptionLeftBehindByOneTaskIsNotForTheNext() throws Exception {
        boolean[] interrupted = new boolean[1];
        CountDownLatch submitted = new CountDownLatch(1);
        lanes.submit("lane", () -> {
            await(submitted);
            Thread.currentThread().interrupt();
        });
        lanes.submit("lane", () -> interrupted[0] = Thread.currentThread().isInterrupted());
        submitted.countDown();

        lanes.awaitIdle(5_000);

        assertFalse(interrupted[0]);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
