package io.github.n8nmcp.workflow;

import io.github.n8nmcp.json.Quoted;

/** A name or text from n8n or a caller, as it stands in this server's sentences: quoted, cut, without control characters. */
public final class Quote {
    private static final int LONGEST = 100;

    private Quote() {}

    /** The text between quotation marks. */
    public static String of(String text) {
        return "'" + plain(text, LONGEST) + "'";
    }

    /** Up to so many characters of the text. */
    public static String plain(String text, int longest) {
        return Quoted.bounded(text, longest);
    }
}
