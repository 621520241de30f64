package io.github.n8nmcp.tools;

/** What several tools say alike of the parts of a workflow. */
final class WorkflowWords {
    static final String SETTINGS = "Such as timezone, errorWorkflow, executionTimeout";
    static final String STATIC_DATA = "Static data";

    private WorkflowWords() {}
}
