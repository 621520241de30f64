package io.github.n8nmcp;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Ends the threads that would delay the end of the process. At its exit Java waits up to 300 ms for threads that wait
 * outside of Java code (JDK 17 to 25, {@code VM_Exit::wait_for_threads_in_native_to_block}). The selector thread of its
 * HTTP client is one, for as long as the client lives; it ends when it is interrupted.
 */
final class RunningThreads {
    private static final Duration LONGEST = Duration.ofMillis(30);

    private RunningThreads() {}

    /** Interrupts all threads that run, and waits a little for their end. Only for a process without work under way. */
    static void end() throws InterruptedException {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        end(all, LONGEST);
    }

    /** The same for the threads of one group. */
    static void end(ThreadGroup group, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        List<Thread> running = running(group);
        running.forEach(Thread::interrupt);
        for (Thread thread : running) {
            while (isRunning(thread) && System.nanoTime() < end) {
                thread.join(1);
            }
        }
    }

    /** The threads of the outermost group are Java's own, which never end. */
    private static List<Thread> running(ThreadGroup group) {
        Thread[] threads = new Thread[group.activeCount() + 8];
        group.enumerate(threads);
        return Arrays.stream(threads)
                .filter(Objects::nonNull)
                .filter(thread -> thread != Thread.currentThread() && isRunning(thread) && !isJavas(thread))
                .toList();
    }

    private static boolean isJavas(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null || group.getParent() == null;
    }

    /** For Java, a thread that waits outside of Java code runs. */
    private static boolean isRunning(Thread thread) {
        return thread.getState() == Thread.State.RUNNABLE;
    }
}
