package io.github.n8nmcp.workflow.edit;

import java.util.function.UnaryOperator;

/**
 * The places in an expression or in code that name a node: {@code $('Name')}, {@code $node["Name"]}, {@code $node.Name}
 * and {@code $items("Name")}, with any of JavaScript's three quotes. n8n's editor changes the same ones when a node is
 * renamed (n8n-workflow 1.82 to 2.41), except those in backticks.
 */
final class References {
    private static final String[] OPENINGS = {"$(", "$node[", "$items("};

    private final String text;
    private final UnaryOperator<String> newName;
    private final StringBuilder written = new StringBuilder();
    private int done;

    private References(String text, UnaryOperator<String> newName) {
        this.text = text;
        this.newName = newName;
    }

    /** The text with each name replaced by what the function answers for it; the same text if that changes nothing. */
    static String replaced(String text, UnaryOperator<String> newName) {
        References references = new References(text, newName);
        for (int at = text.indexOf('$'); at >= 0; at = text.indexOf('$', at + 1)) {
            if (at == 0 || !isIdentifierPart(text.charAt(at - 1))) {
                references.replaceAt(at);
            }
        }
        return references.done == 0 ? text : references.written + text.substring(references.done);
    }

    private void replaceAt(int at) {
        if (text.startsWith("$node.", at)) {
            replaceDotted(at + "$node".length());
        }
        for (String opening : OPENINGS) {
            if (text.startsWith(opening, at)) {
                replaceQuoted(pastSpace(at + opening.length()), opening);
            }
        }
    }

    private void replaceDotted(int dot) {
        int end = dot + 1;
        while (end < text.length() && isIdentifierPart(text.charAt(end))) {
            end++;
        }
        String name = text.substring(dot + 1, end);
        String now = newName.apply(name);
        if (!now.equals(name)) {
            write(dot, end, now.matches("[A-Za-z_]\\w*") ? "." + now : "[\"" + escaped(now, '"') + "\"]");
        }
    }

    private void replaceQuoted(int start, String opening) {
        char quote = charAt(start);
        if (quote != '\'' && quote != '"' && quote != '`') {
            return;
        }
        int end = start + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        char closing = charAt(pastSpace(end + 1));
        boolean closed =
                closing == (opening.endsWith("[") ? ']' : ')') || (closing == ',' && opening.equals("$items("));
        if (!closed) {
            return;
        }
        String literal = text.substring(start + 1, end);
        if (quote == '`' && literal.replaceAll("(?s)\\\\.", "").contains("${")) {
            return;
        }
        String name = unescaped(literal);
        String now = newName.apply(name);
        if (!now.equals(name)) {
            write(start + 1, end, escaped(now, quote));
        }
    }

    private void write(int from, int to, String now) {
        if (from >= done) {
            written.append(text, done, from).append(now);
            done = to;
        }
    }

    private char charAt(int at) {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private int pastSpace(int at) {
        int past = at;
        while (Character.isWhitespace(charAt(past))) {
            past++;
        }
        return past;
    }

    private static boolean isIdentifierPart(char one) {
        return Character.isLetterOrDigit(one) || one == '_' || one == '$';
    }

    private static String escaped(String name, char quote) {
        String escaped = name.replace("\\", "\\\\")
                .replace(String.valueOf(quote), "\\" + quote)
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return quote == '`' ? escaped.replace("${", "\\${") : escaped;
    }

    private static boolean isCode(String literal, int at) {
        return at + 4 <= literal.length()
                && literal.substring(at, at + 4).chars().allMatch(digit -> Character.digit(digit, 16) >= 0);
    }

    /** The text that a literal stands for. Of JavaScript's escapes it knows those that are likely in a name. */
    private static String unescaped(String literal) {
        if (literal.indexOf('\\') < 0) {
            return literal;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < literal.length(); i++) {
            char one = literal.charAt(i);
            if (one != '\\' || i + 1 == literal.length()) {
                plain.append(one);
                continue;
            }
            char escape = literal.charAt(++i);
            if (escape == 'u' && isCode(literal, i + 1)) {
                plain.append((char) Integer.parseInt(literal.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                plain.append(
                        switch (escape) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 't' -> '\t';
                            default -> escape;
                        });
            }
        }
        return plain.toString();
    }
}
