package io.github.n8nmcp.stdio;

import java.time.Duration;

/**
 * The requests that are not answered yet. Beyond a number of them, or of bytes of their lines, no further line is read, so
 * that a quick writer cannot fill the memory. The limits are far above what can be worked on at once: a ping or a
 * cancellation is read and served while many calls wait.
 */
final class Backlog {
    private static final int MOST_REQUESTS = 2_048;
    /** The tree of a line takes about five times the memory of the line. */
    private static final long MOST_BYTES = Runtime.getRuntime().maxMemory() / 64;

    private int requests;
    private long bytes;

    synchronized void add(int lineBytes) {
        requests++;
        bytes += lineBytes;
    }

    synchronized void remove(int lineBytes) {
        requests--;
        bytes -= lineBytes;
        notifyAll();
    }

    /** Waits until another line may be read. */
    synchronized void awaitRoom() throws InterruptedException {
        while (requests >= MOST_REQUESTS || bytes > MOST_BYTES) {
            wait();
        }
    }

    /** Waits until every request has been answered; false if that takes longer. */
    synchronized boolean awaitEmpty(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (requests > 0) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
