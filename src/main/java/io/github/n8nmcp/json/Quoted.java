package io.github.n8nmcp.json;

/**
 * Words and names from elsewhere, for use in a sentence of our own or on a terminal: on one line, bounded, and without a
 * character that acts on the reader's screen.
 */
public final class Quoted {
    /** n8n allows names of 128 characters. */
    private static final int LONGEST_NAME = 128;

    private static final int LONGEST_WORDS = 2048;
    /** They join and separate visible characters in emoji and in some scripts. */
    private static final String JOINERS = "\u200c\u200d";

    private Quoted() {}

    /** A name, in quotation marks. */
    public static String name(String text) {
        return "'" + bare(text) + "'";
    }

    /** A name or a path, without quotation marks. */
    public static String bare(String text) {
        return bounded(text, LONGEST_NAME);
    }

    /** A message, up to 2048 characters of it. */
    public static String words(String text) {
        return bounded(text, LONGEST_WORDS);
    }

    /** The start of a text. */
    public static String bounded(String text, int longest) {
        if (text.length() <= longest) {
            return line(text);
        }
        // Never between the halves of one character.
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return line(text.substring(0, end)) + "…";
    }

    /**
     * The whole text on one line: a space for line ends and tabs, and their code (such as {@code \u202e}) for control
     * characters, marks that turn the direction of writing, other invisible marks, and halves of characters.
     */
    public static String line(String text) {
        if (text.codePoints().noneMatch(Quoted::acts)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        text.replaceAll("[ \\t]*(?:\\r\\n|[\\r\\n\\u2028\\u2029\\u0085\\t])\\s*", " ")
                .codePoints()
                .forEach(character -> {
                    if (acts(character)) {
                        line.append(String.format("\\u%04x", character));
                    } else {
                        line.appendCodePoint(character);
                    }
                });
        return line.toString();
    }

    private static boolean acts(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> JOINERS.indexOf(character) < 0;
            default -> false;
        };
    }
}
