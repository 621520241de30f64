package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.workflow.WorkflowView;

/** {@code activate_workflow}: lets a workflow's triggers start it. */
final class ActivateWorkflow {
    static final Tool<String> TOOL = new Tool<>(
            "activate_workflow",
            "Activate a workflow",
            "Let a workflow's triggers start it. If it has none, a daily schedule trigger is added.",
            Hints.SWITCHES,
            in -> in.id("Workflow id"),
            new OutputSchema()
                    .with("string", "id", "name")
                    .with("boolean", "active")
                    .with("object[]", "webhooks")
                    .with("string", "backup")
                    .toMap(),
            ActivateWorkflow::run);

    private ActivateWorkflow() {}

    private static ObjectNode run(String id, Call call) {
        ObjectNode workflow = Activation.of(id, call);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        WorkflowView.copy(workflow, answer, "id", "name", "active", "backup");
        ArrayNode webhooks = Activation.webhooks(workflow, call);
        if (!webhooks.isEmpty()) {
            answer.set("webhooks", webhooks);
        }
        return answer;
    }
}
