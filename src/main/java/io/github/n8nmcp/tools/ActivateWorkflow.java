package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Activation;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.workflow.WorkflowView;

/** {@code activate_workflow}: lets a workflow's triggers start it. */
final class ActivateWorkflow {
    static final Tool<String> TOOL = new Tool<>(
            "activate_workflow",
            "Activate a workflow",
            "Let a workflow's triggers start it. If it has none, a daily schedule trigger is added.",
            Hints.SWITCHES,
            in -> in.id("Its id"),
            new OutputSchema()
                    .with("string", "id", "name")
                    .with("boolean", "active")
                    .with("object[]", "webhooks")
                    .with("string", "backup")
                    .toMap(),
            ActivateWorkflow::run);

    private ActivateWorkflow() {}

    private static ObjectNode run(String id, Call call) {
        Activation activation = Activation.of(call.n8n().workflow(id), call);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        WorkflowView.copy(activation.workflow().json(), answer, "id", "name", "active");
        ArrayNode webhooks = Activation.webhooks(activation.workflow(), call);
        if (!webhooks.isEmpty()) {
            answer.set("webhooks", webhooks);
        }
        activation.backup().ifPresent(file -> answer.put("backup", file.toString()));
        return answer;
    }
}
