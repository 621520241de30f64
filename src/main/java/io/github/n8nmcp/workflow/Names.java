package io.github.n8nmcp.workflow;

import io.github.n8nmcp.json.Quoted;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Names as they stand in a sentence for the caller. */
public final class Names {
    private static final int MOST_LISTED = 20;

    private Names() {}

    /** {@code 'A', 'B' and 3 more}. */
    public static String list(Collection<String> names) {
        String listed = names.stream().limit(MOST_LISTED).map(Quoted::name).collect(Collectors.joining(", "));
        int more = names.size() - MOST_LISTED;
        return more > 0 ? listed + " and " + more + " more" : listed;
    }

    /** A sentence that offers the names nearest to a wanted one, or lists what there is. */
    public static String offered(String wanted, Collection<String> names, String kind) {
        List<String> nearest =
                NearestNames.of(wanted, names).stream().map(Quoted::name).toList();
        if (!nearest.isEmpty()) {
            return " Did you mean " + String.join(" or ", nearest) + "?";
        }
        return names.isEmpty() ? "" : " The " + kind + " are " + list(names) + ".";
    }
}
