package io.github.n8nmcp.n8n;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the load on one n8n bounded: 16 requests at once, and 100 a second averaged over a minute, which is what the
 * reference advises. A short burst is bounded by the 16 alone, at the pace that the n8n has itself.
 */
final class Throttle {
    private static final int AT_ONCE = 16;
    private static final long NANOS_EACH = 1_000_000_000L / 100;
    private static final long BURST = 60 * 100;

    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Time time;

    /** When the bucket of permits is full again; permits taken ahead of time push it on. */
    private long fullAt;

    Throttle(Time time) {
        this.time = time;
        this.fullAt = time.nanos();
    }

    /** Waits for a place, which must be given back with {@link #leave}; false if none is free within the nanoseconds. */
    boolean enter(long patience) throws InterruptedException {
        if (!places.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            long wait = reserve();
            if (wait > 0) {
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
        fullAt = Math.max(fullAt, now) + NANOS_EACH;
        return fullAt - now - BURST * NANOS_EACH;
    }
}
