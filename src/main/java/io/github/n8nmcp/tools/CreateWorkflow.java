package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Activation;
import io.github.n8nmcp.actions.NamedCredentials;
import io.github.n8nmcp.actions.Tags;
import io.github.n8nmcp.actions.Transfer;
import io.github.n8nmcp.actions.TransferRequest;
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
import java.util.Optional;

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

    private static final String NAME = "Workflow name";

    private static final String NODES = "Each with unique name, type, typeVersion, position [x, y]; also "
            + "parameters, credentials, disabled, retryOnFail, maxTries, onError, notes";

    private CreateWorkflow() {}

    private record Input(
            Optional<String> name,
            JsonNode nodes,
            JsonNode connections,
            TransferRequest transfer,
            JsonNode settings,
            JsonNode staticData,
            Optional<List<String>> tags,
            boolean active,
            ExportedParts export) {

        static Input of(Arguments in) {
            return new Input(
                    in.textToStore("name", NAME),
                    in.objects("nodes", NODES, false),
                    in.objectOrObjects("connections", CONNECTIONS),
                    TransferRequest.ofCreation(in),
                    in.object("settings", "Such as timezone, errorWorkflow, executionTimeout"),
                    in.object("staticData", "Static data"),
                    in.optionalTexts("tags", "Names or ids of existing tags").map(Tags::split),
                    in.flag("active", "Activate it; needs a trigger other than manualTrigger")
                            .orElse(false),
                    new ExportedParts(in.unlisted(ExportedParts.NAMES)));
        }

        void check() {
            if (!transfer.isGiven() && name.isEmpty()) {
                throw ToolException.invalid("Missing name: " + NAME);
            }
            if (!transfer.isGiven() && nodes.isMissingNode()) {
                throw ToolException.invalid("Missing nodes: " + NODES);
            }
            transfer.checkBeside(nodes, connections, export.json());
        }
    }

    private static ObjectNode run(Input input, Call call) {
        input.check();
        return input.transfer().isGiven() ? copy(input, call) : make(input, call);
    }

    private static ObjectNode make(Input input, Call call) {
        JsonNode nodes = new NamedCredentials(call).inNodes(input.nodes());
        NewWorkflow workflow = NewWorkflow.of(
                input.name().orElseThrow(), nodes, input.connections(), input.settings(), input.staticData());
        checkTrigger(input, workflow.definition());
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
        return complete(created, input, tagIds, call);
    }

    private static ObjectNode copy(Input input, Call call) {
        Transfer transfer = input.transfer().onto(Optional.empty(), input.settings(), call);
        ObjectNode definition = transfer.asNew(input.name().filter(name -> !name.isBlank()), input.staticData());
        checkTrigger(input, definition);
        List<String> tagIds = input.tags().isPresent() ? tagIds(input, call) : transfer.tagIds();
        Workflow created = new Writes(call).create(definition);
        transfer.compare(created);
        return complete(created, input, tagIds, call);
    }

    private static void checkTrigger(Input input, ObjectNode definition) {
        if (input.active() && !Triggers.hasValidTrigger(definition.path("nodes"))) {
            throw ToolException.failedWithFixedSentence("Cannot activate workflow: missing valid trigger node");
        }
    }

    /** From here on the workflow exists: whatever fails is a warning beside its id. */
    private static ObjectNode complete(Workflow created, Input input, List<String> tagIds, Call call) {
        ObjectNode answer = shown(created, input);
        String id = created.id();
        if (!tagIds.isEmpty()) {
            try {
                answer.set("tags", new Writes(call).replaceTags(id, tagIds));
            } catch (N8nException | ToolException e) {
                call.warn("The workflow was created, but not tagged: " + e.getMessage());
            }
        }
        if (input.active()) {
            try {
                ObjectNode activated = shown(Activation.ofNew(id, call), input);
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
        List<String> tags = input.tags().orElse(List.of());
        if (tags.isEmpty()) {
            return List.of();
        }
        try {
            return Tags.of(call).ids(tags);
        } catch (ToolException e) {
            if (!input.export().isExport()) {
                throw e;
            }
            call.warn("The workflow was not tagged. " + e.getMessage());
            return List.of();
        }
    }

    /**
     * Without the count of triggers, which n8n only updates after it has answered. A copy is shown without its
     * definition, which the caller need not read.
     */
    private static ObjectNode shown(Workflow workflow, Input input) {
        if (input.transfer().isGiven()) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            WorkflowView.copy(workflow.json(), shown, "id", "name", "active", "versionId");
            return shown;
        }
        ObjectNode shown = WorkflowView.full(workflow);
        shown.remove("triggerCount");
        return shown;
    }
}
