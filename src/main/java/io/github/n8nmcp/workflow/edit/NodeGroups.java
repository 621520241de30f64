package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The frames around nodes on the canvas, {@code [{id, name, nodeIds}]}, n8n 2.28 and later. */
final class NodeGroups {
    private final List<JsonNode> groups = new ArrayList<>();
    private boolean changed;

    NodeGroups(JsonNode stored) {
        stored.forEach(groups::add);
    }

    /** Puts a node into a group that has all its neighbours, and answers a sentence that says so. */
    Optional<String> join(EditedNode added, Collection<EditedNode> neighbours) {
        Set<String> ids = neighbours.stream().map(EditedNode::id).collect(Collectors.toSet());
        for (int i = 0; i < groups.size(); i++) {
            if (new HashSet<>(ids(groups.get(i))).containsAll(ids)) {
                ObjectNode group = groups.get(i).deepCopy();
                ((ArrayNode) group.get("nodeIds")).add(added.id());
                groups.set(i, group);
                changed = true;
                return Optional.of("Node " + Quoted.name(added.name()) + " was put into the node group "
                        + Quoted.name(name(group)) + ", as its neighbours are.");
            }
        }
        return Optional.empty();
    }

    /**
     * The groups that n8n accepts with these nodes and links, if they are not the stored ones. n8n refuses every change to
     * a workflow with a group that has no members, has members that do not exist, or breaks the rules of
     * {@link GroupedNodes}.
     */
    Optional<ArrayNode> fitting(EditedNodes nodes, EditedLinks links, List<String> warnings) {
        ArrayNode fitting = JsonNodeFactory.instance.arrayNode();
        for (JsonNode group : groups) {
            List<String> ids = ids(group);
            List<String> left = ids.stream().filter(nodes::hasId).toList();
            Set<String> members = left.stream()
                    .flatMap(id -> nodes.withId(id).stream())
                    .filter(node -> !node.isSticky())
                    .map(EditedNode::name)
                    .collect(Collectors.toSet());
            String called = "Node group " + Quoted.name(name(group));
            if (!group.path("nodeIds").isArray()) {
                fitting.add(group);
            } else if (left.isEmpty()) {
                warnings.add(called + " was removed with its last node.");
            } else if (!new GroupedNodes(members, links).hangTogether()) {
                warnings.add(called + " was dissolved, because n8n wants the nodes of a group to be one connected part "
                        + "with one way in and one way out. The nodes are there as before.");
            } else if (left.size() < ids.size()) {
                warnings.add(called + " lost " + (ids.size() - left.size()) + " of its " + ids.size()
                        + " nodes, which were removed.");
                ObjectNode pruned = group.deepCopy();
                left.forEach(pruned.putArray("nodeIds")::add);
                fitting.add(pruned);
                changed = true;
            } else {
                fitting.add(group);
            }
        }
        return changed || fitting.size() < groups.size() ? Optional.of(fitting) : Optional.empty();
    }

    private static String name(JsonNode group) {
        return group.path("name").asText();
    }

    private static List<String> ids(JsonNode group) {
        return StreamSupport.stream(group.path("nodeIds").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
