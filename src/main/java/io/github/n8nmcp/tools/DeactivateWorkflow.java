package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Writes;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.workflow.Workflow;
import io.github.n8nmcp.workflow.WorkflowView;

/** {@code deactivate_workflow}: no trigger starts the workflow any more. */
final class DeactivateWorkflow {
    static final Tool<String> TOOL = new Tool<>(
            "deactivate_workflow",
            "Deactivate a workflow",
            "Stop a workflow's triggers from starting it.",
            Hints.SWITCHES,
            in -> in.id("Its id"),
            new OutputSchema()
                    .with("string", "id", "name")
                    .with("boolean", "active")
                    .toMap(),
            DeactivateWorkflow::run);

    private DeactivateWorkflow() {}

    private static ObjectNode run(String id, Call call) {
        Writes writes = new Writes(call);
        Workflow workflow = writes.readBack(writes.deactivate(id));
        if (workflow.isActive()) {
            throw ToolException.failed(
                    "n8n accepted the deactivation, but the workflow is still active. Somebody may have "
                            + "activated it at the same moment; try again.");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        WorkflowView.copy(workflow.json(), answer, "id", "name", "active");
        return answer;
    }
}
