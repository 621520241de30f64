package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.workflow.WorkflowView;
import java.util.Optional;

/** {@code execute_workflow}: starts a run, or says how this very workflow can be started. */
final class ExecuteWorkflow {
    static final Tool<String> TOOL = new Tool<>(
            "execute_workflow",
            "Execute a workflow",
            "Start a run of a workflow. Where this n8n cannot start it from outside, executed is false and ways says how "
                    + "it can be started.",
            Hints.RUNS,
            in -> in.id("Workflow id"),
            new OutputSchema()
                    .with("boolean", "executed")
                    .with("string", "id")
                    .with("string", "executionId", "name", "reason")
                    .with("boolean", "waitingForWebhook")
                    .with("string[]", "ways")
                    .toMap(),
            ExecuteWorkflow::run);

    private ExecuteWorkflow() {}

    private static ObjectNode run(String id, Call call) {
        Optional<ObjectNode> started = call.n8n().execute(id);
        return started.map(run -> started(id, run))
                .orElseGet(() -> guidance(call.n8n().workflow(id), call));
    }

    private static ObjectNode started(String id, ObjectNode run) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("executed", true).put("id", id);
        // The proposal shows a number and specifies a string; and both fields may be absent.
        String executionId = run.path("executionId").asText("");
        if (!executionId.isEmpty()) {
            answer.put("executionId", executionId);
        }
        WorkflowView.copy(run, answer, "waitingForWebhook");
        return answer;
    }

    private static ObjectNode guidance(ObjectNode workflow, Call call) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("executed", false);
        WorkflowView.copy(workflow, answer, "id", "name");
        Guidance guidance = Guidance.of(workflow, call.n8n().instance());
        answer.put("reason", guidance.reason());
        guidance.ways().forEach(answer.putArray("ways")::add);
        return answer;
    }
}
