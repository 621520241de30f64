package io.github.n8nmcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.n8nmcp.fixture.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a call may go on, and what a cancellation stops. */
class CallLifetimeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeTime time = new FakeTime();
    private final CallLifetime lifetime = new CallLifetime(Duration.ofSeconds(30), time);

    @Test
    void everythingUpToTheFirstChangeSharesTheTimeOfTheCall() throws Exception {
        time.sleep(SECOND);
        long read = lifetime.run(false, deadline -> deadline);
        time.sleep(SECOND);
        long change = lifetime.run(true, deadline -> deadline);

        assertEquals(Duration.ofSeconds(30).toNanos(), read);
        assertEquals(Duration.ofSeconds(30).toNanos(), change);
    }

    @Test
    void whatFollowsAChangeHasTheTimeOutForItself() throws Exception {
        lifetime.run(true, deadline -> deadline);
        time.sleep(SECOND);

        long read = lifetime.run(false, deadline -> deadline);

        assertEquals(Duration.ofSeconds(31).toNanos(), read);
    }

    @Test
    void aCancellationStopsWhatWouldFollowUnlessSomethingWasChanged() throws Exception {
        lifetime.cancel();

        assertThrows(CancelledException.class, () -> lifetime.run(false, deadline -> deadline));
        assertThrows(CancelledException.class, () -> lifetime.run(true, deadline -> deadline));
    }

    @Test
    void aCancellationAfterAChangeStopsOnlyWaiting() throws Exception {
        lifetime.run(true, deadline -> deadline);
        lifetime.cancel();

        lifetime.run(false, deadline -> deadline);
        lifetime.run(true, deadline -> deadline);
        assertTrue(lifetime.pause(SECOND));
        assertThrows(CancelledException.class, () -> lifetime.waiting(() -> lifetime.pause(SECOND)));
    }

    @Test
    void anInterruptionThatComesTooLateReachesNothingElse() throws Exception {
        lifetime.run(false, deadline -> {
            lifetime.cancel();
            return deadline;
        });

        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void waitingEndsWithTheServerAndPausesInTheMiddleOfAChangeDoNot() throws Exception {
        lifetime.run(true, deadline -> deadline);
        lifetime.endWaiting();

        assertTrue(lifetime.pause(SECOND));
        assertFalse(lifetime.waiting(() -> lifetime.pause(SECOND)));
    }
}
