package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Undo;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.Refusal;
import io.github.n8nmcp.workflow.Workflow;
import java.nio.file.Path;
import java.util.Optional;

/** {@code delete_workflow}: removes a workflow for good. */
final class DeleteWorkflow {
    static final Tool<String> TOOL = new Tool<>(
            "delete_workflow",
            "Delete a workflow",
            "Delete a workflow and its executions for good.",
            Hints.CHANGES,
            in -> in.id("Workflow id"),
            new OutputSchema()
                    .with("string", "id", "name", "message")
                    .with("boolean", "deleted")
                    .with("string", "backup")
                    .toMap(),
            DeleteWorkflow::run);

    private DeleteWorkflow() {}

    private static ObjectNode run(String id, Call call) {
        Optional<Workflow> before = call.keepsBackups() ? Optional.of(call.n8n().workflow(id)) : Optional.empty();
        Optional<Path> backup = before.flatMap(call::backUp);
        Workflow deleted;
        try {
            deleted = call.n8n().delete(id);
        } catch (N8nException e) {
            if (!e.is(Refusal.PUBLISHED)) {
                throw e;
            }
            // n8n 2.40 and later delete only what is not active.
            deleted = deleted(call.n8n().deactivate(id), id, call);
        }
        String name = deleted.name();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("id", id).put("name", name).put("deleted", true);
        answer.put("message", "Workflow '" + name + "' was deleted.");
        backup.ifPresent(file -> {
            answer.put("backup", file.toString());
            answer.set("undo", Undo.ofDeletion(before.orElseThrow(), file));
        });
        return answer;
    }

    private static Workflow deleted(Workflow deactivated, String id, Call call) {
        try {
            return call.n8n().deleteOnceUnpublished(id);
        } catch (N8nException e) {
            if (e.hasStatus(404)) {
                // An earlier try deleted it, although n8n answered with an error.
                return deactivated;
            }
            throw ToolException.failed(e, "The workflow was deactivated for the deletion, and may still be there.");
        }
    }
}
