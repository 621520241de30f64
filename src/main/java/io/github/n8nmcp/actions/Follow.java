package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.config.Secrets;
import io.github.n8nmcp.n8n.Executions;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.NewRuns;
import io.github.n8nmcp.n8n.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the run that a call has started, and follows it as long as the caller wants. Nothing that goes wrong here hides
 * that a run was started: it becomes a warning.
 */
public final class Follow {
    private final Call call;
    private final Secrets secrets;
    private final int waitSeconds;
    private final Patience patience;

    /** To be made when the call begins, since progress counts from there. */
    public Follow(Call call, Secrets secrets, int waitSeconds) {
        this.call = call;
        this.secrets = secrets;
        this.waitSeconds = waitSeconds;
        this.patience = call.n8n().executions().patience(Duration.ofSeconds(waitSeconds), call.progress()::report);
    }

    /** What hides the secrets of this call. */
    Secrets secrets() {
        return secrets;
    }

    /** From now on the workflow's runs are new. A key that may not see executions can still start a run by a URL. */
    Optional<NewRuns> runsFromNowOn(String workflowId) {
        try {
            return Optional.of(call.n8n().newRuns(workflowId));
        } catch (N8nException e) {
            call.warn("The run cannot be looked up: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The new runs, as soon as there is one; the caller's time to wait begins. */
    List<Long> find(Optional<NewRuns> newRuns) {
        patience.waitFromNow();
        if (newRuns.isEmpty()) {
            return List.of();
        }
        try {
            return newRuns.get().await(patience);
        } catch (N8nException e) {
            call.warn("The run was started, but could not be looked up: " + e.getMessage());
            return List.of();
        }
    }

    /** Adds the first of the new runs to the answer, and what becomes of it. */
    void addFirst(List<Long> newRuns, boolean lookedUp, ObjectNode answer) {
        if (newRuns.isEmpty()) {
            if (lookedUp) {
                call.warn("The id of the run is not known: a workflow may be set to keep none of its runs.");
            }
            return;
        }
        answer.put("executionId", String.valueOf(newRuns.get(0)));
        if (newRuns.size() > 1) {
            call.warn(newRuns.size()
                    + " runs began at the same time; executionId is the first of them, and may be another "
                    + "caller's.");
        }
        follow(newRuns.get(0), answer);
    }

    /** Adds a run whose id n8n gave, which may be empty, to the answer. */
    public void add(String executionId, ObjectNode answer) {
        patience.waitFromNow();
        if (!executionId.isEmpty()) {
            answer.put("executionId", executionId);
        }
        if (executionId.matches("\\d{1,18}")) {
            follow(Long.parseLong(executionId), answer);
        } else if (waitSeconds > 0) {
            call.warn("The end was not waited for, since n8n gave no id of the run.");
        }
    }

    private void follow(long executionId, ObjectNode answer) {
        if (waitSeconds == 0) {
            return;
        }
        call.onlyWaitsFromNowOn();
        try {
            ObjectNode run = call.n8n().executions().awaitEnd(executionId, patience);
            RunReport.of(run, secrets).addTo(answer, call);
            if (!Executions.isOver(run) && !Executions.isWaiting(run)) {
                call.warn("The run is not over yet. get_workflow with detail \"runs\" shows later how it ended.");
            }
        } catch (N8nException e) {
            call.warn("The run was started, but could not be followed: " + e.getMessage());
        }
    }
}
