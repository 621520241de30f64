package io.github.n8nmcp.workflow.edit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether n8n accepts some nodes as a group. Its rules (n8n-workflow 2.28 to 2.41,
 * {@code validateNodeSelectionForGrouping}): the nodes are connected to each other. At most one of them, the entry, is
 * fed from outside, and no node inside feeds it. At most one of them, the exit, feeds nodes outside, and it feeds none
 * inside. The exit can be reached from the entry. Only {@code main} links cross the border of the group.
 */
final class GroupedNodes {
    private final Set<String> members;
    private final EditedLinks links;
    private final Map<String, Set<String>> neighbours = new HashMap<>();
    private final Set<String> entries = new HashSet<>();
    private final Set<String> exits = new HashSet<>();
    private final Set<String> fedInside = new HashSet<>();
    private final Set<String> feedingInside = new HashSet<>();
    private boolean crossed;

    GroupedNodes(Set<String> members, EditedLinks links) {
        this.members = members;
        this.links = links;
        for (String member : members) {
            links.from(member).forEach(this::leaving);
            links.into(member).forEach(this::entering);
        }
    }

    private void leaving(Link link) {
        if (!members.contains(link.target())) {
            crossed |= !link.isMain();
            exits.add(link.source());
        } else if (!link.source().equals(link.target())) {
            neighbours(link.source()).add(link.target());
            neighbours(link.target()).add(link.source());
            if (link.isMain()) {
                feedingInside.add(link.source());
                fedInside.add(link.target());
            }
        }
    }

    private void entering(Link link) {
        if (!members.contains(link.source())) {
            crossed |= !link.isMain();
            entries.add(link.target());
        }
    }

    private Set<String> neighbours(String name) {
        return neighbours.computeIfAbsent(name, any -> new HashSet<>());
    }

    boolean hangTogether() {
        return !crossed
                && isOneWay(entries, fedInside)
                && isOneWay(exits, feedingInside)
                && leadsThrough()
                && isConnected();
    }

    /** Whether there is at most one entry (or exit), at the edge of the group. A group that is a loop has no edge. */
    private boolean isOneWay(Set<String> ways, Set<String> inner) {
        boolean loop = inner.size() == members.size();
        return ways.isEmpty() || (ways.size() == 1 && (loop || !inner.containsAll(ways)));
    }

    private boolean leadsThrough() {
        if (entries.isEmpty() || exits.isEmpty()) {
            return true;
        }
        String exit = exits.iterator().next();
        Set<String> seen = new HashSet<>(entries);
        Deque<String> open = new ArrayDeque<>(entries);
        while (!open.isEmpty() && !seen.contains(exit)) {
            for (Link link : links.from(open.pop())) {
                if (link.isMain() && seen.add(link.target())) {
                    open.push(link.target());
                }
            }
        }
        return seen.contains(exit);
    }

    private boolean isConnected() {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        members.stream().limit(1).forEach(open::push);
        while (!open.isEmpty()) {
            String member = open.pop();
            if (seen.add(member)) {
                neighbours.getOrDefault(member, Set.of()).forEach(open::push);
            }
        }
        return seen.size() == members.size();
    }
}
