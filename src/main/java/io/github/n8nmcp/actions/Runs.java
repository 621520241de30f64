package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.config.Secrets;
import io.github.n8nmcp.n8n.Executions;
import io.github.n8nmcp.workflow.Workflow;
import io.github.n8nmcp.workflow.WorkflowView;
import java.util.Set;

/** The newest runs of a workflow, for a caller who asks whether it ran, and if not well, why. */
public final class Runs {
    private static final int SHOWN = 10;
    private static final int EXPLAINED = 3;
    private static final Set<String> FAILED = Set.of("error", "crashed");

    private Runs() {}

    /**
     * {@code {id, name, active, runs}}: the newest 10 runs, the newest first, and for the newest 3 that failed the node
     * and its message. n8n before 1.115 lists only runs that are over.
     *
     * @throws io.github.n8nmcp.n8n.N8nException if there is no such workflow, or its runs cannot be read
     */
    public static ObjectNode of(String id, Call call) {
        Workflow workflow = call.n8n().workflow(id);
        Executions executions = call.n8n().executions();
        Secrets secrets = call.n8n().instance().secrets();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        WorkflowView.copy(workflow.json(), answer, "id", "name", "active");
        var shown = answer.putArray("runs");
        int explained = 0;
        for (JsonNode run : executions.newest(id, SHOWN)) {
            boolean known = run.has("status") || run.path("finished").asBoolean();
            String status = known ? Executions.status(run) : "";
            JsonNode outline = run;
            if (explained < EXPLAINED && (FAILED.contains(status) || !known)) {
                // n8n before 1.115 tells only by the id how a run went that did not end well.
                outline = executions.outline(run.path("id").asLong());
                status = known ? status : Executions.status(outline);
            }
            ObjectNode told = shown.addObject();
            told.put("executionId", run.path("id").asText());
            told.put("status", status.isEmpty() ? Executions.status(run) : status);
            WorkflowView.copy(run, told, "mode", "startedAt", "stoppedAt");
            if (FAILED.contains(status)) {
                RunFailure.of(outline, secrets).ifPresent(error -> told.set("error", error));
                explained++;
            }
        }
        return answer;
    }
}
