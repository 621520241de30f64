package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.HttpTrigger;
import io.github.n8nmcp.workflow.Names;
import io.github.n8nmcp.workflow.Patch;
import io.github.n8nmcp.workflow.Settings;
import io.github.n8nmcp.workflow.TransferDefinition;
import io.github.n8nmcp.workflow.TransferNodes;
import io.github.n8nmcp.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies the definition of one workflow into a new one or into another, perhaps on another n8n. */
public final class Transfer {
    private final TransferSource source;
    private final Optional<Workflow> target;
    private final JsonNode chosenCredentials;
    private final Call call;
    private final boolean sameN8n;
    /** The target is the source at another time. */
    private final boolean ontoItself;

    private final TransferNodes nodes;
    private final ObjectNode settings;
    private final TransferDefinition definition;
    private WorkflowIndex index;

    /**
     * Decides everything, asking both n8ns for what it takes; writes nothing.
     *
     * @param target nothing for a new workflow
     * @param credentials names or ids in the source, each with a name or an id in the target; missing for none
     * @param givenSettings over those of the source; missing for none
     * @throws io.github.n8nmcp.call.ToolException if a credential that was chosen does not exist
     */
    Transfer(
            TransferSource source, Optional<Workflow> target, JsonNode credentials, JsonNode givenSettings, Call call) {
        this.source = source;
        this.target = target;
        this.chosenCredentials = credentials;
        this.call = call;
        this.sameN8n = source.n8n().callsSameN8n(call.n8n());
        this.ontoItself = target.filter(workflow -> source.isSameWorkflow(workflow, call.n8n()))
                .isPresent();
        List<String> warnings = new ArrayList<>();
        this.nodes = new TransferNodes(
                source.workflow().nodes(),
                ontoItself
                        ? MissingNode.getInstance()
                        : target.map(Workflow::nodes).orElse(MissingNode.getInstance()),
                warnings);
        call.warn(warnings);
        ObjectNode own = TransferDefinition.settings(source.workflow().settings(), MissingNode.getInstance());
        // What the caller gave is for the target already.
        own.remove(fieldNames(givenSettings));
        adapt(own);
        this.settings = TransferDefinition.settings(own, givenSettings);
        this.definition = new TransferDefinition(source.workflow(), nodes.json(), settings);
    }

    /** Makes the nodes and the settings of the source fit the target. */
    private void adapt(ObjectNode ownSettings) {
        KnownCredentials known = new KnownCredentials(call, this::index);
        new TransferCredentials(chosenCredentials, sameN8n, known, call).decide(nodes.placed());
        TransferReferences references = new TransferReferences(source, targetId(), this::index, call);
        if (!ontoItself) {
            references.toItself(nodes, ownSettings);
        }
        if (!sameN8n) {
            references.inNodes(nodes);
            references.inSettings(ownSettings);
            List<String> kept = nodes.keepWebhookIds();
            if (!kept.isEmpty()) {
                call.warn("Kept the webhookId, and so the URL, of " + Names.list(kept) + ".");
            }
        } else if (!ontoItself
                && (!source.isBackup() || index().has(source.workflow().id()))) {
            nodes.renewWebhookIds();
        }
        if (!ontoItself) {
            warnOfTakenPaths();
        }
    }

    private static List<String> fieldNames(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void warnOfTakenPaths() {
        for (HttpTrigger trigger : nodes.httpTriggers(targetId())) {
            index().listeningAt(trigger, targetId())
                    .ifPresent(other -> call.warn("Workflow " + Quoted.name(other.name()) + " (" + other.id()
                            + ") has the " + trigger.kind() + " " + Names.list(other.addressesShared(trigger))
                            + " of node " + Quoted.name(trigger.node()) + " too: only one of them can be active."));
        }
    }

    private WorkflowIndex index() {
        if (index == null) {
            index = WorkflowIndex.of(call.n8n(), "names and webhook paths", call::warn);
        }
        return index;
    }

    private String targetId() {
        return target.map(Workflow::id).orElse("");
    }

    /** What n8n is sent for a new workflow; static data as given, else as {@link #staticData()} decides. */
    public ObjectNode asNew(Optional<String> name, JsonNode staticData) {
        return definition.asNew(
                name.orElse(source.workflow().name()), staticData.isMissingNode() ? staticData() : staticData);
    }

    /** What n8n is sent for the target, and in what that differs. The name stays unless one is given. */
    public Patch.Result over(Workflow stored, Optional<String> name, JsonNode staticData) {
        return definition.over(stored, name.orElse(stored.name()), staticData);
    }

    /** What triggers remember, such as where they registered, is right for the workflow itself only, come back. */
    private JsonNode staticData() {
        JsonNode data = source.workflow().json().path("staticData");
        if (!data.isObject() || data.isEmpty() || (source.isBackup() && sameN8n)) {
            return data;
        }
        ObjectNode global = JsonNodeFactory.instance.objectNode();
        if (data.has("global")) {
            global.set("global", data.get("global"));
        }
        if (global.size() < data.size()) {
            call.warn("Of the static data only the global part was copied, and not what single nodes remember.");
        }
        return global.isEmpty() ? MissingNode.getInstance() : global;
    }

    /** Warns of what the stored workflow lacks of the source. */
    public void compare(Workflow stored) {
        if (!sameN8n) {
            call.warn(TransferCredentials.missing(
                    nodes.json(), stored, call.n8n().instance().name()));
        }
        call.warn(Settings.losses(MissingNode.getInstance(), settings, stored.settings()));
        target.map(before -> definition.keptSettings(before, stored))
                .filter(kept -> !kept.isEmpty())
                .ifPresent(kept -> call.warn("The source does not have these settings, and they stay here: "
                        + String.join(", ", kept) + "."));
    }

    /**
     * The ids of the source's tags in the n8n of the target; a warning for those that it does not have.
     *
     * @throws io.github.n8nmcp.n8n.N8nException if it does not list its tags
     */
    public List<String> tagIds() {
        JsonNode tags = source.workflow().json().path("tags");
        if (tags.isEmpty() || (sameN8n && !source.isBackup())) {
            return tags.findValuesAsText("id");
        }
        List<String> names = tags.findValuesAsText("name");
        Tags known;
        try {
            known = Tags.of(call);
        } catch (N8nException e) {
            if (!e.hasStatus(403)) {
                throw e;
            }
            call.warn("The key may not list the tags of this instance, so the source's were left out.");
            return List.of();
        }
        List<String> unknown = known.unknown(names);
        if (!unknown.isEmpty()) {
            call.warn("Tags that this instance does not have were left out: " + Names.list(unknown) + ".");
        }
        return known.ids(names.stream().filter(name -> !unknown.contains(name)).toList());
    }
}
