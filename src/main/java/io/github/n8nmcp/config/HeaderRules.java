package io.github.n8nmcp.config;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which headers may be added to a request (RFC 9110, 5.5 and 5.6.2). */
public final class HeaderRules {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");

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
        return NAME.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether it is a value that every server understands: visible ASCII, with spaces inside only. */
    public static boolean isValue(String text) {
        return VALUE.matcher(text).matches();
    }
}
