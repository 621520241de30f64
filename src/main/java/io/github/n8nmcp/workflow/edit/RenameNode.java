package io.github.n8nmcp.workflow.edit;

/** Renames a node, and everything that names it. */
record RenameNode(String node, String newName) implements Operation {
    static RenameNode read(Fields in) {
        return new RenameNode(in.text("nodeName", "oldName", "nodeId", "node"), in.text("newName"));
    }

    @Override
    public void applyTo(EditedWorkflow workflow) {
        workflow.renameNode(workflow.nodes().find(node), newName);
    }
}
