package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The nodes of a workflow that no run can reach. */
final class Unlinked {
    private Unlinked() {}

    /** A sentence about the nodes that nothing links to, if there are several nodes and some of them are such. */
    static Optional<String> warning(JsonNode nodes, JsonNode links) {
        Set<String> linked = new HashSet<>();
        Connections.forEach(
                links, (source, target) -> linked.add(target.path("node").asText()));
        boolean hasTrigger = nodes.valueStream().anyMatch(node -> new Node(node).isTrigger());
        List<String> unlinked = new ArrayList<>();
        for (JsonNode json : nodes) {
            Node node = new Node(json);
            // Without a trigger, the first node of a chain is where the trigger will be linked to.
            boolean start = !hasTrigger && links.has(node.name());
            if (!linked.contains(node.name()) && !start && !node.isTrigger() && !Triggers.isAttachment(json, links)) {
                unlinked.add(node.name());
            }
        }
        if (nodes.size() < 2 || unlinked.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("Nothing links to " + Names.list(unlinked) + ", so " + (unlinked.size() == 1 ? "it" : "they")
                + " will not run.");
    }
}
