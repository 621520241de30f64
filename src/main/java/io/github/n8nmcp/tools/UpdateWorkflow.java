package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Activation;
import io.github.n8nmcp.actions.NamedCredentials;
import io.github.n8nmcp.actions.Replacement;
import io.github.n8nmcp.actions.Tags;
import io.github.n8nmcp.actions.Transfer;
import io.github.n8nmcp.actions.TransferSource;
import io.github.n8nmcp.actions.Undo;
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
            "Change the given parts of a workflow; the rest stays. For small changes give operations: all are carried "
                    + "out, or none.",
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

    private static final String OPERATIONS = "Small changes in order, in one write. updates: {path: value}, such as "
            + "{\"parameters.url\": …, \"disabled\": true, \"retryOnFail\": true, \"onError\": …, \"notes\": …, "
            + "\"credentials.smtp\": name}; null removes. fieldPath and patches [{find, replace}] edit a text. addNode with "
            + "after puts node into that output's flow. reconnect joins the neighbours. renameNode follows links and "
            + "expressions. sourceOutput: a number, true, false, error. targetInput and connectionType if not 0 and main.";

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
            JsonNode from,
            JsonNode credentials,
            JsonNode settings,
            JsonNode staticData,
            Optional<List<String>> tags,
            Optional<Boolean> active,
            boolean publish,
            Optional<String> versionId) {

        static Input of(Arguments in) {
            return new Input(
                    in.id("Workflow id"),
                    in.optionalText("name", "New name"),
                    in.objects("nodes", "All nodes: one that is left out is deleted", false),
                    in.objectOrObjects("connections", "As for create_workflow"),
                    in.objects("operations", OPERATIONS, OPERATION_FIELDS),
                    in.object("from", "As for create_workflow"),
                    in.object("credentials", "As for create_workflow"),
                    in.object("settings", "Merged over the stored ones"),
                    in.object("staticData", "Static data"),
                    in.optionalTexts("tags", "Names, in place of those it has").map(Tags::split),
                    in.flag("active", "Activate or deactivate it, after the other changes"),
                    in.flag("publish", "false: an active workflow keeps its live version, the change is a draft")
                            .orElse(true),
                    in.optionalText("versionId", "Refuse if the stored version is another"));
        }

        /** Whether nothing is given but the workflow. */
        boolean isEmpty() {
            return name.isEmpty()
                    && nodes.isMissingNode()
                    && connections.isMissingNode()
                    && operations.isMissingNode()
                    && from.isMissingNode()
                    && settings.isMissingNode()
                    && staticData.isMissingNode()
                    && tags.isEmpty()
                    && active.isEmpty();
        }

        void check() {
            if (isEmpty()) {
                throw ToolException.invalid("Nothing to update: give at least one of operations, name, nodes, "
                        + "connections, settings, staticData, tags, active");
            }
            boolean isDefined = !(nodes.isMissingNode() && connections.isMissingNode() && operations.isMissingNode());
            if (!from.isMissingNode() && isDefined) {
                throw ToolException.invalid(
                        "from brings all nodes and connections: give no nodes, connections or operations with it");
            }
            if (from.isMissingNode() && !credentials.isMissingNode()) {
                throw ToolException.invalid("credentials goes with from; otherwise each node has its own");
            }
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
        // All that is wrong with the input is found before anything is written.
        Optional<Edits> edits = input.operations().isMissingNode()
                ? Optional.empty()
                : Optional.of(Edits.parse(new NamedCredentials(call).inOperations(input.operations())));
        JsonNode nodes = new NamedCredentials(call).inNodes(input.nodes());
        Patch patch = new Patch(input.name(), nodes, input.connections(), edits, input.settings(), input.staticData());
        Optional<List<String>> tagIds = input.tags()
                .map(tags -> tags.isEmpty() ? List.<String>of() : Tags.of(call).ids(tags));
        Workflow stored = call.n8n().workflow(input.id());
        checkVersion(input, stored);
        if (input.from().isMissingNode()) {
            return new Update(input, stored, patch.appliedTo(stored), Optional.empty(), tagIds, call).run();
        }
        TransferSource source = TransferSource.read(input.from(), call);
        Transfer transfer = new Transfer(source, Optional.of(stored), input.credentials(), input.settings(), call);
        Patch.Result patched = transfer.over(stored, input.name(), input.staticData());
        return new Update(input, stored, patched, Optional.of(transfer), tagIds, call).run();
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
                latest = call.n8n().deactivate(input.id());
            }
            if (!changed.isEmpty()) {
                store(deactivate);
            }
            call.warn(patched.warnings());
            tagIds.ifPresent(this::tag);
            if (deactivate) {
                latest = call.n8n().workflow(input.id());
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
            } catch (N8nException e) {
                throw deactivated
                        ? ToolException.failed(e, "The workflow was deactivated; nothing else was changed.")
                        : e;
            }
            transfer.ifPresentOrElse(
                    copy -> copy.compare(latest),
                    () -> call.warn(Settings.losses(stored.settings(), input.settings(), latest.settings())));
        }

        private void tag(List<String> ids) {
            Set<String> before = new LinkedHashSet<>(stored.json().path("tags").findValuesAsText("id"));
            if (before.equals(new LinkedHashSet<>(ids))) {
                return;
            }
            try {
                call.n8n().replaceTags(input.id(), ids);
                changed.add("tags");
            } catch (N8nException e) {
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
            boolean isDraft = latest.isActive() && !latest.liveVersion().equals(Optional.of(latest.versionId()));
            Undo.ofUpdate(stored, changed, backup, isDraft && latest.hasLiveVersions())
                    .ifPresent(arguments -> answer.set("undo", arguments));
            return answer;
        }
    }
}
