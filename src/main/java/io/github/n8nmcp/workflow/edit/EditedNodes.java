package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.Names;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The nodes in their order, found by name and by id. A stored workflow may have two of one name, or some without. */
final class EditedNodes {
    private final NavigableMap<Integer, EditedNode> nodes = new TreeMap<>();
    private final Map<String, Set<EditedNode>> byName = new LinkedHashMap<>();
    private final Map<String, Set<EditedNode>> byId = new LinkedHashMap<>();
    private int added;

    EditedNodes(JsonNode stored) {
        stored.forEach(this::add);
    }

    EditedNode add(JsonNode tree) {
        EditedNode node = new EditedNode(tree, added++);
        nodes.put(node.place(), node);
        if (tree.isObject()) {
            put(byName, node.name(), node);
            put(byId, node.id(), node);
        }
        return node;
    }

    void remove(EditedNode node) {
        nodes.remove(node.place());
        take(byName, node.name(), node);
        take(byId, node.id(), node);
    }

    void rename(EditedNode node, String name) {
        take(byName, node.name(), node);
        node.editable().put("name", name);
        put(byName, name, node);
    }

    private static void put(Map<String, Set<EditedNode>> index, String key, EditedNode node) {
        if (!key.isEmpty()) {
            index.computeIfAbsent(key, any -> new LinkedHashSet<>(2)).add(node);
        }
    }

    private static void take(Map<String, Set<EditedNode>> index, String key, EditedNode node) {
        index.computeIfPresent(key, (any, nodes) -> {
            nodes.remove(node);
            return nodes.isEmpty() ? null : nodes;
        });
    }

    Collection<EditedNode> all() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    /** The last one, if there is any. */
    Optional<EditedNode> last() {
        return nodes.isEmpty()
                ? Optional.empty()
                : Optional.of(nodes.lastEntry().getValue());
    }

    boolean contains(EditedNode node) {
        return nodes.containsKey(node.place());
    }

    Collection<EditedNode> named(String name) {
        return byName.getOrDefault(name, Set.of());
    }

    boolean hasId(String id) {
        return byId.containsKey(id);
    }

    Collection<EditedNode> withId(String id) {
        return byId.getOrDefault(id, Set.of());
    }

    /**
     * The node of this name, else of this id.
     *
     * @throws InvalidOperationException if there is none or more than one
     */
    EditedNode find(String nameOrId) {
        Collection<EditedNode> found = byName.containsKey(nameOrId) ? named(nameOrId) : withId(nameOrId);
        if (found.size() == 1) {
            return found.iterator().next();
        }
        if (found.isEmpty()) {
            throw new InvalidOperationException("there is no node " + Quoted.name(nameOrId) + "."
                    + Names.offered(nameOrId, byName.keySet(), "nodes"));
        }
        throw new InvalidOperationException("there are " + found.size() + " nodes " + Quoted.name(nameOrId)
                + ". Say which by its id: " + Names.list(ids(found)) + ".");
    }

    private static Collection<String> ids(Collection<EditedNode> nodes) {
        return nodes.stream().map(EditedNode::id).collect(Collectors.toList());
    }

    ArrayNode toJson() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode(nodes.size());
        nodes.values().forEach(node -> json.add(node.tree()));
        return json;
    }
}
