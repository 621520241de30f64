package io.github.n8nmcp.workflow.edit;

import io.github.n8nmcp.workflow.Names;
import java.util.List;

/** Removes a node with its links. */
record RemoveNode(String node, boolean reconnect) implements Operation {
    static RemoveNode read(Fields in) {
        return new RemoveNode(in.node(), in.flag("reconnect"));
    }

    @Override
    public void applyTo(EditedWorkflow workflow) {
        EditedNode removed = workflow.nodes().find(node);
        if (reconnect) {
            joinNeighbours(removed.name(), workflow);
        }
        workflow.removeNode(removed);
    }

    /** What fed the node feeds what its first output fed, in the place of the old link. */
    private static void joinNeighbours(String name, EditedWorkflow workflow) {
        EditedLinks links = workflow.links();
        List<Link> outgoing = links.from(name).stream()
                .filter(link ->
                        link.isMain() && link.output() == 0 && !link.target().equals(name))
                .toList();
        for (Link in : links.into(name)) {
            boolean first = true;
            for (Link out : in.isMain() && !in.source().equals(name) ? outgoing : List.<Link>of()) {
                if (out.target().equals(in.source())) {
                    workflow.changes().warn("Node " + Names.quoted(in.source()) + " was not linked to itself.");
                    continue;
                }
                if (first) {
                    links.redirect(in, out.target(), out.input());
                } else {
                    links.add(in.to(out.target(), out.input()));
                }
                first = false;
                workflow.changes().ofLinks();
            }
        }
    }
}
