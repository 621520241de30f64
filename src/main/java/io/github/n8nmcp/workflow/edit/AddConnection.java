package io.github.n8nmcp.workflow.edit;

/** Adds a link. */
record AddConnection(String source, String target, Port port) implements Operation {
    static AddConnection read(Fields in) {
        Port port = Port.read(in);
        port.type().filter(type -> !Port.isType(type)).ifPresent(type -> {
            throw in.invalid("connectionType", "must be main, or a type that begins with ai_ such as ai_tool");
        });
        return new AddConnection(in.text("source"), in.text("target"), port);
    }

    @Override
    public void applyTo(EditedWorkflow workflow) {
        EditedNode from = workflow.nodes().find(source);
        EditedNode to = workflow.nodes().find(target);
        if (from.name().equals(to.name())) {
            throw new InvalidOperationException("a node cannot feed itself; source and target must differ");
        }
        Link link = new Link(
                from.name(),
                port.type().orElse(Link.MAIN),
                port.newOutputOf(from.tree()),
                to.name(),
                port.input().orElse(0));
        if (workflow.links().add(link)) {
            workflow.changes().ofLinks();
        } else {
            workflow.changes().warn("The link " + link.shown() + " was there already.");
        }
    }
}
