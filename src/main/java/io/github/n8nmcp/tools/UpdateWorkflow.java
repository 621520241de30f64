package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Activation;
import io.github.n8nmcp.actions.Writes;
import io.github.n8nmcp.call.Arguments;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.Patch;
import io.github.n8nmcp.workflow.Settings;
import io.github.n8nmcp.workflow.Workflow;
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
                            in.object("settings", "Such as timezone, errorWorkflow, executionTimeout"),
                            in.object("staticData", "Static data")),
                    in.flag("active", "Activate or deactivate it, after the other changes"),
                    in.optionalText("versionId", "Refuse if its nodes are not of this version any more"));
        }
    }

    private static ObjectNode run(Input input, Call call) {
        if (input.patch().isEmpty() && input.active().isEmpty()) {
            throw ToolException.invalid(
                    "Nothing to update: give at least one of name, nodes, connections, settings, staticData, active");
        }
        Workflow stored = call.n8n().workflow(input.id());
        checkVersion(input, stored);
        Patch.Result patched = input.patch().appliedTo(stored);
        boolean active = stored.isActive();
        boolean deactivate =
                active && input.active().isPresent() && !input.active().get();
        Set<String> changed = new LinkedHashSet<>(patched.changed());
        Optional<Path> backup = changed.isEmpty() ? Optional.empty() : call.backUp(stored);
        Workflow latest = stored;
        if (deactivate) {
            // First, or n8n 2.x would publish the changes once more, or refuse them because it cannot.
            latest = new Writes(call).deactivate(input.id());
        }
        if (!changed.isEmpty()) {
            latest = replaced(input.id(), stored, patched, deactivate, call);
            call.warn(Settings.losses(stored.settings(), input.patch().settings(), latest.settings()));
        }
        call.warn(patched.warnings());
        if (deactivate) {
            latest = new Writes(call).readBack(latest);
        } else if (input.active().orElse(false) && (changed.isEmpty() || !latest.isActive())) {
            // n8n has registered the triggers again when it accepted a change to an active workflow.
            Optional<Activation> activation = activated(latest, !changed.isEmpty(), call);
            if (activation.isPresent()) {
                latest = activation.get().workflow();
                backup = backup.or(activation.get()::backup);
                if (activation.get().triggerAdded()) {
                    changed.addAll(List.of("nodes", "connections"));
                }
            }
        }
        if (latest.isActive() != active) {
            changed.add("active");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        WorkflowView.copy(latest.json(), answer, "id", "name", "active", "versionId", "updatedAt");
        changed.forEach(answer.putArray("changed")::add);
        backup.ifPresent(file -> answer.put("backup", file.toString()));
        return answer;
    }

    private static void checkVersion(Input input, Workflow stored) {
        String current = stored.versionId();
        if (input.versionId().isPresent() && !input.versionId().get().equals(current)) {
            throw ToolException.failed("Workflow '" + input.id() + "' has changed meanwhile: its versionId is "
                    + current + ". Nothing was written. Read it with get_workflow and apply your change to that.");
        }
    }

    private static Workflow replaced(String id, Workflow stored, Patch.Result patched, boolean deactivated, Call call) {
        try {
            Workflow now = deactivated ? stored.asInactive() : stored;
            return new Writes(call).replace(now, patched.definition());
        } catch (ToolException e) {
            throw deactivated ? e.with("The workflow was deactivated before that.") : e;
        } catch (N8nException e) {
            boolean refusedToPublish =
                    stored.isActive() && !deactivated && (e.hasStatus(400) || e.hasStatus(403) || e.hasStatus(409));
            if (refusedToPublish || e.mayHaveActed()) {
                throw withWhatIsStored(id, stored, e, call);
            }
            throw deactivated
                    ? ToolException.failed(
                            e.getMessage() + " The workflow was deactivated; nothing else was changed.", e)
                    : e;
        }
    }

    /** n8n saves a change to an active workflow before it finds that it cannot run it: so look what is stored. */
    private static RuntimeException withWhatIsStored(String id, Workflow before, N8nException refusal, Call call) {
        Workflow after;
        try {
            after = call.n8n().workflow(id);
        } catch (N8nException e) {
            return ToolException.failed(
                    refusal.getMessage()
                            + " Whether the change was saved is not known, since the workflow could not be "
                            + "read back. Look with get_workflow.",
                    refusal);
        }
        String stored = after.versionId();
        ObjectNode data = refusal.data();
        data.put("storedVersionId", stored);
        // Times and versions change with a deactivation too.
        boolean same = after.holdsSameAs(before);
        data.put("saved", !same);
        if (same) {
            return ToolException.failed(refusal.getMessage() + " Nothing was saved.", data, refusal);
        }
        after.liveVersion().ifPresent(live -> data.put("liveVersionId", live));
        return ToolException.failed(
                refusal.getMessage() + " The change was saved as version " + stored + whatRuns(before, after)
                        + (before.isActive() ? " Correct what n8n names, then call activate_workflow." : ""),
                data,
                refusal);
    }

    private static String whatRuns(Workflow before, Workflow after) {
        if (!before.isActive()) {
            return ".";
        }
        if (!after.isActive()) {
            return ", and the workflow is now inactive.";
        }
        if (after.liveVersion().isEmpty()) {
            return ", but it could not be activated again, so its triggers may not be listening.";
        }
        String live = after.liveVersion().get();
        return live.equals(after.versionId())
                ? ", and marked as the live version, but its triggers may not be listening."
                : ", but version " + live + " is still the live one.";
    }

    /** Nothing if the activation failed after other changes were saved, which is a warning then. */
    private static Optional<Activation> activated(Workflow latest, boolean saved, Call call) {
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
