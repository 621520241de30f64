package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Attempt;
import io.github.n8nmcp.actions.Follow;
import io.github.n8nmcp.actions.Guidance;
import io.github.n8nmcp.actions.McpStart;
import io.github.n8nmcp.actions.Secrecy;
import io.github.n8nmcp.actions.StartRequest;
import io.github.n8nmcp.actions.TriggerHeaders;
import io.github.n8nmcp.actions.TriggerStart;
import io.github.n8nmcp.call.Arguments;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.workflow.Workflow;
import io.github.n8nmcp.workflow.WorkflowView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code execute_workflow}: starts a run and follows it, or says how this very workflow can be started. */
final class ExecuteWorkflow {
    static final Tool<Input> TOOL = new Tool<>(
            "execute_workflow",
            "Execute a workflow",
            "Start a run: by the API, an active webhook, chat or form, or n8n's MCP server. If none can, executed is "
                    + "false and ways says what can.",
            Hints.RUNS,
            Input::of,
            new OutputSchema()
                    .with("boolean", "executed", "waitingForWebhook")
                    .with("string", "id", "name", "reason", "executionId", "status", "lastNode")
                    .with("string[]", "ways")
                    .with("object", "error", "response", "waitsFor")
                    .with("object[]", "items")
                    .toMap(),
            ExecuteWorkflow::run);

    private static final int LONGEST_WAIT_SECONDS = 300;

    private ExecuteWorkflow() {}

    private record Input(String id, StartRequest start, int waitSeconds) {
        static Input of(Arguments in) {
            String id = in.id("Its id");
            JsonNode data = in.object(
                    "data", "Webhook: its $json.body (or query, :path parts); chat: chatInput; form: its fields");
            Optional<String> trigger = in.optionalText("trigger", "Node that starts it");
            JsonNode headers = in.object("headers", "For its URL only, to pass its authentication");
            return new Input(
                    id,
                    new StartRequest(
                            data instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(),
                            trigger,
                            TriggerHeaders.of(headers)),
                    in.integer("waitSeconds", "Wait for the result", 0, LONGEST_WAIT_SECONDS, 0));
        }
    }

    private static ObjectNode run(Input input, Call call) {
        StartRequest start = input.start();
        Instance instance = call.n8n().instance();
        Follow follow = new Follow(call, new Secrecy(instance, start.headers().values()), input.waitSeconds());
        Optional<ObjectNode> run = call.n8n().execute(input.id());
        if (run.isPresent()) {
            return startedByEndpoint(input, run.get(), follow, call);
        }
        Workflow workflow = call.n8n().workflow(input.id());
        start.check(workflow);
        List<Attempt> failed = new ArrayList<>();
        if (!workflow.json().path("isArchived").asBoolean()) {
            Attempt byUrl = TriggerStart.attempt(workflow, start, call, follow);
            failed.add(byUrl);
            // An answer by the URL that is more than "not registered" is the workflow's word, and not asked for twice.
            if (byUrl.started().isEmpty() && !byUrl.isFinal()) {
                failed.add(McpStart.attempt(workflow, start, call, follow));
            }
        }
        return failed.stream()
                .flatMap(attempt -> attempt.started().stream())
                .findFirst()
                .orElseGet(() -> guidance(workflow, Guidance.of(workflow, start, failed, instance), failed));
    }

    private static ObjectNode startedByEndpoint(Input input, ObjectNode run, Follow follow, Call call) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("executed", true).put("id", input.id());
        WorkflowView.copy(run, answer, "waitingForWebhook");
        StartRequest start = input.start();
        notPassedOn("data", !start.data().isEmpty(), call);
        notPassedOn("trigger", start.trigger().isPresent(), call);
        notPassedOn("headers", !start.headers().isEmpty(), call);
        // The proposal shows a number and specifies a string; and both fields may be absent.
        String executionId = run.path("executionId").asText("");
        if (executionId.isEmpty()) {
            call.warn("n8n gave no id of the run, so whether it began shows only in n8n's executions.");
        }
        follow.add(executionId, answer);
        return answer;
    }

    private static void notPassedOn(String argument, boolean given, Call call) {
        if (given) {
            call.warn(argument + " was not passed on: this n8n's execute endpoint takes none.");
        }
    }

    private static ObjectNode guidance(Workflow workflow, Guidance guidance, List<Attempt> failed) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("executed", false);
        WorkflowView.copy(workflow.json(), answer, "id", "name");
        answer.put("reason", guidance.reason());
        guidance.ways().forEach(answer.putArray("ways")::add);
        failed.stream()
                .flatMap(attempt -> attempt.response().stream())
                .findFirst()
                .ifPresent(response -> answer.set("response", response));
        return answer;
    }
}
