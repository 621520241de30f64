package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Guidance;
import io.github.n8nmcp.actions.RunReport;
import io.github.n8nmcp.actions.WebhookStart;
import io.github.n8nmcp.call.Arguments;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.n8n.Executions;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.Workflow;
import io.github.n8nmcp.workflow.WorkflowView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code execute_workflow}: starts a run and follows it, or says how this very workflow can be started. */
final class ExecuteWorkflow {
    static final Tool<Input> TOOL = new Tool<>(
            "execute_workflow",
            "Execute a workflow",
            "Start a run, by the API or an active webhook. If neither can, executed is false and ways says what can.",
            Hints.RUNS,
            Input::of,
            new OutputSchema()
                    .with("boolean", "executed", "waitingForWebhook")
                    .with("string", "id", "name", "reason", "executionId", "status", "lastNode")
                    .with("string[]", "ways")
                    .with("object", "error", "response")
                    .with("object[]", "items")
                    .toMap(),
            ExecuteWorkflow::run);

    private static final int LONGEST_WAIT_SECONDS = 300;

    private ExecuteWorkflow() {}

    private record Input(String id, JsonNode data, int waitSeconds) {
        static Input of(Arguments in) {
            return new Input(
                    in.id("Workflow id"),
                    in.object("data", "Input of a webhook"),
                    in.integer("waitSeconds", "Wait so long for the result", 0, LONGEST_WAIT_SECONDS, 0));
        }

        ObjectNode dataOrNone() {
            return data instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        }

        Duration longestWait() {
            return Duration.ofSeconds(waitSeconds);
        }
    }

    private static ObjectNode run(Input input, Call call) {
        Optional<ObjectNode> started = call.n8n().execute(input.id());
        if (started.isPresent()) {
            return startedByEndpoint(input, started.get(), call);
        }
        Workflow workflow = call.n8n().workflow(input.id());
        Optional<WebhookStart> start = WebhookStart.of(workflow);
        return start.isPresent() ? startedByWebhook(input, workflow, start.get(), call) : guidance(workflow, call);
    }

    private static ObjectNode startedByEndpoint(Input input, ObjectNode run, Call call) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("executed", true).put("id", input.id());
        // The proposal shows a number and specifies a string; and both fields may be absent.
        String executionId = run.path("executionId").asText("");
        if (executionId.isEmpty()) {
            call.warn("n8n gave no id of the run, so whether it began shows only in n8n's executions.");
        } else {
            answer.put("executionId", executionId);
        }
        WorkflowView.copy(run, answer, "waitingForWebhook");
        if (!input.dataOrNone().isEmpty()) {
            call.warn("data was not passed on: this n8n's execute endpoint takes none.");
        }
        if (input.waitSeconds() > 0) {
            if (executionId.matches("\\d{1,18}")) {
                follow(Long.parseLong(executionId), input.longestWait(), answer, call);
            } else {
                call.warn("The end was not waited for, since n8n gave no id of the run.");
            }
        }
        return answer;
    }

    private static ObjectNode startedByWebhook(Input input, Workflow workflow, WebhookStart start, Call call) {
        Executions executions = call.n8n().executions();
        Optional<Long> before = newest(executions, input.id(), call);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("executed", true);
        WorkflowView.copy(workflow.json(), answer, "id", "name");
        WebhookStart.Outcome outcome = start.run(input.dataOrNone(), answer, call);
        if (outcome == WebhookStart.Outcome.NOT_REGISTERED) {
            return notStarted(workflow, answer, call);
        }
        long waitFrom = System.nanoTime();
        List<Long> newer = before.isEmpty() ? List.of() : newer(executions, before.get(), input, call);
        if (newer.isEmpty()) {
            if (outcome == WebhookStart.Outcome.REFUSED) {
                return notStarted(workflow, answer, call);
            }
            if (before.isPresent()) {
                call.warn(
                        "The id of the run is not known yet: n8n before 1.115 shows a run only when it is over, and a "
                                + "workflow may be set to keep none.");
            }
            return answer;
        }
        answer.put("executionId", String.valueOf(newer.get(0)));
        if (newer.size() > 1) {
            call.warn(
                    newer.size() + " runs began at the same time; executionId is the first of them, and may be another "
                            + "caller's.");
        }
        if (input.waitSeconds() > 0) {
            Duration waited = Duration.ofNanos(System.nanoTime() - waitFrom);
            follow(newer.get(0), input.longestWait().minus(waited), answer, call);
        }
        return answer;
    }

    /** A key without the scope for executions can still start a run: a webhook needs no API key. */
    private static Optional<Long> newest(Executions executions, String id, Call call) {
        try {
            return Optional.of(executions.newest(id));
        } catch (N8nException e) {
            call.warn("The run cannot be looked up: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static List<Long> newer(Executions executions, long before, Input input, Call call) {
        try {
            return executions.newerThan(
                    before,
                    input.id(),
                    input.longestWait(),
                    waited -> call.progress().report(waited, input.longestWait(), "Waiting for the run to appear"));
        } catch (N8nException e) {
            call.warn("The run was started, but could not be looked up: " + e.getMessage());
            return List.of();
        }
    }

    private static ObjectNode notStarted(Workflow workflow, ObjectNode answer, Call call) {
        ObjectNode guidance = guidance(workflow, call);
        guidance.set("response", answer.path("response"));
        return guidance;
    }

    private static void follow(long executionId, Duration longest, ObjectNode answer, Call call) {
        call.onlyWaitsFromNowOn();
        try {
            ObjectNode run = call.n8n()
                    .executions()
                    .awaitEnd(
                            executionId,
                            longest,
                            waited -> call.progress()
                                    .report(waited, longest, "Execution " + executionId + " is running"));
            RunReport.of(run).addTo(answer, call);
            if (!Executions.isOver(run)) {
                call.warn("The run is not over yet. Ask n8n's editor for the rest, or wait longer next time.");
            }
        } catch (N8nException e) {
            // It runs: that must not be hidden by what went wrong afterwards.
            call.warn("The run was started, but could not be followed: " + e.getMessage());
        }
    }

    private static ObjectNode guidance(Workflow workflow, Call call) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("executed", false);
        WorkflowView.copy(workflow.json(), answer, "id", "name");
        Guidance guidance = Guidance.of(workflow, call.n8n().instance());
        answer.put("reason", guidance.reason());
        guidance.ways().forEach(answer.putArray("ways")::add);
        return answer;
    }
}
