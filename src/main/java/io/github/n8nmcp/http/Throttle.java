package io.github.n8nmcp.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the load on one server: 16 requests at once, and 100 a second averaged over a minute, which spares a small
 * n8n. A short burst is limited by the 16 alone.
 */
final class Throttle {
    private static final int AT_ONCE = 16;
    private static final long NANOS_EACH = 1_000_000_000L / 100;
    private static final long BURST = 60 * 100;

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Time time;

    /** When all permits are free again; each request moves it on. */
    private long allFreeAt;

    Throttle(Time time) {
        this.time = time;
        this.allFreeAt = time.nanos();
    }

    /** Waits for a place, which {@link #leave} gives back; false if none is free within the given time. */
    boolean enter(Duration longest) throws InterruptedException {
        if (!places.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            Duration wait = Duration.ofNanos(reserve());
            if (!wait.isNegative() && !wait.isZero()) {
                time.sleep(wait);
            }
            return true;
        } catch (InterruptedException e) {
            places.release();
            throw e;
        }
    }

    void leave() {
        places.release();
    }

    private synchronized long reserve() {
        long now = time.nanos();
        allFreeAt = Math.max(allFreeAt, now) + NANOS_EACH;
        return allFreeAt - now - BURST * NANOS_EACH;
    }
}
