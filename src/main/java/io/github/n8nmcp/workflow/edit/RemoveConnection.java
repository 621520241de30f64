package io.github.n8nmcp.workflow.edit;

import io.github.n8nmcp.json.Quoted;
import java.util.List;
import java.util.Optional;

/** Removes a link, which may start or end at a node that is not there. */
record RemoveConnection(String source, String target, Port port) implements Operation {
    static RemoveConnection read(Fields in) {
        return new RemoveConnection(in.text("source"), in.text("target"), Port.read(in));
    }

    @Override
    public void applyTo(EditedWorkflow workflow) {
        String from = workflow.endOfLinks(source);
        String to = workflow.endOfLinks(target);
        List<Link> links = workflow.links().between(from, to);
        Optional<Link> link = port.pick(links, workflow.treeOf(from));
        if (link.isPresent()) {
            workflow.links().remove(link.get());
            workflow.changes().ofLinks();
        } else if (links.isEmpty()) {
            workflow.changes()
                    .warn("There was no link from " + Quoted.name(from) + " to " + Quoted.name(to) + " to remove.");
        } else {
            throw new InvalidOperationException("there is no such link, only " + Port.shown(links));
        }
    }
}
