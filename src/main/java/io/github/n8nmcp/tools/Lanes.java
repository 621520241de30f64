package io.github.n8nmcp.tools;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Runs the tasks of one lane one after another in their order of arrival, and lanes side by side. A lane is what must not
 * be changed by two at once: one workflow of one n8n.
 */
final class Lanes {
    private final Executor executor;
    /** The tasks that wait for the one that runs, by lane; a lane is here only while something of it runs. */
    private final Map<Object, Queue<Runnable>> waiting = new HashMap<>();

    Lanes(Executor executor) {
        this.executor = executor;
    }

    synchronized void submit(Object lane, Runnable task) {
        Queue<Runnable> queue = waiting.get(lane);
        if (queue != null) {
            queue.add(task);
            return;
        }
        waiting.put(lane, new ArrayDeque<>());
        executor.execute(() -> run(lane, task));
    }

    private void run(Object lane, Runnable first) {
        for (Runnable task = first; task != null; task = next(lane)) {
            task.run();
            // A cancelled task may leave its interruption behind, which is not meant for the next one.
            Thread.interrupted();
        }
    }

    private synchronized Runnable next(Object lane) {
        Runnable next = waiting.get(lane).poll();
        if (next == null) {
            waiting.remove(lane);
            notifyAll();
        }
        return next;
    }

    /** Waits until nothing runs; a cancelled task may do so for a while after its caller has left. */
    synchronized void awaitIdle(long milliseconds) throws InterruptedException {
        long end = System.nanoTime() + milliseconds * 1_000_000;
        for (long left = milliseconds; !waiting.isEmpty() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
