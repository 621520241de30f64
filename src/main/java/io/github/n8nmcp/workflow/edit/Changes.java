package io.github.n8nmcp.workflow.edit;

import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What operations changed, and what their caller should know. */
final class Changes {
    private static final int MOST = 40;

    private final Set<String> changed = new LinkedHashSet<>();
    private final List<String> warnings = new ArrayList<>();

    /** A part of a node, or what became of it. */
    void of(String node, String part) {
        changed.add(Quoted.bare(node) + ": " + Quoted.bare(part));
    }

    void ofLinks() {
        changed.add("links");
    }

    void ofGroups() {
        changed.add("node groups");
    }

    boolean isEmpty() {
        return changed.isEmpty();
    }

    void warn(String sentence) {
        warnings.add(sentence);
    }

    /** The list to which others add their sentences. */
    List<String> warnings() {
        return warnings;
    }

    /** At most 40 entries, of which the last one tells how many more there would be. */
    List<String> shownChanges() {
        return bounded(changed);
    }

    List<String> shownWarnings() {
        return bounded(warnings);
    }

    private static List<String> bounded(Collection<String> all) {
        List<String> shown = new ArrayList<>(all);
        if (shown.size() > MOST) {
            shown.subList(MOST - 1, shown.size()).clear();
            shown.add("and " + (all.size() - MOST + 1) + " more");
        }
        return List.copyOf(shown);
    }
}
