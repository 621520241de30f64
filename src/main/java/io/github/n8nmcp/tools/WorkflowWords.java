package io.github.n8nmcp.tools;

/** What several tools say alike of the parts of a workflow. */
final class WorkflowWords {
    static final String CONNECTIONS =
            "{source name: {main: [[{node, type, index}]]}}, or a list of {source, target, sourceOutput, targetInput}";
    static final String SETTINGS = "Such as timezone, errorWorkflow, executionTimeout";
    static final String STATIC_DATA = "Static data";

    private WorkflowWords() {}
}
