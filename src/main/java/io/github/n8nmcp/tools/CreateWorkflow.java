package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Activation;
import io.github.n8nmcp.actions.NamedCredentials;
import io.github.n8nmcp.actions.StoredDefinition;
import io.github.n8nmcp.actions.Tags;
import io.github.n8nmcp.actions.Transfer;
import io.github.n8nmcp.actions.TransferSource;
import io.github.n8nmcp.call.Arguments;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.n8n.N8nException;
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

    private static final String NODES = "At least one; each with unique name, type, typeVersion, position [x, y]; "
            + "also parameters, credentials";

    private static final String FROM = "A copy: {id, instance, versionId}, or {backup: file name}";

    private CreateWorkflow() {}

    private record Input(
            Optional<String> name,
            JsonNode nodes,
            JsonNode connections,
            JsonNode from,
            JsonNode credentials,
            JsonNode settings,
            JsonNode staticData,
            Optional<List<String>> tags,
            boolean active) {

        static Input of(Arguments in) {
            return new Input(
                    in.optionalText("name", NAME),
                    in.objects("nodes", NODES, false),
                    in.objectOrObjects("connections", CONNECTIONS),
                    in.object("from", FROM),
                    in.object("credentials", "With from: {name there: name here}"),
                    in.object("settings", "Such as timezone, errorWorkflow, executionTimeout"),
                    in.object("staticData", "Static data"),
                    in.optionalTexts("tags", "Names or ids of existing tags").map(Tags::split),
                    in.flag("active", "Activate it; needs a trigger other than manualTrigger")
                            .orElse(false));
        }

        void check() {
            if (from.isMissingNode()) {
                if (name.isEmpty()) {
                    throw ToolException.invalid("Missing name: " + NAME);
                }
                if (nodes.isMissingNode()) {
                    throw ToolException.invalid("Missing nodes: " + NODES);
                }
                if (!credentials.isMissingNode()) {
                    throw ToolException.invalid("credentials goes with from; otherwise each node has its own");
                }
            } else if (!nodes.isMissingNode() || !connections.isMissingNode()) {
                throw ToolException.invalid("from brings nodes and connections: give one or the other");
            }
        }
    }

    private static ObjectNode run(Input input, Call call) {
        input.check();
        Optional<Transfer> transfer = Optional.empty();
        ObjectNode definition;
        if (input.from().isMissingNode()) {
            JsonNode nodes = new NamedCredentials(call).inNodes(input.nodes());
            NewWorkflow workflow = NewWorkflow.of(
                    input.name().orElseThrow(), nodes, input.connections(), input.settings(), input.staticData());
            call.warn(workflow.warnings());
            definition = workflow.definition();
        } else {
            TransferSource source = TransferSource.read(input.from(), call);
            Transfer copy = new Transfer(source, Optional.empty(), input.credentials(), input.settings(), call);
            transfer = Optional.of(copy);
            definition = copy.asNew(input.name(), input.staticData());
        }
        if (input.active() && !Triggers.hasValidTrigger(definition.path("nodes"))) {
            throw ToolException.failedAsDocumented("Cannot activate workflow: missing valid trigger node");
        }
        List<String> tagIds = input.tags().isPresent()
                ? input.tags().get().isEmpty()
                        ? List.of()
                        : Tags.of(call).ids(input.tags().get())
                : transfer.map(Transfer::tagIds).orElse(List.of());
        Workflow created = StoredDefinition.send(definition, call.n8n()::create, call);
        transfer.ifPresentOrElse(
                copy -> copy.compare(created),
                () -> call.warn(Settings.losses(MissingNode.getInstance(), input.settings(), created.settings())));
        return completed(created, input, transfer.isPresent(), tagIds, call);
    }

    private static ObjectNode completed(Workflow created, Input input, boolean isCopy, List<String> tagIds, Call call) {
        ObjectNode answer = shown(created, isCopy);
        String id = created.id();
        // From here on it exists: whatever fails is a warning beside its id.
        if (!tagIds.isEmpty()) {
            try {
                answer.set("tags", call.n8n().replaceTags(id, tagIds));
            } catch (N8nException e) {
                call.warn("The workflow was created, but not tagged: " + e.getMessage());
            }
        }
        if (input.active()) {
            try {
                ObjectNode activated = shown(Activation.ofNew(id, call), isCopy);
                WorkflowView.copy(answer, activated, "tags");
                answer = activated;
            } catch (N8nException | ToolException e) {
                call.warn("The workflow was created, but not activated: " + e.getMessage());
            }
        }
        return answer;
    }

    /**
     * Without the count of triggers, which n8n only updates after it has answered; of a copy without what its source has
     * too.
     */
    private static ObjectNode shown(Workflow workflow, boolean isCopy) {
        if (isCopy) {
            ObjectNode shown = JsonNodeFactory.instance.objectNode();
            WorkflowView.copy(workflow.json(), shown, "id", "name", "active", "versionId");
            return shown;
        }
        ObjectNode shown = WorkflowView.full(workflow);
        shown.remove("triggerCount");
        return shown;
    }
}
