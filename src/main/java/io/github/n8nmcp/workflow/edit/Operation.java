package io.github.n8nmcp.workflow.edit;

/** One change to a workflow. */
interface Operation {
    /**
     * Carries it out.
     *
     * @throws InvalidOperationException if the workflow does not allow it; the workflow is of no use afterwards
     */
    void applyTo(EditedWorkflow workflow);
}
