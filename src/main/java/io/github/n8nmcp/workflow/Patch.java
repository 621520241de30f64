package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.edit.EditResult;
import io.github.n8nmcp.workflow.edit.Edits;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a workflow that are to change; a missing node is a part that stays.
 *
 * @param edits small changes to nodes and connections, in place of these two
 * @param settings merged key by key over the stored ones
 */
public record Patch(
        Optional<String> name,
        JsonNode nodes,
        JsonNode connections,
        Optional<Edits> edits,
        JsonNode settings,
        JsonNode staticData) {

    /**
     * A stored workflow with the patch laid over it.
     *
     * @param definition what n8n is sent: everything that it replaces as a whole. Static data only if given, since n8n
     *     keeps it otherwise and a polling trigger may have moved it on; node groups and pinned data only if changed
     * @param changed the parts that differ from what is stored, such as {@code Send: parameters.url}
     */
    public record Result(ObjectNode definition, List<String> changed, List<String> warnings) {}

    /** Changes nothing: what it makes of a workflow is what n8n takes back as it was. */
    public static Patch none() {
        MissingNode none = MissingNode.getInstance();
        return new Patch(Optional.empty(), none, none, Optional.empty(), none, none);
    }

    /**
     * Lays the given parts over a workflow as n8n gave it. What is not given is sent back as it came, unchecked: n8n
     * stored it, so it is no reason to refuse.
     *
     * @throws InvalidWorkflowException if a given part is invalid, or does not fit the parts that stay
     */
    public Result appliedTo(Workflow workflow) {
        ObjectNode stored = workflow.json();
        List<String> warnings = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        if (name.isPresent() && name.get().isBlank()) {
            throw InvalidWorkflowException.because("name must not be empty");
        }
        definition.put("name", name.orElse(workflow.name()));
        if (!definition.path("name").equals(stored.path("name"))) {
            changed.add("name");
        }
        if (edits.isPresent()) {
            edit(stored, definition, changed, warnings);
        } else {
            replace(stored, definition, changed, warnings);
        }
        definition.set("settings", Settings.merged(workflow.settings(), settings));
        if (settings.isObject() && settings.isEmpty()) {
            warnings.add("settings was given without any key, so no setting was changed.");
        }
        for (Map.Entry<String, JsonNode> entry : settings.properties()) {
            if (!Equality.same(entry.getValue(), workflow.settings().path(entry.getKey()))) {
                changed.add("settings." + entry.getKey());
            }
        }
        if (!staticData.isMissingNode()) {
            definition.set("staticData", staticData);
            if (!Equality.same(staticData, stored.path("staticData"))) {
                changed.add("staticData");
            }
        }
        return new Result(definition, changed, warnings);
    }

    private void edit(ObjectNode stored, ObjectNode definition, List<String> changed, List<String> warnings) {
        EditResult edited = edits.orElseThrow().applyTo(stored, Nodes::preparedAlone);
        definition.set("nodes", Nodes.returnable(edited.nodes(), warnings));
        definition.set("connections", edited.connections());
        edited.nodeGroups().ifPresent(groups -> definition.set("nodeGroups", groups));
        edited.pinData().ifPresent(pinData -> definition.set("pinData", pinData));
        changed.addAll(edited.changed());
        warnings.addAll(edited.warnings());
    }

    private void replace(ObjectNode stored, ObjectNode definition, List<String> changed, List<String> warnings) {
        JsonNode storedNodes = stored.path("nodes");
        ArrayNode newNodes = nodes.isMissingNode()
                ? Nodes.returnable(storedNodes, warnings)
                : Nodes.prepared(nodes, storedNodes, warnings);
        ObjectNode links = links(stored, newNodes, warnings);
        definition.set("nodes", newNodes);
        definition.set("connections", links);
        if (!nodes.isMissingNode()) {
            changed.addAll(NodeDifferences.of(Nodes.returnable(storedNodes, new ArrayList<>()), newNodes));
        }
        boolean relinked = !connections.isMissingNode() || !nodes.isMissingNode();
        if (relinked && !links.equals(stored.path("connections"))) {
            changed.add("links");
        }
        if (relinked) {
            Edits.fittingGroups(stored, newNodes, links, warnings).ifPresent(groups -> {
                definition.set("nodeGroups", groups);
                changed.add("nodeGroups");
            });
        }
    }

    private ObjectNode links(ObjectNode stored, ArrayNode newNodes, List<String> warnings) {
        JsonNode storedLinks = stored.path("connections");
        if (!connections.isMissingNode()) {
            ObjectNode links = Connections.prepared(connections, newNodes, warnings);
            if (links.isEmpty() && !storedLinks.isEmpty()) {
                warnings.add("All links were taken away, because connections was given without any.");
            }
            return links;
        }
        if (!storedLinks.isObject()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (nodes.isMissingNode()) {
            return storedLinks.deepCopy();
        }
        // The nodes are new and the links are not: those of removed nodes go, and those of renamed ones follow.
        Map<String, String> survivors = Nodes.survivors(stored.path("nodes"), newNodes);
        ObjectNode kept = Connections.pruned(
                storedLinks,
                survivors.keySet(),
                gone -> warnings.add("The links of " + Quoted.name(gone)
                        + " were removed, since that node is not among the new ones."));
        Set<String> renamed = new LinkedHashSet<>(survivors.keySet());
        renamed.removeIf(before -> before.equals(survivors.get(before)));
        if (!renamed.isEmpty()) {
            warnOfMentions(renamed, stored, newNodes, warnings);
        }
        return Connections.renamed(kept, survivors);
    }

    /** Expressions may still name a node as it was before; only its owner knows whether a text means the node. */
    private static void warnOfMentions(
            Set<String> renamed, ObjectNode stored, ArrayNode newNodes, List<String> warnings) {
        for (JsonNode node : newNodes) {
            String parameters = Json.text(node.path("parameters"));
            Set<String> quoted = new LinkedHashSet<>(List.of(parameters.split("'", -1)));
            quoted.addAll(List.of(parameters.split("\\\\\"", -1)));
            quoted.retainAll(renamed);
            for (String name : quoted) {
                warnings.add("Node " + Quoted.name(node.path("name").asText()) + " still mentions " + Quoted.name(name)
                        + " in its parameters. The operation renameNode would have changed its expressions.");
            }
        }
        JsonNode pinned = stored.path("pinData");
        for (String name : renamed) {
            if (pinned.has(name)) {
                warnings.add("The pinned data of " + Quoted.name(name)
                        + " stays under that name; pin it again in the editor.");
            }
        }
    }
}
