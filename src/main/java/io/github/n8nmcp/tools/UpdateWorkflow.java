package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Activation;
import io.github.n8nmcp.actions.NamedCredentials;
import io.github.n8nmcp.actions.Replacement;
import io.github.n8nmcp.actions.Tags;
import io.github.n8nmcp.actions.Transfer;
import io.github.n8nmcp.actions.TransferRequest;
import io.github.n8nmcp.actions.Undo;
import io.github.n8nmcp.actions.Writes;
import io.github.n8nmcp.call.Arguments;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Fields;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.Patch;
import io.github.n8nmcp.workflow.Settings;
import io.github.n8nmcp.workflow.TransferDefinition;
import io.github.n8nmcp.workflow.Workflow;
import io.github.n8nmcp.workflow.WorkflowView;
import io.github.n8nmcp.workflow.edit.Edits;
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
            "Change the given parts of a workflow; the rest stays. For small changes give operations.",
            Hints.CHANGES,
            Input::of,
            new OutputSchema()
                    .with("string", "id", "name")
                    .with("boolean", "active")
                    .with("string", "versionId", "liveVersionId", "updatedAt")
                    .with("string[]", "changed")
                    .with("string", "backup")
                    .toMap(),
            UpdateWorkflow::run);

    private static final String OPERATIONS = "In order, all or none. updates: {path: value}, as {parameters.url: …, "
            + "disabled: true, retryOnFail: true, credentials.smtp: name}; null removes. "
            + "fieldPath, patches [{find, replace}]: edit a text. addNode after: into that output's flow. reconnect: "
            + "join the neighbours. renameNode: links and expressions follow. sourceOutput: number, true, false, error";

    private static final Fields OPERATION_FIELDS = new Fields()
            .choice("type", Edits.TYPES)
            .with("string", "nodeName")
            .with("string[]", "nodeNames")
            .with("object", "updates")
            .with("string", "fieldPath")
            .with("object[]", "patches")
            .with("object", "node")
            .with("string", "after", "before")
            .with("boolean", "reconnect")
            .with("string", "newName", "source", "target", "from", "to", "sourceOutput")
            .with("integer", "targetInput")
            .with("string", "connectionType");

    private UpdateWorkflow() {}

    private record Input(
            String id,
            Optional<String> name,
            JsonNode nodes,
            JsonNode connections,
            JsonNode operations,
            TransferRequest transfer,
            JsonNode settings,
            JsonNode staticData,
            Optional<List<String>> tags,
            Optional<Boolean> active,
            boolean publish,
            Optional<String> versionId) {

        static Input of(Arguments in) {
            return new Input(
                    in.id("Its id"),
                    in.textToStore("name", "New name"),
                    in.objects("nodes", "All nodes: one left out is deleted", false),
                    in.objectOrObjects("connections", "As for create_workflow"),
                    in.objects("operations", OPERATIONS, OPERATION_FIELDS),
                    TransferRequest.ofUpdate(in),
                    in.object("settings", "Merged over the stored ones"),
                    in.object("staticData", "As given"),
                    in.optionalTexts("tags", "Names, in place of those it has").map(Tags::split),
                    in.flag("active", "(De)activate it"),
                    in.flag("publish", "false: the change is a draft, the live version runs on")
                            .orElse(true),
                    in.optionalText("versionId", "Refuse if the stored version is another"));
        }

        /** Whether nothing is given but the workflow. */
        boolean isEmpty() {
            return name.isEmpty()
                    && nodes.isMissingNode()
                    && connections.isMissingNode()
                    && operations.isMissingNode()
                    && !transfer.isGiven()
                    && settings.isMissingNode()
                    && staticData.isMissingNode()
                    && tags.isEmpty()
                    && active.isEmpty();
        }

        void check() {
            if (isEmpty()) {
                throw ToolException.invalid("Nothing to update: give at least one of operations, name, nodes, "
                        + "connections, from, settings, staticData, tags, active");
            }
            transfer.checkBeside(nodes, connections, operations);
            if (!operations.isMissingNode() && !(nodes.isMissingNode() && connections.isMissingNode())) {
                throw ToolException.invalid("operations change single nodes and links, nodes and connections replace "
                        + "them all: give one or the other");
            }
            if (!publish && active.orElse(false)) {
                throw ToolException.invalid("publish: false keeps the change from going live, and active: true would "
                        + "publish it: give one or the other");
            }
        }
    }

    private static ObjectNode run(Input input, Call call) {
        input.check();
        return input.transfer().isGiven() ? copy(input, call) : change(input, call);
    }

    private static ObjectNode change(Input input, Call call) {
        // All that is wrong with the input is found before anything is written.
        Optional<Edits> edits = input.operations().isMissingNode()
                ? Optional.empty()
                : Optional.of(Edits.parse(new NamedCredentials(call).inOperations(input.operations())));
        JsonNode nodes = new NamedCredentials(call).inNodes(input.nodes());
        Patch patch = new Patch(input.name(), nodes, input.connections(), edits, input.settings(), input.staticData());
        Optional<List<String>> tagIds = tagIds(input, call);
        Workflow stored = stored(input, call);
        return new Update(input, stored, patch.appliedTo(stored), Optional.empty(), tagIds, call).run();
    }

    private static ObjectNode copy(Input input, Call call) {
        Optional<List<String>> tagIds = tagIds(input, call);
        Workflow stored = stored(input, call);
        Transfer transfer = input.transfer().onto(Optional.of(stored), input.settings(), call);
        Patch.Result patched = transfer.over(stored, input.name().filter(name -> !name.isBlank()), input.staticData());
        return new Update(input, stored, patched, Optional.of(transfer), tagIds, call).run();
    }

    private static Optional<List<String>> tagIds(Input input, Call call) {
        return input.tags()
                .map(tags -> tags.isEmpty() ? List.of() : Tags.of(call).ids(tags));
    }

    /** What is stored before the update. */
    private static Workflow stored(Input input, Call call) {
        Workflow stored = call.n8n().workflow(input.id());
        checkVersion(input, stored);
        return stored;
    }

    private static void checkVersion(Input input, Workflow stored) {
        String current = stored.versionId();
        if (input.versionId().isPresent() && !input.versionId().get().equals(current)) {
            throw ToolException.failed("Workflow '" + input.id() + "' has changed meanwhile: its versionId is "
                    + current + ". Nothing was written. Read it with get_workflow and apply your change to that.");
        }
    }

    /** One update, whose input is right. */
    private static final class Update {
        private final Input input;
        private final Workflow stored;
        private final Patch.Result patched;
        private final Optional<Transfer> transfer;
        private final Optional<List<String>> tagIds;
        private final Call call;
        private final Set<String> changed;
        private Optional<Path> backup = Optional.empty();
        private Workflow latest;

        Update(
                Input input,
                Workflow stored,
                Patch.Result patched,
                Optional<Transfer> transfer,
                Optional<List<String>> tagIds,
                Call call) {
            this.input = input;
            this.stored = stored;
            this.patched = patched;
            this.transfer = transfer;
            this.tagIds = tagIds;
            this.call = call;
            this.changed = new LinkedHashSet<>(patched.changed());
            this.latest = stored;
        }

        ObjectNode run() {
            boolean deactivate = stored.isActive() && !input.active().orElse(true);
            if (!changed.isEmpty()) {
                backup = call.backUp(stored);
            }
            if (deactivate) {
                // First, or n8n 2.x would publish the change once more, or refuse it because it cannot.
                latest = new Writes(call).deactivate(input.id());
            }
            if (!changed.isEmpty()) {
                store(deactivate);
            }
            call.warn(patched.warnings());
            transfer.ifPresent(copy -> copy.compare(latest));
            tagIds.ifPresent(this::tag);
            if (deactivate) {
                latest = new Writes(call).readBack(latest);
            } else if (input.active().orElse(false) && (patched.changed().isEmpty() || !latest.isActive())) {
                // n8n has registered the triggers again when it accepted a change to an active workflow.
                activate();
            }
            if (latest.isActive() != stored.isActive()) {
                changed.add("active");
            }
            return answer();
        }

        private void store(boolean deactivated) {
            Replacement replacement = new Replacement(stored, call);
            try {
                latest = stored.isActive() && !deactivated && !input.publish()
                        ? replacement.storeDraft(patched.definition())
                        : replacement.store(patched.definition(), stored.isActive() && !deactivated);
            } catch (ToolException e) {
                throw deactivated ? e.with("The workflow was deactivated before that.") : e;
            } catch (N8nException e) {
                throw deactivated
                        ? ToolException.failed(e, "The workflow was deactivated; nothing else was changed.")
                        : e;
            }
            if (transfer.isPresent()) {
                changed.clear();
                changed.addAll(TransferDefinition.changedBy(patched.changed(), stored, latest));
            } else {
                call.warn(Settings.losses(stored.settings(), input.settings(), latest.settings()));
            }
        }

        private void tag(List<String> ids) {
            Set<String> before = new LinkedHashSet<>(stored.json().path("tags").findValuesAsText("id"));
            if (before.equals(new LinkedHashSet<>(ids))) {
                return;
            }
            try {
                new Writes(call).replaceTags(input.id(), ids);
                changed.add("tags");
            } catch (N8nException | ToolException e) {
                if (changed.isEmpty()) {
                    throw e;
                }
                call.warn("The other changes were saved, but not the tags: " + e.getMessage());
            }
        }

        private void activate() {
            try {
                Activation activation = Activation.of(latest, call);
                latest = activation.workflow();
                backup = backup.or(activation::backup);
                if (activation.triggerAdded()) {
                    changed.addAll(List.of("nodes", "links"));
                }
            } catch (N8nException | ToolException e) {
                if (changed.isEmpty()) {
                    throw e;
                }
                call.warn("The other changes were saved, but the workflow was not activated: " + e.getMessage());
            }
        }

        private ObjectNode answer() {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            WorkflowView.copy(latest.json(), answer, "id", "name", "active", "versionId");
            latest.liveVersion()
                    .filter(live -> !live.equals(latest.versionId()))
                    .ifPresent(live -> answer.put("liveVersionId", live));
            WorkflowView.copy(latest.json(), answer, "updatedAt");
            changed.forEach(answer.putArray("changed")::add);
            backup.ifPresent(file -> answer.put("backup", file.toString()));
            undo().ifPresent(arguments -> answer.set("undo", arguments));
            return answer;
        }

        private Optional<ObjectNode> undo() {
            if (stored.hasDraft() && !latest.hasDraft()) {
                call.warn((latest.isActive()
                                ? "The draft, version " + stored.versionId() + ", went live too"
                                : "There was a draft, version " + stored.versionId())
                        + "; version " + stored.liveVersion().orElse("")
                        + " was live before. No single call brings both back.");
                return Optional.empty();
            }
            return Undo.ofUpdate(stored, latest, changed, backup, call::warn);
        }
    }
}
