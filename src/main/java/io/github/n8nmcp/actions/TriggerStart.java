package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.NewRuns;
import io.github.n8nmcp.n8n.WebhookAnswer;
import io.github.n8nmcp.workflow.HttpTrigger;
import io.github.n8nmcp.workflow.HttpTriggers;
import io.github.n8nmcp.workflow.Names;
import io.github.n8nmcp.workflow.Workflow;
import java.util.List;
import java.util.Optional;

/** Starts an active workflow by the public URL of one of its triggers: a webhook, a chat or a form. */
public final class TriggerStart {
    private static final String AGAIN = "Call deactivate_workflow and activate_workflow, so that n8n registers its "
            + "triggers again, then execute_workflow again.";

    private final Workflow workflow;
    private final StartRequest request;
    private final Call call;

    private TriggerStart(Workflow workflow, StartRequest request, Call call) {
        this.workflow = workflow;
        this.request = request;
        this.call = call;
    }

    /**
     * Calls the trigger that the caller named, else the first that can be called.
     *
     * @throws ToolException if the data does not fit the trigger
     */
    public static Attempt attempt(Workflow workflow, StartRequest request, Call call, Follow follow) {
        List<HttpTrigger> callable = workflow.isActive()
                ? HttpTriggers.of(workflow).stream()
                        .filter(trigger -> request.allows(trigger.node()) && isCallable(trigger, request))
                        .toList()
                : List.of();
        if (callable.isEmpty()) {
            return Attempt.none();
        }
        HttpTrigger chosen = callable.stream()
                .filter(trigger -> trigger.objection(request.data()).isEmpty())
                .findFirst()
                .orElse(callable.get(0));
        chosen.objection(request.data()).ifPresent(objection -> {
            throw ToolException.invalid(objection);
        });
        if (callable.size() > 1) {
            call.warn("It was started by its " + chosen.kind() + " " + Quoted.name(chosen.node())
                    + "; trigger can name another: "
                    + Names.list(callable.stream()
                            .map(HttpTrigger::node)
                            .filter(node -> !node.equals(chosen.node()))
                            .toList())
                    + ".");
        }
        return new TriggerStart(workflow, request, call).start(chosen, follow);
    }

    /** A protected one can be called with headers, which are the caller's affair. */
    private static boolean isCallable(HttpTrigger trigger, StartRequest request) {
        boolean open = trigger.authentication().equals("none");
        return trigger.obstacle().isEmpty() && (open || !request.headers().isEmpty());
    }

    private Attempt start(HttpTrigger trigger, Follow follow) {
        Optional<NewRuns> newRuns = follow.runsFromNowOn(workflow.id());
        ObjectNode answer = Attempt.answer(workflow);
        Optional<WebhookAnswer> given = send(trigger);
        given.ifPresent(said -> answer.set("response", follow.secrets().blottedOut(said.toJson())));
        if (given.isPresent() && given.get().isNotRegistered()) {
            // Of a form it is a page of HTML, which says no more than the reason.
            response(answer).remove("body");
            return Attempt.answered(
                    "and n8n did not take a call of the workflow's " + trigger.kind()
                            + ", though the workflow is active.",
                    List.of(AGAIN),
                    response(answer),
                    false);
        }
        List<Long> runs = follow.find(newRuns);
        if (runs.isEmpty() && given.isPresent()) {
            WebhookAnswer said = given.get();
            if (said.isUnauthorized()) {
                return Attempt.answered(
                        "and the workflow's " + trigger.kind() + " " + Quoted.name(trigger.node())
                                + " let nobody in (HTTP "
                                + said.status() + "), so that no run began.",
                        List.of("Give the headers that it asks for as headers."),
                        response(answer),
                        true);
            }
            if (!said.failure().isEmpty()) {
                return Attempt.answered(
                        "and n8n failed before a run began: " + follow.secrets().blottedOut(said.failure()),
                        List.of("Correct the workflow with update_workflow, then execute it again."),
                        response(answer),
                        true);
            }
        }
        given.filter(said -> said.status() >= 400)
                .ifPresent(said -> call.warn("The " + trigger.kind() + " answered with HTTP " + said.status()
                        + "; the run may have failed."));
        follow.addFirst(runs, newRuns.isPresent(), answer);
        return Attempt.started(answer);
    }

    private Optional<WebhookAnswer> send(HttpTrigger trigger) {
        try {
            WebhookAnswer answer = call.n8n().webhooks().call(trigger.request(request.data()), request.headers());
            if (answer.cut()) {
                call.warn("The " + trigger.kind() + "'s answer was longer than is shown in response.");
            }
            return Optional.of(answer);
        } catch (N8nException e) {
            if (!e.mayHaveActed()) {
                throw e;
            }
            call.warn("The " + trigger.kind() + " gave no whole answer; the run may go on: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static ObjectNode response(ObjectNode answer) {
        return (ObjectNode) answer.path("response");
    }
}
