package io.github.n8nmcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.n8nmcp.fixture.FakeTime;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** How many requests one n8n gets at once, and in a second. */
@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class ThrottleTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final FakeTime time = new FakeTime();
    private final Throttle throttle = new Throttle(time);

    @Test
    void letsA17thRequestWaitForAPlace() throws Exception {
        enter(16);
        BlockingQueue<String> outcome = new ArrayBlockingQueue<>(1);
        Thread seventeenth = entering(outcome);

        awaitWaitingOrEnded(seventeenth);
        assertTrue(outcome.isEmpty());
        throttle.leave();

        assertEquals("entered", outcome.poll(5, TimeUnit.SECONDS));
    }

    @Test
    void givesUpWhenNoPlaceIsFreeInTime() throws InterruptedException {
        enter(16);

        assertFalse(throttle.enter(Duration.ofNanos(1)));
    }

    @Test
    void letsARequestGiveUpWaitingWithoutLosingThePlace() throws Exception {
        enter(16);
        BlockingQueue<String> outcome = new ArrayBlockingQueue<>(1);
        Thread seventeenth = entering(outcome);

        seventeenth.interrupt();
        assertEquals("interrupted", outcome.poll(5, TimeUnit.SECONDS));
        throttle.leave();
        enter(1);

        assertEquals(List.of(), time.sleeps());
    }

    @Test
    void letsAMinutesWorthInWithoutAPause() throws Exception {
        enterAndLeave(6_000);

        assertEquals(List.of(), time.sleeps());
    }

    @Test
    void spacesTheRequestsBeyondAMinutesWorthTo100ASecond() throws Exception {
        enterAndLeave(6_050);

        assertEquals(Collections.nCopies(50, Duration.ofMillis(10)), time.sleeps());
    }

    @Test
    void letsTheNextBurstInAfterAQuietMinute() throws Exception {
        enterAndLeave(6_000);
        time.sleep(Duration.ofMinutes(1));
        enterAndLeave(6_000);

        assertEquals(List.of(Duration.ofMinutes(1)), time.sleeps());
    }

    @Test
    void savesUpNoMoreThanOneBurst() throws Exception {
        time.sleep(Duration.ofHours(1));
        enterAndLeave(6_001);

        assertEquals(List.of(Duration.ofHours(1), Duration.ofMillis(10)), time.sleeps());
    }

    @Test
    void givesThePlaceBackWhenThePauseIsInterrupted() throws Exception {
        Throttle interrupted =
                new Throttle(new FakeTime(() -> Thread.currentThread().interrupt()));
        for (int i = 0; i < 6_000; i++) {
            interrupted.enter(LONG);
            interrupted.leave();
        }

        // A place lost each time would make the 17th wait for ever.
        for (int i = 0; i < 17; i++) {
            assertThrows(InterruptedException.class, () -> interrupted.enter(LONG));
        }
    }

    private void enter(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            throttle.enter(LONG);
        }
    }

    private void enterAndLeave(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            throttle.enter(LONG);
            throttle.leave();
        }
    }

    private Thread entering(BlockingQueue<String> outcome) {
        Thread thread = new Thread(() -> {
            try {
                throttle.enter(LONG);
                outcome.add("entered");
            } catch (InterruptedException e) {
                outcome.add("interrupted");
            }
        });
        thread.start();
        return thread;
    }

    private static void awaitWaitingOrEnded(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
    }
}
