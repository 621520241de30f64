package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.call.Arguments;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.workflow.WorkflowView;
import java.util.List;

/** {@code get_workflow}: a definition, or an outline of it. */
final class GetWorkflow {
    static final Tool<Input> TOOL = new Tool<>(
            "get_workflow",
            "Get a workflow",
            "Get a workflow's definition.",
            Hints.READS,
            Input::of,
            new OutputSchema()
                    .with("string", "id", "name")
                    .with("boolean", "active")
                    .with("object[]", "nodes")
                    .with("object", "connections")
                    .toMap(),
            GetWorkflow::run);

    private GetWorkflow() {}

    private record Input(String id, String detail) {
        static Input of(Arguments in) {
            return new Input(
                    in.id("Workflow id"),
                    in.choice("detail", "summary: without the nodes' parameters", List.of("full", "summary")));
        }
    }

    private static JsonNode run(Input input, Call call) {
        return input.detail().equals("full")
                ? Json.raw(call.n8n().workflowJson(input.id()))
                : WorkflowView.summary(call.n8n().workflow(input.id()));
    }
}
