package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Quoted;
import java.util.List;
import java.util.Optional;

/** Adds a node, and puts it into the flow if a neighbour is named. */
record AddNode(ObjectNode node, Optional<String> after, Optional<String> before, Port port) implements Operation {
    static AddNode read(Fields in) {
        ObjectNode node = in.object("node", "{\"name\", \"type\", \"typeVersion\", \"parameters\"}");
        if (node.path("name").asText("").isBlank()) {
            throw in.invalid("node", "has no name");
        }
        Port port = Port.read(in);
        Optional<String> after = in.optionalText("after");
        if (after.isEmpty() && port.output().isPresent()) {
            throw in.invalid("sourceOutput", "is an output of the node named by after, which is missing");
        }
        if (port.type().filter(type -> !type.equals(Link.MAIN)).isPresent()) {
            throw in.invalid("connectionType", "must be main; to attach the node to another, use addConnection");
        }
        return new AddNode(node, after, in.optionalText("before"), port);
    }

    @Override
    public void applyTo(EditedWorkflow workflow) {
        EditedNodes nodes = workflow.nodes();
        String name = node.path("name").asText();
        if (!nodes.named(name).isEmpty()) {
            throw new InvalidOperationException("there is a node " + Quoted.name(name)
                    + " already. Give another name, or change that one with updateNode");
        }
        Optional<EditedNode> left = after.map(nodes::find);
        Optional<EditedNode> right = before.map(nodes::find);
        ObjectNode given = node.deepCopy();
        if (!given.hasNonNull("position")) {
            int[] place = place(left, right, workflow);
            given.putArray("position").add(place[0]).add(place[1]);
        }
        EditedNode added = workflow.add(given);
        if (left.isPresent()) {
            insertAfter(left.get(), right, added, workflow);
        } else if (right.isPresent()) {
            insertBefore(right.get(), added, workflow);
        }
    }

    private static int[] place(Optional<EditedNode> left, Optional<EditedNode> right, EditedWorkflow workflow) {
        if (left.isEmpty() && right.isPresent()) {
            return workflow.canvas().leftOf(right.get());
        }
        return left.or(workflow.nodes()::last).map(workflow.canvas()::rightOf).orElse(new int[] {0, 0});
    }

    private void insertAfter(EditedNode left, Optional<EditedNode> right, EditedNode added, EditedWorkflow workflow) {
        EditedLinks links = workflow.links();
        List<Link> fed = links.from(left.name()).stream().filter(Link::isMain).toList();
        if (right.isPresent()) {
            List<Link> between = fed.stream()
                    .filter(link -> link.target().equals(right.get().name()))
                    .toList();
            fed = List.of(port.pick(between, left.tree())
                    .orElseThrow(() ->
                            RewireConnection.noLink(left.name(), right.get().name(), links.from(left.name()))));
        } else {
            int output = port.newOutputOf(left.tree());
            fed = fed.stream().filter(link -> link.output() == output).toList();
            links.add(new Link(left.name(), Link.MAIN, output, added.name(), 0));
        }
        fed.forEach(link -> split(link, added.name(), links));
        workflow.joinGroup(added, fed);
        workflow.changes().ofLinks();
    }

    private static void insertBefore(EditedNode right, EditedNode added, EditedWorkflow workflow) {
        EditedLinks links = workflow.links();
        List<Link> incoming =
                links.into(right.name()).stream().filter(Link::isMain).toList();
        if (incoming.stream().map(Link::input).distinct().count() > 1) {
            throw new InvalidOperationException("several inputs of " + Quoted.name(right.name())
                    + " are fed. Say by after which link is meant: " + Port.shown(incoming) + ".");
        }
        links.add(new Link(
                added.name(),
                Link.MAIN,
                0,
                right.name(),
                incoming.isEmpty() ? 0 : incoming.get(0).input()));
        incoming.forEach(link -> split(link, added.name(), links));
        workflow.joinGroup(added, incoming);
        workflow.changes().ofLinks();
    }

    private static void split(Link link, String name, EditedLinks links) {
        links.add(new Link(name, Link.MAIN, 0, link.target(), link.input()));
        links.redirect(link, name, 0);
    }
}
