package io.github.n8nmcp.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks up the addresses of hosts. Java waits as long as the system's resolver does, half a minute and more, and cannot be
 * told to stop. So the lookup has a thread of its own, and who waits for it waits no longer than there is time. What it
 * finds is in Java's cache when the HTTP client looks it up again.
 */
final class HostLookup {
    /** Java keeps an address for this time after it was found, and not after it was last asked for. */
    private static final Duration KEPT_BY_JAVA = Duration.ofSeconds(30);

    private static final Duration KNOWN_FOR = Duration.ofSeconds(20);

    private final Time time;
    private final Map<String, FutureTask<InetAddress[]>> underWay = new ConcurrentHashMap<>();
    private final Map<String, Long> knownSince = new ConcurrentHashMap<>();

    HostLookup(Time time) {
        this.time = time;
    }

    /** Waits until the addresses of a host are known, or known to be unknown; false if that takes longer. */
    boolean await(String host, Duration longest) throws InterruptedException {
        Long since = knownSince.get(host);
        if (isAddress(host) || (since != null && time.nanos() - since < KNOWN_FOR.toNanos())) {
            return true;
        }
        try {
            lookup(host).get(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
            knownSince.merge(host, time.nanos(), HostLookup::found);
            return true;
        } catch (ExecutionException e) {
            // The HTTP client will find the same, and say it.
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** An answer from Java's cache is as old as the one before it. */
    private static long found(long before, long now) {
        return now - before < KEPT_BY_JAVA.toNanos() ? before : now;
    }

    /** The lookup under way, so that a resolver that hangs costs one thread and not one for each call. */
    private FutureTask<InetAddress[]> lookup(String host) {
        return underWay.computeIfAbsent(host, name -> {
            FutureTask<InetAddress[]> task = new FutureTask<>(() -> find(name));
            Thread thread = new Thread(task, "host-lookup");
            thread.setDaemon(true);
            thread.start();
            return task;
        });
    }

    private InetAddress[] find(String host) throws UnknownHostException {
        try {
            return InetAddress.getAllByName(host);
        } finally {
            underWay.remove(host);
        }
    }

    /** Whether nobody need be asked: an address in numbers, or this machine. */
    private static boolean isAddress(String host) {
        return host.startsWith("[")
                || host.equalsIgnoreCase("localhost")
                || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
