package io.github.n8nmcp.workflow;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names as they stand in a sentence for the caller. */
public final class Names {
    private static final int LONGEST = 80;
    private static final int MOST_SUGGESTED = 3;
    private static final int MOST_LISTED = 20;

    private Names() {}

    /** The text, cut after 80 characters, without control characters. */
    public static String shortened(String text) {
        return Quote.plain(text, LONGEST);
    }

    /** The text between quotation marks. */
    public static String quoted(String name) {
        return "'" + shortened(name) + "'";
    }

    /** {@code 'A', 'B' and 3 more}. */
    public static String list(Collection<String> names) {
        String listed = names.stream().limit(MOST_LISTED).map(Names::quoted).collect(Collectors.joining(", "));
        int more = names.size() - MOST_LISTED;
        return more > 0 ? listed + " and " + more + " more" : listed;
    }

    /** A sentence that offers the names nearest to a wanted one, or lists what there is. */
    public static String offered(String wanted, Collection<String> names, String kind) {
        record Candidate(String name, int distance) {}
        int farthest = wanted.length() < 3 ? 0 : Math.max(2, wanted.length() / 3);
        List<String> nearest = names.stream()
                .map(name -> new Candidate(name, distance(wanted, name, farthest)))
                .filter(candidate -> candidate.distance() <= farthest)
                .sorted(Comparator.comparingInt(Candidate::distance))
                .limit(MOST_SUGGESTED)
                .map(candidate -> quoted(candidate.name()))
                .toList();
        if (!nearest.isEmpty()) {
            return " Did you mean " + String.join(" or ", nearest) + "?";
        }
        return names.isEmpty() ? "" : " The " + kind + " are " + list(names) + ".";
    }

    /** How many characters to add, take or replace, but one for a name within the other, and without regard to case. */
    private static int distance(String wanted, String name, int farthest) {
        String one = wanted.toLowerCase(Locale.ROOT);
        String other = name.toLowerCase(Locale.ROOT);
        if (Math.min(one.length(), other.length()) > 2 && (one.contains(other) || other.contains(one))) {
            return 1;
        }
        if (Math.abs(one.length() - other.length()) > farthest || one.length() > LONGEST) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
