package io.github.n8nmcp.config;

import java.util.Locale;
import java.util.Set;

/** Which headers may be added to a request (RFC 9110, 5.5 and 5.6.2). */
public final class HeaderRules {
    /** Set by the client itself, or refused by java.net.http. */
    private static final Set<String> RESERVED = Set.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade",
            "x-n8n-api-key");

    private HeaderRules() {}

    /** Whether it is the name of a header that is not this server's own affair. */
    public static boolean mayBeSet(String name) {
        return isToken(name) && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isToken(String name) {
        boolean good = !name.isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            good = good && ((Character.isLetterOrDigit(c) && c < 128) || "!#$%&'*+.^_`|~-".indexOf(c) >= 0);
        }
        return good;
    }

    /** Whether it is a value that every server understands: visible ASCII, with spaces inside only. */
    public static boolean isValue(String text) {
        boolean good = !text.isEmpty() && text.equals(text.strip());
        for (int i = 0; i < text.length(); i++) {
            good = good && text.charAt(i) >= ' ' && text.charAt(i) <= '~';
        }
        return good;
    }
}
