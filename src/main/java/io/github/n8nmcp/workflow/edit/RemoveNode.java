package io.github.n8nmcp.workflow.edit;

import io.github.n8nmcp.json.Quoted;
import java.util.List;

/** Removes nodes with their links. */
record RemoveNode(List<String> nodes, boolean reconnect) implements Operation {
    static RemoveNode read(Fields in) {
        return new RemoveNode(in.nodes(), in.flag("reconnect"));
    }

    @Override
    public void applyTo(EditedWorkflow workflow) {
        for (String node : nodes) {
            EditedNode removed = workflow.nodes().find(node);
            if (reconnect) {
                joinNeighbours(removed.name(), workflow);
            }
            workflow.removeNode(removed);
        }
    }

    /** Links each node that fed this one to what its first output fed. The first new link takes the old one's place. */
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
                    workflow.changes().warn("Node " + Quoted.name(in.source()) + " was not linked to itself.");
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
