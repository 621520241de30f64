package io.github.n8nmcp.tools;

import io.github.n8nmcp.call.Tool;
import java.util.List;

/** What the server can do. */
public final class AllTools {
    /** In the order in which the tools are listed. */
    public static final List<Tool<?>> LIST = List.of(
            ListWorkflows.TOOL,
            GetWorkflow.TOOL,
            CreateWorkflow.TOOL,
            UpdateWorkflow.TOOL,
            DeleteWorkflow.TOOL,
            ActivateWorkflow.TOOL,
            DeactivateWorkflow.TOOL,
            ExecuteWorkflow.TOOL);

    private AllTools() {}
}
