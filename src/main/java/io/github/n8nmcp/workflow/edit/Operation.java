package io.github.n8nmcp.workflow.edit;

/** One change to a workflow. */
interface Operation {
    /**
     * Carries it out.
     *
     * @throws InvalidOperationException if the workflow does not allow it; the workflow may be half changed then, and must not be used
     */
    void applyTo(EditedWorkflow workflow);
}
