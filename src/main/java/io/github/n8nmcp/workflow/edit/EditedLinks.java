package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The links by their source, in order. A stored workflow may have links from or to nodes that do not exist. */
final class EditedLinks {
    private final Set<Outgoing> inOrder = new LinkedHashSet<>();
    private final Map<String, Outgoing> bySource = new HashMap<>();
    /** The sources with links to each node. A source may stay here after its link was removed. */
    private final Map<String, Set<Outgoing>> byTarget = new HashMap<>();

    EditedLinks(JsonNode stored) {
        for (Map.Entry<String, JsonNode> entry : stored.properties()) {
            Outgoing outgoing = start(entry.getKey(), entry.getValue());
            outgoing.links().forEach(link -> leadingTo(link.target()).add(outgoing));
        }
    }

    private Outgoing start(String source, JsonNode byType) {
        Outgoing outgoing = new Outgoing(source, byType);
        inOrder.add(outgoing);
        bySource.put(source, outgoing);
        return outgoing;
    }

    private Set<Outgoing> leadingTo(String target) {
        return byTarget.computeIfAbsent(target, any -> new LinkedHashSet<>());
    }

    List<Link> from(String source) {
        Outgoing outgoing = bySource.get(source);
        return outgoing == null ? List.of() : outgoing.links();
    }

    List<Link> into(String target) {
        return byTarget.getOrDefault(target, Set.of()).stream()
                .filter(inOrder::contains)
                .flatMap(outgoing -> outgoing.linksTo(target).stream())
                .toList();
    }

    List<Link> between(String source, String target) {
        Outgoing outgoing = bySource.get(source);
        return outgoing == null ? List.of() : List.copyOf(outgoing.linksTo(target));
    }

    private boolean has(Link link) {
        Outgoing outgoing = bySource.get(link.source());
        return outgoing != null && outgoing.linksTo(link.target()).contains(link);
    }

    /** Whether a link starts or ends at this name, even if no node has it. */
    boolean know(String name) {
        return bySource.containsKey(name) || !into(name).isEmpty();
    }

    /** Adds a link; answers false if it exists already. */
    boolean add(Link link) {
        if (has(link)) {
            return false;
        }
        Outgoing outgoing = bySource.get(link.source());
        if (outgoing == null) {
            outgoing = start(link.source(), JsonNodeFactory.instance.objectNode());
        }
        outgoing.add(link);
        leadingTo(link.target()).add(outgoing);
        return true;
    }

    void remove(Link link) {
        bySource.get(link.source()).remove(link);
    }

    /** Moves the end of a link, which keeps its place among the others. If such a link exists already, only removes it. */
    void redirect(Link link, String target, int input) {
        if (has(link.to(target, input))) {
            remove(link);
            return;
        }
        Outgoing outgoing = bySource.get(link.source());
        outgoing.redirect(link, target, input);
        leadingTo(target).add(outgoing);
    }

    void removeNode(String name) {
        into(name).forEach(this::remove);
        forget(bySource.remove(name));
    }

    void renameNode(String from, String to) {
        into(from).forEach(link -> redirect(link, to, link.input()));
        Outgoing outgoing = bySource.remove(from);
        if (outgoing != null) {
            outgoing.rename(to);
            forget(bySource.put(to, outgoing));
        }
    }

    private void forget(Outgoing outgoing) {
        inOrder.remove(outgoing);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        inOrder.forEach(outgoing -> json.set(outgoing.source(), outgoing.byType()));
        return json;
    }
}
