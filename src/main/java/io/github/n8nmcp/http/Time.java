package io.github.n8nmcp.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The clock, random numbers and pauses, so that tests of retries need neither luck nor waiting. */
public interface Time {
    /** The clock of this machine. */
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
        public double random() {
            return ThreadLocalRandom.current().nextDouble();
        }

        @Override
        public void sleep(Duration pause) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
    };

    /** Nanoseconds on a clock that only goes forward and whose zero means nothing. */
    long nanos();

    /** The date, which {@code Retry-After} may name. */
    Instant now();

    /** From 0 to just under 1. */
    double random();

    /** Pauses the calling thread. */
    void sleep(Duration pause) throws InterruptedException;
}
