package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Activation;
import io.github.n8nmcp.actions.NamedCredentials;
import io.github.n8nmcp.actions.Tags;
import io.github.n8nmcp.actions.Writes;
import io.github.n8nmcp.call.Arguments;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.ExportedParts;
import io.github.n8nmcp.workflow.NewWorkflow;
import io.github.n8nmcp.workflow.Settings;
import io.github.n8nmcp.workflow.Triggers;
import io.github.n8nmcp.workflow.Workflow;
import io.github.n8nmcp.workflow.WorkflowView;
import java.util.List;

/** {@code create_workflow}: a new workflow, checked before anything is sent. */
final class CreateWorkflow {
    static final Tool<Input> TOOL = new Tool<>(
            "create_workflow",
            "Create a workflow",
            "Create a workflow, inactive unless active is true.",
            Hints.CREATES,
            Input::of,
            new OutputSchema()
                    .with("string", "id", "name")
                    .with("boolean", "active")
                    .with("object[]", "nodes")
                    .with("object", "connections")
                    .with("object[]", "tags")
                    .toMap(),
            CreateWorkflow::run);

    private static final String CONNECTIONS =
            "{source name: {main: [[{node, type, index}]]}}, or a list of {source, target, sourceOutput, targetInput}";

    private CreateWorkflow() {}

    private record Input(
            String name,
            JsonNode nodes,
            JsonNode connections,
            JsonNode settings,
            JsonNode staticData,
            List<String> tags,
            boolean active,
            ExportedParts export) {

        static Input of(Arguments in) {
            return new Input(
                    in.text("name", "Workflow name"),
                    in.objects(
                            "nodes",
                            "At least one; each with unique name, type, typeVersion, position [x, y]; "
                                    + "also parameters, credentials, disabled, retryOnFail, maxTries, onError, notes",
                            true),
                    in.objectOrObjects("connections", CONNECTIONS),
                    in.object("settings", "Such as timezone, errorWorkflow, executionTimeout"),
                    in.object("staticData", "Static data"),
                    Tags.split(in.texts("tags", "Names or ids of existing tags")),
                    in.flag("active", "Activate it; needs a trigger other than manualTrigger")
                            .orElse(false),
                    new ExportedParts(in.unlisted(ExportedParts.NAMES)));
        }
    }

    private static ObjectNode run(Input input, Call call) {
        JsonNode nodes = new NamedCredentials(call).inNodes(input.nodes());
        NewWorkflow workflow =
                NewWorkflow.of(input.name(), nodes, input.connections(), input.settings(), input.staticData());
        if (input.active() && !Triggers.hasValidTrigger(workflow.definition().path("nodes"))) {
            throw ToolException.failedAsDocumented("Cannot activate workflow: missing valid trigger node");
        }
        List<String> tagIds = tagIds(input, call);
        input.export().addTo(workflow.definition());
        Workflow created = new Writes(call).create(workflow.definition());
        call.warn(workflow.warnings());
        input.export().loss().ifPresent(call::warn);
        if (input.settings().isObject()
                && input.settings().isEmpty()
                && !input.export().isExport()) {
            call.warn("settings was given without any key, so it has n8n's defaults.");
        }
        call.warn(Settings.losses(MissingNode.getInstance(), input.settings(), created.settings()));
        ObjectNode answer = shown(created);
        String id = created.id();
        // From here on it exists: whatever fails is a warning beside its id.
        if (!tagIds.isEmpty()) {
            try {
                answer.set("tags", new Writes(call).replaceTags(id, tagIds));
            } catch (N8nException | ToolException e) {
                call.warn("The workflow was created, but not tagged: " + e.getMessage());
            }
        }
        if (input.active()) {
            try {
                ObjectNode activated = shown(Activation.ofNew(id, call));
                WorkflowView.copy(answer, activated, "tags");
                answer = activated;
            } catch (N8nException | ToolException e) {
                call.warn("The workflow was created, but not activated: " + e.getMessage());
            }
        }
        return answer;
    }

    /** Tags of another n8n need not exist on this one, so those of an export are no reason to refuse it. */
    private static List<String> tagIds(Input input, Call call) {
        if (input.tags().isEmpty()) {
            return List.of();
        }
        try {
            return Tags.of(call).ids(input.tags());
        } catch (ToolException e) {
            if (!input.export().isExport()) {
                throw e;
            }
            call.warn("The workflow was not tagged. " + e.getMessage());
            return List.of();
        }
    }

    /** Without the count of triggers, which n8n only updates after it has answered. */
    private static ObjectNode shown(Workflow workflow) {
        ObjectNode shown = WorkflowView.full(workflow);
        shown.remove("triggerCount");
        return shown;
    }
}
