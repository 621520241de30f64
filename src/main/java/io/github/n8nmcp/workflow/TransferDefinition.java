package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.workflow.edit.Edits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What n8n is sent for a workflow whose definition comes from another one. Unlike a caller's, it is not checked. */
public final class TransferDefinition {
    /** Taken by no n8n up to 2.41, or taken and dropped. */
    private static final List<String> NEVER_STORED = List.of("binaryMode", "credentialResolverId", "engineType");
    /** Reset by n8n 1.119 to 2.16 unless they are sent. */
    private static final List<String> RESET_UNLESS_SENT = List.of("callerPolicy", "availableInMCP");

    private static final String SETTING = "settings.";
    /** So that an answer stays short however much differs. */
    private static final int MOST_CHANGES = 12;

    private final Workflow source;
    private final ArrayNode nodes;
    private final ObjectNode settings;

    /**
     * Of a source, with its nodes as they are to be stored.
     *
     * @param settings over those of the source; missing for none
     */
    public TransferDefinition(Workflow source, ArrayNode nodes, ObjectNode settings) {
        this.source = source;
        this.nodes = nodes;
        this.settings = settings;
    }

    /** The settings that are set, with the given ones over them. Either may be missing. */
    public static ObjectNode settings(JsonNode own, JsonNode given) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        for (JsonNode from : List.of(own, given)) {
            from.properties().forEach(entry -> settings.set(entry.getKey(), entry.getValue()));
        }
        // n8n refuses a null and the old editor's word for "not set".
        settings.properties()
                .removeIf(entry ->
                        entry.getValue().isNull() || entry.getValue().asText().equals("DEFAULT"));
        return settings;
    }

    /** A new workflow. */
    public ObjectNode asNew(String name, JsonNode staticData) {
        ObjectNode definition = base(name);
        if (staticData.isObject()) {
            definition.set("staticData", staticData);
        }
        for (String part : List.of("pinData", "nodeGroups")) {
            if (!source.json().path(part).isEmpty()) {
                definition.set(part, source.json().get(part));
            }
        }
        return definition;
    }

    /** The source's definition in place of a target's; tags, activity and static data are not in it. */
    public Patch.Result over(Workflow target, String name, JsonNode staticData) {
        List<String> warnings = new ArrayList<>();
        ObjectNode stored = target.json();
        ObjectNode definition = base(name);
        List<String> changed = new ArrayList<>();
        if (!name.equals(target.name())) {
            changed.add("name");
        }
        ArrayNode storedNodes = Nodes.returnable(target.nodes(), new ArrayList<>());
        changed.addAll(shortened(NodeDifferences.of(storedNodes, nodes)));
        ObjectNode links = (ObjectNode) definition.get("connections");
        if (!links.equals(target.connections())) {
            changed.add("links");
        }
        if (!source.json().path("nodeGroups").isArray()) {
            Edits.fittingGroups(stored, nodes, links, warnings)
                    .ifPresent(groups -> definition.set("nodeGroups", groups));
        } else if (differs("nodeGroups", target)) {
            definition.set("nodeGroups", source.json().get("nodeGroups"));
        }
        if (definition.has("nodeGroups")) {
            changed.add("nodeGroups");
        }
        if (differs("pinData", target)) {
            JsonNode pinned = source.json().path("pinData");
            definition.set("pinData", pinned.isObject() ? pinned : JsonNodeFactory.instance.objectNode());
            changed.add("pinData");
        }
        compareSettings(target, (ObjectNode) definition.get("settings"), changed);
        if (!staticData.isMissingNode()) {
            definition.set("staticData", staticData);
            if (!Equality.same(staticData, stored.path("staticData"))) {
                changed.add("staticData");
            }
        }
        return new Patch.Result(definition, changed, warnings);
    }

    private boolean differs(String part, Workflow target) {
        JsonNode one = source.json().path(part);
        JsonNode other = target.json().path(part);
        return !(one.isEmpty() && other.isEmpty()) && !Equality.same(one, other);
    }

    private void compareSettings(Workflow target, ObjectNode sent, List<String> changed) {
        for (String key : RESET_UNLESS_SENT) {
            if (!sent.has(key) && target.settings().hasNonNull(key)) {
                sent.set(key, target.settings().get(key));
            }
        }
        for (Map.Entry<String, JsonNode> entry : sent.properties()) {
            if (!Equality.same(entry.getValue(), target.settings().path(entry.getKey()))) {
                changed.add(SETTING + entry.getKey());
            }
        }
    }

    /** What a write has changed: without what this n8n did not take, and with the settings that it took away. */
    public static List<String> changedBy(List<String> planned, Workflow before, Workflow after) {
        List<String> changed = new ArrayList<>(planned);
        for (String part : List.of("pinData", "nodeGroups")) {
            if (Equality.same(before.json().path(part), after.json().path(part))) {
                changed.remove(part);
            }
        }
        changed.removeIf(part -> part.startsWith(SETTING) && isKept(part.substring(SETTING.length()), before, after));
        before.settings().fieldNames().forEachRemaining(key -> {
            if (!after.settings().has(key)) {
                changed.add(SETTING + key);
            }
        });
        return changed;
    }

    private static boolean isKept(String key, Workflow before, Workflow after) {
        return !key.contains(": ")
                && Equality.same(before.settings().path(key), after.settings().path(key));
    }

    /** The settings that a target keeps although the source does not have them, which n8n's API cannot take away. */
    public Set<String> keptSettings(Workflow before, Workflow after) {
        return Settings.keptBeside(settings, before.settings(), after.settings());
    }

    private ObjectNode base(String name) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.put("name", name);
        definition.set("nodes", nodes);
        definition.set(
                "connections",
                source.connections().isObject()
                        ? source.connections().deepCopy()
                        : JsonNodeFactory.instance.objectNode());
        definition.set("settings", settings.deepCopy().without(NEVER_STORED));
        return definition;
    }

    private static List<String> shortened(List<String> changes) {
        if (changes.size() <= MOST_CHANGES) {
            return changes;
        }
        List<String> first = new ArrayList<>(changes.subList(0, MOST_CHANGES));
        first.add("and more");
        return first;
    }
}
