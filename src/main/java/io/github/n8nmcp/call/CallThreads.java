package io.github.n8nmcp.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs calls side by side: 256 at once, the others as soon as one of those has ended, in the order of their arrival. */
final class CallThreads {
    private static final Logger LOG = LoggerFactory.getLogger(CallThreads.class);
    private static final int MOST = 256;
    /** Comparing and copying trees of 10,000 levels takes some megabytes. Only what is used is taken from the system. */
    private static final long STACK_BYTES = 32L << 20;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(null, task, "tool-call", STACK_BYTES);
        thread.setDaemon(true);
        return thread;
    });
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int running;

    /** Runs the call now or later. If the system gives no thread for it, this throws an error and the call never runs. */
    synchronized void execute(Runnable call) {
        if (running == MOST) {
            waiting.add(call);
        } else {
            threads.execute(() -> runAll(call));
            running++;
        }
    }

    private void runAll(Runnable first) {
        for (Runnable call = first; call != null; call = next()) {
            try {
                call.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A call ended without an answer", e);
            }
        }
    }

    private synchronized Runnable next() {
        Runnable call = waiting.poll();
        if (call == null) {
            running--;
        }
        return call;
    }
}
