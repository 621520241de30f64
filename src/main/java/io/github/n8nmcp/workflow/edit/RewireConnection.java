package io.github.n8nmcp.workflow.edit;

import io.github.n8nmcp.json.Quoted;
import java.util.List;

/** Moves the end of a link to another node, at the same input. */
record RewireConnection(String source, String from, String to, Port port) implements Operation {
    static RewireConnection read(Fields in) {
        return new RewireConnection(in.text("source"), in.text("from"), in.text("to"), Port.read(in));
    }

    @Override
    public void applyTo(EditedWorkflow workflow) {
        String start = workflow.endOfLinks(source);
        String oldEnd = workflow.endOfLinks(from);
        String newEnd = workflow.nodes().find(to).name();
        if (start.equals(newEnd)) {
            throw new InvalidOperationException("a node cannot feed itself; source and to must differ");
        }
        EditedLinks links = workflow.links();
        Link link = port.pick(links.between(start, oldEnd), workflow.treeOf(start))
                .orElseThrow(() -> noLink(start, oldEnd, links.from(start)));
        Link now = link.to(newEnd, link.input());
        if (links.between(start, newEnd).contains(now)) {
            workflow.changes().warn("The link " + now.shown() + " was there already.");
        }
        if (!now.equals(link)) {
            links.redirect(link, newEnd, link.input());
            workflow.changes().ofLinks();
        }
    }

    static InvalidOperationException noLink(String source, String target, List<Link> links) {
        return new InvalidOperationException("there is no such link from " + Quoted.name(source) + " to "
                + Quoted.name(target) + "."
                + (links.isEmpty() ? " Nothing starts there." : " There is " + Port.shown(links) + "."));
    }
}
