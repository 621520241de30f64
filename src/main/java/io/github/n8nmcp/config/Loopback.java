package io.github.n8nmcp.config;

import java.util.Locale;
import java.util.Set;

/** The names that this machine has in a URL. */
final class Loopback {
    private static final Set<String> NAMES = Set.of("localhost", "0.0.0.0", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]");

    private Loopback() {}

    /** Whether the host of a URL is this machine: one of its names, or a number of the network 127.0.0.0/8. */
    static boolean is(String host) {
        return NAMES.contains(host.toLowerCase(Locale.ROOT))
                || (host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
    }
}
