package io.github.n8nmcp.workflow.edit;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which nodes name which others in their expressions and code. The index is made when it is first needed. */
final class Mentions {
    private final EditedNodes nodes;
    private Map<String, Set<EditedNode>> byName;

    Mentions(EditedNodes nodes) {
        this.nodes = nodes;
    }

    /** The nodes that name this one. */
    Collection<EditedNode> of(String name) {
        if (byName == null) {
            byName = new HashMap<>();
            nodes.all().forEach(this::touched);
        }
        // What is known of a node may be out of date, so look again.
        List<EditedNode> naming = byName.getOrDefault(name, Set.of()).stream()
                .filter(node -> nodes.contains(node) && names(node).contains(name))
                .toList();
        return naming;
    }

    /** Must be called for each node that is added or changed. */
    void touched(EditedNode node) {
        if (byName != null) {
            for (String name : names(node)) {
                byName.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(node);
            }
        }
    }

    /** Renames in all nodes, and answers those that changed. */
    Collection<EditedNode> rename(String from, String to) {
        Collection<EditedNode> naming = of(from);
        for (EditedNode node : naming) {
            Expressions.change(
                    node.editable(), text -> References.replaced(text, name -> name.equals(from) ? to : name));
            touched(node);
        }
        return naming;
    }

    private static Set<String> names(EditedNode node) {
        Set<String> names = new LinkedHashSet<>();
        Expressions.change(
                node.tree(),
                text -> References.replaced(text, name -> {
                    names.add(name);
                    return name;
                }));
        return names;
    }
}
