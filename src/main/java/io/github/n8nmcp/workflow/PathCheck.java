package io.github.n8nmcp.workflow;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks paths that are built from what a definition says, which anybody may have written. */
public final class PathCheck {
    /** More than any server or proxy on the way decodes. */
    private static final int MOST_DECODINGS = 5;

    /** Bytes beyond ASCII come out as other characters, none of which matters here. */
    private static final Pattern CODE = Pattern.compile("%([0-9a-fA-F]{2})");

    private PathCheck() {}

    /**
     * Whether a path stays below the place that it is added to, however often what it passes decodes it: no {@code .}
     * or {@code ..} as a segment, no backslash, which some take for a slash, and no control character.
     */
    public static boolean staysInside(String path) {
        String decoded = path;
        for (int i = 0; i < MOST_DECODINGS; i++) {
            if (leaves(decoded)) {
                return false;
            }
            String next = decoded(decoded);
            if (next.equals(decoded)) {
                return true;
            }
            decoded = next;
        }
        return false;
    }

    private static boolean leaves(String path) {
        // A server may cut what follows a semicolon off a segment.
        return path.chars().anyMatch(character -> character == '\\' || Character.isISOControl(character))
                || Arrays.stream(path.split("/", -1))
                        .map(segment -> segment.replaceFirst(";.*", "").strip())
                        .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    /** A percent sign that begins no code means itself, and hides none of the codes beside it. */
    private static String decoded(String path) {
        return CODE.matcher(path)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }
}
