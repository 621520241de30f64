package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.actions.Runs;
import io.github.n8nmcp.call.Arguments;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.workflow.WorkflowView;
import java.util.List;

/** {@code get_workflow}: a definition, or what it is made of. */
final class GetWorkflow {
    static final Tool<Input> TOOL = new Tool<>(
            "get_workflow",
            "Get a workflow",
            "Get a workflow. Look with detail: summary and nodes first: a whole definition is long.",
            Hints.READS,
            Input::of,
            new OutputSchema()
                    .with("string", "id", "name")
                    .with("boolean", "active")
                    .with("string[]", "links")
                    .with("object[]", "nodes", "runs")
                    .with("object", "connections")
                    .toMap(),
            GetWorkflow::run);

    private GetWorkflow() {}

    private record Input(String id, String detail, List<String> nodes) {
        static Input of(Arguments in) {
            return new Input(
                    in.id("Its id"),
                    in.choice(
                            "detail",
                            "summary: nodes by name and type, links as lines. runs: the newest, and why they failed",
                            List.of("full", "summary", "runs")),
                    in.texts("nodes", "Names: the summary, with these nodes whole"));
        }
    }

    private static JsonNode run(Input input, Call call) {
        if (input.detail().equals("runs")) {
            return Runs.of(input.id(), call);
        }
        if (!input.nodes().isEmpty() || input.detail().equals("summary")) {
            return WorkflowView.summary(call.n8n().workflow(input.id()), input.nodes());
        }
        return Json.raw(call.n8n().workflowJson(input.id()));
    }
}
