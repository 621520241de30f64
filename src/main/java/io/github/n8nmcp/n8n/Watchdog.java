package io.github.n8nmcp.n8n;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes a stream whose time is up, which makes its reader fail. */
final class Watchdog {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private Watchdog() {}

    /** The alarm, to be cancelled when the stream has been read. */
    static Future<?> closing(Closeable stream, long nanos) {
        return TIMER.schedule(
                () -> {
                    try {
                        stream.close();
                    } catch (IOException e) {
                        // Its reader fails all the same.
                    }
                },
                nanos,
                TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "n8n-time-out");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
