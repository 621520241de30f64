package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts of a workflow that are to change; a missing node is a part that stays.
 *
 * @param settings merged key by key over the stored ones
 */
public record Patch(
        Optional<String> name, JsonNode nodes, JsonNode connections, JsonNode settings, JsonNode staticData) {

    /**
     * A stored workflow with the patch laid over it.
     *
     * @param definition what n8n is sent: everything that it replaces as a whole, and static data only if given, since
     *     n8n keeps that otherwise, and a polling trigger may have moved it on
     * @param changed the names of the parts that differ from what is stored
     */
    public record Result(ObjectNode definition, List<String> changed, List<String> warnings) {}

    /** Whether no part is given. */
    public boolean isEmpty() {
        return name.isEmpty()
                && nodes.isMissingNode()
                && connections.isMissingNode()
                && settings.isMissingNode()
                && staticData.isMissingNode();
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
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        if (name.isPresent() && name.get().isBlank()) {
            throw InvalidWorkflowException.because("name must not be empty");
        }
        definition.put("name", name.orElse(stored.path("name").asText()));
        JsonNode storedNodes = stored.path("nodes");
        ArrayNode newNodes = nodes.isMissingNode()
                ? Nodes.returnable(storedNodes, warnings)
                : Nodes.prepared(nodes, storedNodes, warnings);
        definition.set("nodes", newNodes);
        definition.set("connections", links(stored, newNodes, warnings));
        definition.set("settings", Settings.merged(stored.path("settings"), settings));
        if (!staticData.isMissingNode()) {
            definition.set("staticData", staticData);
        }
        return new Result(definition, changed(stored, definition), warnings);
    }

    private ObjectNode links(ObjectNode stored, ArrayNode newNodes, List<String> warnings) {
        JsonNode storedLinks = stored.path("connections");
        Set<String> names = Nodes.names(newNodes);
        if (!connections.isMissingNode()) {
            return Connections.prepared(connections, names);
        }
        if (!storedLinks.isObject()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (nodes.isMissingNode()) {
            return storedLinks.deepCopy();
        }
        // The nodes are new and the links are not: they go with removed nodes, and follow renamed ones.
        Map<String, String> survivors = Nodes.survivors(stored.path("nodes"), newNodes);
        ObjectNode kept = Connections.pruned(
                storedLinks,
                survivors.keySet(),
                gone -> warnings.add("The links of " + Quoted.name(gone)
                        + " were removed, since that node is not among the new ones."));
        survivors.forEach((before, now) -> {
            if (!before.equals(now)) {
                warnOfMentions(before, stored, newNodes, warnings);
            }
        });
        return Connections.renamed(kept, survivors);
    }

    /** What still goes by a node's old name, which only its owner can tell from a text that happens to be the same. */
    private static void warnOfMentions(String name, ObjectNode stored, ArrayNode newNodes, List<String> warnings) {
        for (JsonNode node : newNodes) {
            String parameters = Json.text(node.path("parameters"));
            if (parameters.contains("'" + name + "'") || parameters.contains("\\\"" + name + "\\\"")) {
                warnings.add("Node " + Quoted.name(node.path("name").asText()) + " still mentions " + Quoted.name(name)
                        + " in its parameters; change its expressions if that means the renamed node.");
            }
        }
        if (stored.path("pinData").has(name)) {
            warnings.add(
                    "The pinned data of " + Quoted.name(name) + " stays under that name; pin it again in the editor.");
        }
    }

    private List<String> changed(ObjectNode stored, ObjectNode definition) {
        List<String> changed = new ArrayList<>();
        if (!definition.path("name").equals(stored.path("name"))) {
            changed.add("name");
        }
        if (!nodes.isMissingNode()
                && !Equality.same(
                        definition.path("nodes"), Nodes.returnable(stored.path("nodes"), new ArrayList<>()))) {
            changed.add("nodes");
        }
        boolean relinked = !connections.isMissingNode() || !nodes.isMissingNode();
        if (relinked && !definition.path("connections").equals(stored.path("connections"))) {
            changed.add("connections");
        }
        boolean set = settings.properties().stream()
                .anyMatch(entry ->
                        !Equality.same(entry.getValue(), stored.path("settings").path(entry.getKey())));
        if (set) {
            changed.add("settings");
        }
        if (!staticData.isMissingNode() && !Equality.same(staticData, stored.path("staticData"))) {
            changed.add("staticData");
        }
        return changed;
    }
}
