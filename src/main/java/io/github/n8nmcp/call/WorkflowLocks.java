package io.github.n8nmcp.call;

import io.github.n8nmcp.http.CallLifetime;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps server processes of one user on one machine from changing the same workflow at the same time. Each workflow is one
 * byte of a common file in the user's cache folder, far beyond the file's end, which the process locks that changes it. So
 * the file stays empty, and the system gives a lock back when its process ends in any way.
 */
public final class WorkflowLocks {
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Optional<Path> file;
    private FileChannel channel;
    private boolean failed;

    /** Locks in a file of this folder; none if there is no folder. */
    public WorkflowLocks(Optional<Path> folder) {
        this.file = folder.map(path -> path.resolve("locks"));
    }

    /** Locks in the cache folder that the variables of the process name: {@code XDG_CACHE_HOME}, else below HOME. */
    public static WorkflowLocks ofUser(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        try {
            Path base = cache.startsWith("/")
                    ? Path.of(cache)
                    : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache");
            return new WorkflowLocks(Optional.of(base.resolve("n8n-workflows-mcp")));
        } catch (InvalidPathException e) {
            // Java without a UTF-8 locale cannot open a file whose name is not ASCII.
            return new WorkflowLocks(Optional.empty());
        }
    }

    /** A workflow that no other process of this user changes. */
    @FunctionalInterface
    interface Held {
        void release();
    }

    /**
     * Waits until no other process has the workflow; empty if the call's time is up before. Calls of this process must
     * take turns before.
     */
    Optional<Held> take(String workflow, CallLifetime lifetime) {
        while (true) {
            Optional<Held> held = tryTake(position(workflow));
            if (held.isPresent()) {
                return held;
            }
            if (!lifetime.hasTimeFor(PAUSE) || !lifetime.pause(PAUSE)) {
                return Optional.empty();
            }
        }
    }

    /** Without a file that can be locked the calls go on: the lock is a safety net, and the failure is told once. */
    private synchronized Optional<Held> tryTake(long position) {
        if (file.isEmpty() || failed) {
            return Optional.of(() -> {});
        }
        try {
            FileLock lock = channel().tryLock(position, 1, false);
            return lock == null ? Optional.empty() : Optional.of(() -> release(lock));
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            failed = true;
            System.err.println("Other server processes of yours may change the same workflow at the same time, since "
                    + file.get() + " cannot be locked: " + e);
            return Optional.of(() -> {});
        }
    }

    /** One channel for all locks, since closing any channel of a file gives up all of the process's locks on it. */
    private FileChannel channel() throws IOException {
        if (channel == null || !channel.isOpen()) {
            Path path = file.orElseThrow();
            Files.createDirectories(path.getParent());
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return channel;
    }

    private synchronized void release(FileLock lock) {
        try {
            lock.release();
        } catch (ClosedChannelException e) {
            // It was given up with its channel.
        } catch (IOException e) {
            failed = true;
        }
    }

    /** Two workflows with the same byte would only wait for each other. */
    private static long position(String workflow) {
        long hash = 0;
        for (int i = 0; i < workflow.length(); i++) {
            hash = 1_000_003 * hash + workflow.charAt(i);
        }
        return hash >>> 2;
    }
}
