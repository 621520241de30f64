package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.Patch;
import io.github.n8nmcp.workflow.Settings;
import io.github.n8nmcp.workflow.WorkflowView;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code update_workflow}: changes what is given and nothing else. */
final class UpdateWorkflow {
    static final Tool<Input> TOOL = new Tool<>(
            "update_workflow",
            "Update a workflow",
            "Change the given parts of a workflow; the rest stays. Settings merge, other parts are replaced whole.",
            Hints.CHANGES,
            Input::of,
            new OutputSchema()
                    .with("string", "id", "name")
                    .with("boolean", "active")
                    .with("string[]", "changed")
                    .with("string", "versionId", "updatedAt", "backup")
                    .toMap(),
            UpdateWorkflow::run);

    private UpdateWorkflow() {}

    private record Input(String id, Patch patch, Optional<Boolean> active, Optional<String> versionId) {
        static Input of(Arguments in) {
            return new Input(
                    in.id("Workflow id"),
                    new Patch(
                            in.optionalText("name", "New name"),
                            in.objects("nodes", "All nodes, as get_workflow gives them", false),
                            in.objectOrObjects("connections", "As for create_workflow"),
                            in.object("settings", WorkflowWords.SETTINGS),
                            in.object("staticData", WorkflowWords.STATIC_DATA)),
                    in.flag("active", "Activate or deactivate it, after the other changes"),
                    in.optionalText("versionId", "Refuse if its nodes are not of this version any more"));
        }
    }

    private static ObjectNode run(Input input, Call call) {
        if (input.patch().isEmpty() && input.active().isEmpty()) {
            throw ToolException.invalid(
                    "Nothing to update: give at least one of name, nodes, connections, settings, staticData, active");
        }
        ObjectNode stored = call.n8n().workflow(input.id());
        checkVersion(input, stored);
        Patch.Result patched = input.patch().appliedTo(stored);
        boolean active = stored.path("active").asBoolean();
        boolean deactivate =
                active && input.active().isPresent() && !input.active().get();
        Set<String> changed = new LinkedHashSet<>(patched.changed());
        Optional<Path> backup = changed.isEmpty() ? Optional.empty() : call.backUp(stored);
        ObjectNode latest = stored;
        if (deactivate) {
            // First, or n8n 2.x would publish the changes once more, or refuse them because it cannot.
            latest = call.n8n().deactivate(input.id());
        }
        if (!changed.isEmpty()) {
            latest = replaced(input.id(), stored, patched, deactivate, call);
            call.warn(Settings.losses(stored.path("settings"), input.patch().settings(), latest.path("settings")));
        }
        call.warn(patched.warnings());
        if (deactivate) {
            latest = call.n8n().workflow(input.id());
        } else if (input.active().orElse(false)
                && (changed.isEmpty() || !latest.path("active").asBoolean())) {
            // A change to an active workflow that n8n took has registered its triggers anew already.
            Optional<Activation> activation = activated(latest, !changed.isEmpty(), call);
            if (activation.isPresent()) {
                latest = activation.get().workflow();
                backup = backup.or(activation.get()::backup);
                if (activation.get().triggerAdded()) {
                    changed.addAll(List.of("nodes", "connections"));
                }
            }
        }
        if (latest.path("active").asBoolean() != active) {
            changed.add("active");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        WorkflowView.copy(latest, answer, "id", "name", "active", "versionId", "updatedAt");
        changed.forEach(answer.putArray("changed")::add);
        backup.ifPresent(file -> answer.put("backup", file.toString()));
        return answer;
    }

    private static void checkVersion(Input input, ObjectNode stored) {
        String current = stored.path("versionId").asText();
        if (input.versionId().isPresent() && !input.versionId().get().equals(current)) {
            throw ToolException.failed("Workflow '" + input.id() + "' has changed meanwhile: its versionId is "
                    + current + ". Nothing was written. Read it with get_workflow and apply your change to that.");
        }
    }

    private static ObjectNode replaced(
            String id, ObjectNode stored, Patch.Result patched, boolean deactivated, Call call) {
        try {
            return SettingsRetry.sent(
                    patched.definition(), definition -> call.n8n().replace(id, definition));
        } catch (N8nException e) {
            boolean refusedToPublish = stored.path("active").asBoolean()
                    && !deactivated
                    && (e.hasStatus(400) || e.hasStatus(403) || e.hasStatus(409));
            if (refusedToPublish || e.isAmbiguous()) {
                throw told(id, stored, e, call);
            }
            throw deactivated
                    ? ToolException.failed(
                            e.getMessage() + " The workflow was deactivated; nothing else was changed.",
                            Toolbox.data(e))
                    : e;
        }
    }

    /** n8n saves a change to an active workflow before it finds that it cannot run it: so look what is stored. */
    private static RuntimeException told(String id, ObjectNode before, N8nException refusal, Call call) {
        ObjectNode after;
        try {
            after = call.n8n().workflow(id);
        } catch (N8nException e) {
            return ToolException.failed(
                    refusal.getMessage()
                            + " Whether the change was saved is not known, since the workflow could not be "
                            + "read back. Look with get_workflow.",
                    Toolbox.data(refusal));
        }
        String stored = after.path("versionId").asText();
        ObjectNode data = Toolbox.data(refusal);
        data.put("storedVersionId", stored);
        // n8n 2.x keeps the version when only name or settings change, but never the time.
        boolean same = stored.equals(before.path("versionId").asText())
                && after.path("updatedAt").equals(before.path("updatedAt"));
        data.put("saved", !same);
        if (same) {
            return ToolException.failed(refusal.getMessage() + " Nothing was saved.", data);
        }
        String live = after.path("activeVersionId").asText("");
        if (!live.isEmpty()) {
            data.put("liveVersionId", live);
        }
        return ToolException.failed(
                refusal.getMessage() + " The change was saved as version " + stored + running(before, after, live)
                        + (before.path("active").asBoolean()
                                ? " Mend what n8n names, then call activate_workflow."
                                : ""),
                data);
    }

    private static String running(ObjectNode before, ObjectNode after, String live) {
        if (!before.path("active").asBoolean()) {
            return ".";
        }
        if (!after.path("active").asBoolean()) {
            return ", and the workflow is now inactive.";
        }
        if (live.isEmpty()) {
            return ", but it could not be activated again, so its triggers may not be listening.";
        }
        return live.equals(after.path("versionId").asText())
                ? ", and marked as the live version, but its triggers may not be listening."
                : ", but version " + live + " is still the live one.";
    }

    /** Nothing if the activation failed after other changes were saved, which is a warning then. */
    private static Optional<Activation> activated(ObjectNode latest, boolean saved, Call call) {
        try {
            return Optional.of(Activation.of(latest, call));
        } catch (N8nException | ToolException e) {
            if (!saved) {
                throw e;
            }
            call.warn("The other changes were saved, but the workflow was not activated: " + e.getMessage());
            return Optional.empty();
        }
    }
}
