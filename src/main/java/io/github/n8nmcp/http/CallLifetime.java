package io.github.n8nmcp.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How long one call of a tool may go on, and whether its caller still wants it. Every request of the call passes here,
 * so this is where a change that has begun is protected: from the first request that changes something on, a
 * cancellation no longer stops the call, except where it only waits ({@link #waiting}).
 */
public final class CallLifetime {
    private final Duration timeout;
    private final Time time;
    private final long deadline;

    private boolean cancelled;
    private boolean waitingEnds;
    private boolean changing;
    private boolean waiting;
    private boolean pausing;
    /** The thread that a cancellation may interrupt, while there is one. */
    private Thread interruptible;

    /** Starts now and ends after the time-out. */
    public CallLifetime(Duration timeout, Time time) {
        this.timeout = timeout;
        this.time = time;
        this.deadline = time.nanos() + timeout.toNanos();
    }

    /** One request and its answer, which must be there at the deadline, in nanoseconds of {@link Time#nanos}. */
    @FunctionalInterface
    interface Exchange<T> {
        T run(long deadline) throws HttpException, InterruptedException;
    }

    /** The caller no longer wants an answer: what only reads or waits ends at once. */
    public synchronized void cancel() {
        cancelled = true;
        interrupt();
    }

    /** The server is about to end: what only waits ends now, and the call answers with what it knows. */
    public synchronized void endWaiting() {
        waitingEnds = true;
        if (waiting && pausing) {
            interrupt();
        }
    }

    /** Runs what only waits for something on the server. A cancellation cuts it short, even after a change. */
    public <T> T waiting(Supplier<T> work) {
        setWaiting(true);
        try {
            return work.get();
        } finally {
            setWaiting(false);
        }
    }

    /**
     * Pauses before the server is asked once more; false at once if the waiting is to end.
     *
     * @throws CancelledException if the caller cancelled, and nothing is left half changed
     */
    public boolean pause(Duration pause) {
        try {
            begin(false);
            try {
                if (beginPause()) {
                    time.sleep(pause);
                    return true;
                }
                return false;
            } finally {
                end();
            }
        } catch (InterruptedException e) {
            if (isCancelled()) {
                throw new CancelledException();
            }
            return false;
        }
    }

    /** Waits for the latch; false if the call's time is up before. */
    public boolean await(CountDownLatch latch) {
        try {
            long end = begin(false);
            try {
                return latch.await(end - time.nanos(), TimeUnit.NANOSECONDS);
            } finally {
                end();
            }
        } catch (InterruptedException e) {
            throw new CancelledException();
        }
    }

    /** Whether more than a third of the call's time is left. */
    public boolean hasTimeForMore() {
        return hasTimeFor(timeout.dividedBy(3));
    }

    /** Whether so much of the call's time is left. */
    public boolean hasTimeFor(Duration pause) {
        return time.nanos() + pause.toNanos() < deadline;
    }

    /**
     * Runs one exchange.
     *
     * @param changes whether it may change something on the server, so that it must not be cut short
     * @throws CancelledException if the caller cancelled, and nothing is left half changed
     */
    <T> T run(boolean changes, Exchange<T> exchange) throws HttpException {
        try {
            long end = begin(changes);
            try {
                return exchange.run(end);
            } finally {
                end();
            }
        } catch (InterruptedException e) {
            throw new CancelledException();
        }
    }

    /**
     * The deadline of what begins. Everything up to the first change shares the call's time. After it each request has
     * the whole time-out, since half a change is worse than a late answer.
     */
    private synchronized long begin(boolean changes) throws InterruptedException {
        boolean mayBeCut = waiting || !changing;
        if (cancelled && mayBeCut) {
            throw new InterruptedException();
        }
        long end = changing || waiting ? time.nanos() + timeout.toNanos() : deadline;
        if (changes) {
            changing = true;
        } else if (mayBeCut) {
            interruptible = Thread.currentThread();
        }
        return end;
    }

    private synchronized void end() {
        pausing = false;
        if (interruptible != null) {
            interruptible = null;
            // An interruption that came too late must not reach what follows.
            Thread.interrupted();
        }
    }

    private void interrupt() {
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    private synchronized boolean beginPause() {
        pausing = true;
        return !(waiting && waitingEnds);
    }

    private synchronized void setWaiting(boolean now) {
        waiting = now;
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }
}
