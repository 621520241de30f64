package io.github.n8nmcp.n8n;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that only sleeping moves on, and sleeping takes no time. */
final class FakeTime implements Time {
    static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final List<Duration> sleeps = new ArrayList<>();
    private final Runnable onSleep;
    private Duration passed = Duration.ZERO;

    FakeTime() {
        this(() -> {});
    }

    /** Runs the action whenever somebody sleeps, to change the world meanwhile. */
    FakeTime(Runnable onSleep) {
        this.onSleep = onSleep;
    }

    @Override
    public synchronized long nanos() {
        return passed.toNanos();
    }

    @Override
    public synchronized Instant now() {
        return START.plus(passed);
    }

    @Override
    public double chance() {
        return 0;
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        onSleep.run();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        synchronized (this) {
            sleeps.add(Duration.ofNanos(nanos));
            passed = passed.plusNanos(nanos);
        }
    }

    /** How long it was slept, in order. */
    synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }
}
