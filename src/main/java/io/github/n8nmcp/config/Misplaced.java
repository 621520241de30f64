package io.github.n8nmcp.config;

/** Keeps an API key out of messages that was pasted where a name belongs. */
final class Misplaced {
    private static final int LONGEST_NAME = 40;

    private Misplaced() {}

    /** Whether a name of the owner's may be shown: it is short, and does not begin as n8n's API keys do. */
    static boolean mayBeQuoted(String name) {
        boolean plain = name.length() <= LONGEST_NAME;
        for (int i = 0; i < name.length(); i++) {
            plain = plain && !Character.isISOControl(name.charAt(i)) && name.charAt(i) != '"';
        }
        return plain && !looksLikeKey(name);
    }

    /** Whether it begins as n8n's API keys do: as a JSON Web Token, or as the keys before n8n 1.80. */
    static boolean looksLikeKey(String text) {
        return (text.startsWith("eyJ") && text.length() > 20) || (text.startsWith("n8n_api_") && text.length() > 16);
    }
}
