package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.Patch;
import io.github.n8nmcp.workflow.Settings;
import io.github.n8nmcp.workflow.WorkflowView;
import java.util.Optional;

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
                    in.optionalText("versionId", "Refuse if this is not its versionId any more"));
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
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        patched.changed().forEach(changed::add);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode latest = stored;
        if (!changed.isEmpty()) {
            call.backUp(stored).ifPresent(file -> answer.put("backup", file.toString()));
            latest = replaced(input.id(), stored, patched, call);
            call.warn(patched.warnings());
            call.warn(
                    Settings.losses(stored.path("settings"), given(input.patch().settings()), latest.path("settings")));
        }
        if (input.active().isPresent()) {
            boolean wanted = input.active().get();
            boolean before = stored.path("active").asBoolean();
            latest = switched(input.id(), wanted, latest, !changed.isEmpty(), call);
            if (latest.path("active").asBoolean() != before) {
                changed.add("active");
            }
        }
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        WorkflowView.copy(latest, told, "id", "name", "active", "versionId", "updatedAt");
        told.set("changed", changed);
        told.setAll(answer);
        return told;
    }

    private static JsonNode given(JsonNode settings) {
        return settings.isMissingNode() ? JsonNodeFactory.instance.objectNode() : settings;
    }

    private static void checkVersion(Input input, ObjectNode stored) {
        String current = stored.path("versionId").asText();
        if (input.versionId().isPresent() && !input.versionId().get().equals(current)) {
            throw ToolException.failed("Workflow '" + input.id() + "' has changed meanwhile: its versionId is "
                    + current + ". Nothing was written. Read it with get_workflow and apply your change to that.");
        }
    }

    private static ObjectNode replaced(String id, ObjectNode stored, Patch.Result patched, Call call) {
        try {
            return SettingsRetry.sent(
                    patched.definition(), definition -> call.n8n().replace(id, definition));
        } catch (N8nException e) {
            boolean mayBeSaved =
                    stored.path("active").asBoolean() && (e.hasStatus(400) || e.hasStatus(403) || e.hasStatus(409));
            throw mayBeSaved ? told(id, stored, e, call) : e;
        }
    }

    /** n8n saves a change to an active workflow before it finds that it cannot run it: so look what is stored. */
    private static RuntimeException told(String id, ObjectNode before, N8nException refusal, Call call) {
        ObjectNode after = call.n8n().workflow(id);
        String stored = after.path("versionId").asText();
        ObjectNode data = Toolbox.data(refusal);
        data.put("storedVersionId", stored);
        // n8n 2.x keeps the version when only name or settings change, but never the time.
        boolean same = stored.equals(before.path("versionId").asText())
                && after.path("updatedAt").equals(before.path("updatedAt"));
        if (same) {
            data.put("saved", false);
            return ToolException.failed(refusal.getMessage() + " Nothing was saved.", data);
        }
        data.put("saved", true);
        String live = after.path("activeVersionId").asText("");
        String running;
        if (!after.path("active").asBoolean()) {
            running = "and the workflow is now inactive";
        } else if (live.isEmpty()) {
            running = "but it could not be activated again, so its triggers may not be listening";
        } else if (live.equals(stored)) {
            running = "and marked as the live version, but its triggers may not be listening";
        } else {
            running = "but version " + live + " is still the live one";
        }
        if (!live.isEmpty()) {
            data.put("liveVersionId", live);
        }
        return ToolException.failed(
                refusal.getMessage() + " The change was saved as version " + stored + ", " + running
                        + ". Mend what n8n names, then call activate_workflow.",
                data);
    }

    private static ObjectNode switched(String id, boolean wanted, ObjectNode latest, boolean saved, Call call) {
        try {
            if (wanted) {
                return Activation.of(id, call);
            }
            call.n8n().deactivate(id);
            return call.n8n().workflow(id);
        } catch (N8nException | ToolException e) {
            if (!saved) {
                throw e;
            }
            call.warn("The other changes were saved, but the workflow was not "
                    + (wanted ? "activated: " : "deactivated: ") + e.getMessage());
            return latest;
        }
    }
}
