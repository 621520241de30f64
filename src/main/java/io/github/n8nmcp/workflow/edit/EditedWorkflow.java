package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.Names;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A workflow while operations change it. */
final class EditedWorkflow {
    private final NodePreparation preparation;
    private final EditedNodes nodes;
    private final EditedLinks links;
    private final NodeGroups groups;
    private final Mentions mentions;
    private final Canvas canvas;
    private final PinnedData pinnedData;
    private final Changes changes = new Changes();
    private final Set<String> removedNames = new LinkedHashSet<>();

    EditedWorkflow(ObjectNode stored, NodePreparation preparation) {
        this.preparation = preparation;
        nodes = new EditedNodes(stored.path("nodes"));
        links = new EditedLinks(stored.path("connections"));
        groups = new NodeGroups(stored.path("nodeGroups"));
        mentions = new Mentions(nodes);
        canvas = new Canvas(nodes, links);
        pinnedData = new PinnedData(stored.path("pinData"));
    }

    EditedNodes nodes() {
        return nodes;
    }

    EditedLinks links() {
        return links;
    }

    Canvas canvas() {
        return canvas;
    }

    Changes changes() {
        return changes;
    }

    /** Must be called when a node was added or changed. */
    void touched(EditedNode node) {
        canvas.touched(node);
        mentions.touched(node);
    }

    /** The name of a node, or a name that only links have, so that links of missing nodes can be changed too. */
    String endOfLinks(String nameOrId) {
        return nodes.named(nameOrId).isEmpty() && links.know(nameOrId)
                ? nameOrId
                : nodes.find(nameOrId).name();
    }

    JsonNode treeOf(String name) {
        return nodes.named(name).isEmpty()
                ? MissingNode.getInstance()
                : nodes.named(name).iterator().next().tree();
    }

    /** Adds a node that has a position and a new name. */
    EditedNode add(ObjectNode given) {
        String name = given.path("name").asText();
        if (links.know(name)) {
            changes.warn("There were links of a missing node " + Quoted.name(name)
                    + "; they are now those of the new node.");
        }
        EditedNode added = nodes.add(preparation.prepare(given, nodes::hasId, changes.warnings()));
        touched(added);
        changes.of(name, "added");
        return added;
    }

    /** Puts a new node into the group of its neighbours, if it stands between some that are all in the same one. */
    void joinGroup(EditedNode added, List<Link> split) {
        Set<EditedNode> neighbours = new LinkedHashSet<>();
        for (Link link : split) {
            neighbours.addAll(nodes.named(link.source()));
            neighbours.addAll(nodes.named(link.target()));
        }
        if (!neighbours.isEmpty()) {
            groups.join(added, neighbours).ifPresent(changes::warn);
        }
    }

    void removeNode(EditedNode node) {
        String name = node.name();
        nodes.remove(node);
        changes.of(name, "removed");
        if (!nodes.named(name).isEmpty()) {
            changes.warn("The links of " + Quoted.name(name) + " were kept, since another node has that name.");
            return;
        }
        links.removeNode(name);
        removedNames.add(name);
        pinnedData.remove(name);
    }

    /** Renames a node, its links, its pinned data, and what names it in expressions. */
    void renameNode(EditedNode node, String name) {
        String before = node.name();
        if (before.equals(name)) {
            return;
        }
        if (!nodes.named(name).isEmpty()) {
            throw new InvalidOperationException("there is a node " + Quoted.name(name) + " already");
        }
        if (links.know(name)) {
            changes.warn("There were links of a missing node " + Quoted.name(name)
                    + "; they are now those of the renamed node.");
        }
        nodes.rename(node, name);
        changes.of(before + " -> " + name, "renamed");
        if (!nodes.named(before).isEmpty()) {
            changes.warn("Links and expressions still mean the other node " + Quoted.name(before) + ".");
        } else {
            links.renameNode(before, name);
            pinnedData.rename(before, name);
            for (EditedNode naming : mentions.rename(before, name)) {
                changes.of(naming.name(), "expressions");
            }
        }
    }

    /**
     * What the operations made of the workflow.
     *
     * @throws InvalidOperationException if no node is left
     */
    EditResult result() {
        if (nodes.all().isEmpty()) {
            throw new InvalidOperationException(
                    "operations would remove the last node; delete_workflow deletes a workflow");
        }
        for (String name : removedNames) {
            Collection<EditedNode> naming = nodes.named(name).isEmpty() ? mentions.of(name) : List.of();
            if (!naming.isEmpty()) {
                changes.warn("Expressions still name " + Quoted.name(name) + ", which was removed, in "
                        + Names.list(naming.stream().map(EditedNode::name).toList()) + ".");
            }
        }
        Optional<ArrayNode> fitting =
                changes.isEmpty() ? Optional.empty() : groups.fitting(nodes, links, changes.warnings());
        if (fitting.isPresent()) {
            changes.ofGroups();
        }
        return new EditResult(
                nodes.toJson(),
                links.toJson(),
                fitting,
                pinnedData.changed(),
                changes.shownChanges(),
                changes.shownWarnings());
    }
}
