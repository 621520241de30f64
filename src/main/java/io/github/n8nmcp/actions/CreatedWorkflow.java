package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.n8n.N8nClient;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.WorkflowPage;
import io.github.n8nmcp.n8n.WorkflowQuery;
import io.github.n8nmcp.workflow.Workflow;
import io.github.n8nmcp.workflow.WorkflowId;
import io.github.n8nmcp.workflow.WorkflowSummary;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks for the workflow that a creation without a good answer may have left, by its name, nodes and time. */
record CreatedWorkflow(ObjectNode definition, Instant begin, N8nException failure) {
    private static final int MOST_PAGES = 20;
    private static final int MOST_READ = 5;
    /** A clock that runs behind ours by more than this makes the answer unsure, not wrong. */
    private static final long TOLERANCE_SECONDS = 2;

    /**
     * The workflow, or nothing if none of that name has those nodes.
     *
     * @throws ToolException if there are some, and which is the one, if any, cannot be said
     */
    Optional<Workflow> find(N8nClient n8n) {
        List<Workflow> alike = new ArrayList<>();
        for (String id : newestFirst(n8n)) {
            Workflow workflow = n8n.workflow(id);
            if (workflow.name().equals(name()) && ids(workflow.nodes()).equals(ids(definition.path("nodes")))) {
                alike.add(workflow);
            }
        }
        List<Workflow> recent = alike.stream().filter(this::isRecent).toList();
        if (recent.size() == 1) {
            return Optional.of(recent.get(0));
        }
        if (alike.isEmpty()) {
            return Optional.empty();
        }
        List<String> found = alike.stream()
                .map(workflow -> workflow.id() + " (created at " + createdAt(workflow) + ")")
                .toList();
        throw ToolException.failed(
                failure,
                "n8n may have created the workflow all the same: these have its name and nodes: "
                        + String.join(", ", found) + ". Look at them with get_workflow before you repeat it.");
    }

    /** n8n finds names that contain the given one, and takes % and _ for any characters. */
    private List<String> newestFirst(N8nClient n8n) {
        List<JsonNode> named = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            WorkflowPage<WorkflowSummary> answer = n8n.workflows(
                    new WorkflowQuery(Optional.empty(), List.of(), Optional.of(name()), 250, cursor),
                    WorkflowSummary::read);
            answer.workflows().stream()
                    .map(summary -> (JsonNode) summary.json())
                    .filter(summary -> summary.path("name").asText().equals(name())
                            && WorkflowId.isValid(summary.path("id").asText()))
                    .forEach(named::add);
            cursor = answer.nextCursor();
            if (cursor.isEmpty()) {
                break;
            }
        }
        return named.stream()
                .sorted(Comparator.comparing(
                                (JsonNode summary) -> summary.path("createdAt").asText())
                        .reversed())
                .limit(MOST_READ)
                .map(summary -> summary.path("id").asText())
                .toList();
    }

    private boolean isRecent(Workflow workflow) {
        try {
            return Instant.parse(createdAt(workflow)).isAfter(begin.minusSeconds(TOLERANCE_SECONDS));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private String name() {
        return definition.path("name").asText();
    }

    private static String createdAt(Workflow workflow) {
        return workflow.json().path("createdAt").asText("");
    }

    private static List<String> ids(JsonNode nodes) {
        List<String> ids = new ArrayList<>();
        nodes.forEach(node -> ids.add(node.path("id").asText("")));
        return ids;
    }
}
