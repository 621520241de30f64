package io.github.n8nmcp.n8n;

import io.github.n8nmcp.http.CallLifetime;
import io.github.n8nmcp.http.Time;
import java.time.Duration;

/**
 * How long a call waits for a run, and with which pauses it looks. The pauses grow, so that a short run is seen at once
 * and a long one is asked for seldom. What is reported counts from the beginning of the call and never goes back.
 */
public final class Patience {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final CallLifetime lifetime;
    private final Time time;
    private final Report report;
    private final long callBegan;
    private final long longest;
    private long waitBegan;
    private String doing = "";

    /** Gets how long the call has taken so far, how long it will take at most, and what it waits for. */
    @FunctionalInterface
    public interface Report {
        void accept(Duration taken, Duration atMost, String doing);
    }

    Patience(CallLifetime lifetime, Time time, Duration longest, Report report) {
        this.lifetime = lifetime;
        this.time = time;
        this.report = report;
        this.longest = longest.toNanos();
        this.callBegan = time.nanos();
        this.waitBegan = callBegan;
    }

    /** The run has just been started: from here on the time counts that the caller wants to wait. */
    public void waitFromNow() {
        waitBegan = time.nanos();
    }

    /** What is waited for from here on; at least so long, even if the caller does not want to wait. */
    Pauses pauses(String what, Duration atLeast) {
        doing = what;
        return new Pauses(Math.max(longest, atLeast.toNanos()));
    }

    /** The pauses of one loop. */
    final class Pauses {
        private final long most;
        private Duration pause = FIRST_PAUSE;

        private Pauses(long most) {
            this.most = most;
        }

        /** Pauses; false if the time is up, or the server is about to end. */
        boolean next() {
            long now = time.nanos();
            Duration left = Duration.ofNanos(waitBegan + most - now);
            if (left.isNegative() || left.isZero()) {
                return false;
            }
            if (longest > 0) {
                report.accept(
                        Duration.ofNanos(now - callBegan), Duration.ofNanos(waitBegan + longest - callBegan), doing);
            }
            if (!lifetime.pause(shorter(pause, left))) {
                return false;
            }
            pause = shorter(pause.multipliedBy(3).dividedBy(2), LONGEST_PAUSE);
            return true;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
