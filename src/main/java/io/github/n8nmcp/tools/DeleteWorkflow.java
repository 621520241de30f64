package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Undo;
import io.github.n8nmcp.actions.Writes;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.json.Quoted;
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
            in -> in.id("Its id"),
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
        Optional<Workflow> deleted = new Writes(call).delete(id);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("id", id);
        deleted.ifPresent(workflow -> answer.put("name", workflow.name()));
        answer.put("deleted", true);
        String name = Quoted.name(deleted.map(Workflow::name).orElse(id));
        answer.put("message", "Workflow " + name + " was deleted.");
        before.filter(Workflow::hasDraft)
                .ifPresent(workflow -> call.warn("The backup holds the draft, version " + workflow.versionId()
                        + ", and not version " + workflow.liveVersion().orElse("")
                        + ", which was live: look at it before you activate what undo brings back."));
        backup.ifPresent(file -> {
            answer.put("backup", file.toString());
            answer.set("undo", Undo.ofDeletion(before.orElseThrow(), file));
        });
        return answer;
    }
}
