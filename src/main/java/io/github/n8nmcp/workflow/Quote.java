package io.github.n8nmcp.workflow;

/** A name or text from n8n or a caller, as it stands in this server's sentences: quoted, cut, without control characters. */
public final class Quote {
    private static final int LONGEST = 100;

    private Quote() {}

    /** The text between quotation marks. */
    public static String of(String text) {
        return "'" + plain(text, LONGEST) + "'";
    }

    /** Up to so many characters of the text, with a space for each control character and each one that only hides things. */
    public static String plain(String text, int longest) {
        StringBuilder plain = new StringBuilder();
        int end = Math.min(text.length(), longest);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            plain.append(isInvisible(c) ? ' ' : c);
        }
        return end < text.length() ? plain + "…" : plain.toString();
    }

    private static boolean isInvisible(char c) {
        // Joiners are part of emoji and of some scripts; the other format characters only hide things.
        boolean joiner = c == '\u200c' || c == '\u200d';
        return Character.isISOControl(c)
                || (Character.getType(c) == Character.FORMAT && !joiner)
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }
}
