package io.github.n8nmcp.n8n;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Clock, chance and waiting, so that retries are tested without either. */
interface Time {
    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public double chance() {
            return ThreadLocalRandom.current().nextDouble();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** A clock that only goes forward. */
    long nanos();

    /** The date, which {@code Retry-After} may name. */
    Instant now();

    /** From 0 to just under 1. */
    double chance();

    void sleep(long nanos) throws InterruptedException;
}
