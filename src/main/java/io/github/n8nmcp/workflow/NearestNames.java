package io.github.n8nmcp.workflow;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which names were probably meant by one that does not exist. */
public final class NearestNames {
    private static final int LONGEST = 80;
    private static final int MOST = 3;

    private NearestNames() {}

    /** At most three names that differ from the wanted one by a few characters or contain it, the nearest first. */
    public static List<String> of(String wanted, Collection<String> names) {
        record Candidate(String name, int distance) {}
        int farthest = wanted.length() < 3 ? 0 : Math.max(2, wanted.length() / 3);
        return names.stream()
                .map(name -> new Candidate(name, distance(wanted, name, farthest)))
                .filter(candidate -> candidate.distance() <= farthest)
                .sorted(Comparator.comparingInt(Candidate::distance))
                .limit(MOST)
                .map(Candidate::name)
                .toList();
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
