package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The rules for the nodes of a workflow: what each must have, and what n8n's API takes of it. */
final class Nodes {
    private Nodes() {}

    /**
     * Checks the nodes and gives a copy that n8n takes, filled in where it is safe: {@code id},
     * {@code parameters}, and a {@code webhookId} where a node listens, without which n8n before 2.14
     * registers a path that nobody expects.
     *
     * @param stored the nodes that are being replaced; new ones inherit their id, webhookId and
     *     credentials
     * @param warnings takes a sentence for each thing left out
     * @throws InvalidWorkflowException if a node lacks what n8n needs, or two bear the same name
     */
    static ArrayNode prepared(JsonNode given, JsonNode stored, List<String> warnings) {
        if (!given.isArray() || given.isEmpty()) {
            throw InvalidWorkflowException.because("at least one node is required");
        }
        ArrayNode nodes = GivenNodes.restored(given, stored, warnings);
        Set<String> types = new HashSet<>();
        stored.forEach(node -> types.add(node.path("type").textValue()));
        for (int i = 0; i < nodes.size(); i++) {
            NodeCheck.check(nodes.get(i), i, types);
        }
        checkUniqueNames(nodes);
        List<JsonNode> counterparts = counterparts(nodes, stored);
        ArrayNode prepared = JsonNodeFactory.instance.arrayNode();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < nodes.size(); i++) {
            ObjectNode copy = accepted(nodes.get(i), warnings);
            inherit(nodes.get(i), copy, counterparts.get(i));
            fillIn(copy, ids, warnings);
            // A stored node that listens without a webhookId has a URL that callers know; one would move it.
            boolean isNew = !counterparts.get(i).path("type").equals(copy.get("type"));
            if (isNew && !copy.has("webhookId") && new Node(copy).listens()) {
                copy.put("webhookId", UUID.randomUUID().toString());
            }
            prepared.add(copy);
        }
        return prepared;
    }

    /**
     * Checks a node that is added to others and fills it in, as {@link #prepared} does.
     *
     * @throws InvalidWorkflowException if the node lacks what n8n needs
     */
    static ObjectNode preparedAlone(JsonNode given, Predicate<String> idInUse, List<String> warnings) {
        JsonNode none = JsonNodeFactory.instance.arrayNode();
        JsonNode restored = GivenNodes.restored(
                        JsonNodeFactory.instance.arrayNode().add(given), none, warnings)
                .get(0);
        NodeCheck.check(restored, 0, Set.of());
        ObjectNode node = accepted(restored, warnings);
        Set<String> ids = new HashSet<>();
        String id = node.path("id").asText("");
        if (idInUse.test(id)) {
            ids.add(id);
        }
        fillIn(node, ids, warnings);
        if (!node.has("webhookId") && new Node(node).listens()) {
            node.put("webhookId", UUID.randomUUID().toString());
        }
        return node;
    }

    /** Stored nodes as n8n takes them back; what it does not take is told. */
    static ArrayNode returnable(JsonNode stored, List<String> warnings) {
        ArrayNode returnable = JsonNodeFactory.instance.arrayNode();
        stored.forEach(node -> returnable.add(accepted(node, warnings)));
        return returnable;
    }

    /** The names of the nodes, in their order. */
    static Set<String> names(JsonNode nodes) {
        Set<String> names = new LinkedHashSet<>();
        nodes.forEach(node -> names.add(node.path("name").asText()));
        return names;
    }

    private static void checkUniqueNames(JsonNode nodes) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        nodes.forEach(node -> counts.merge(node.path("name").textValue(), 1, Integer::sum));
        String repeated = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> Quoted.name(entry.getKey()) + " appears " + entry.getValue() + " times")
                .collect(Collectors.joining(", "));
        if (!repeated.isEmpty()) {
            throw InvalidWorkflowException.duplicates(repeated);
        }
    }

    private static ObjectNode accepted(JsonNode node, List<String> warnings) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        List<String> dropped = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!entry.getKey().equals("id") && !NodeKeys.KINDS.containsKey(entry.getKey())) {
                dropped.add(entry.getKey());
            } else if (!entry.getValue().isNull()) {
                // A null is refused by n8n and means the same as the key's absence.
                copy.set(entry.getKey(), entry.getValue());
            }
        }
        if (!dropped.isEmpty()) {
            warnings.add("Left out of node "
                    + Quoted.name(node.path("name").asText())
                    + ", because n8n's API does not take it: "
                    + Quoted.words(String.join(", ", dropped))
                    + ".");
        }
        return copy;
    }

    private static void inherit(JsonNode given, ObjectNode node, JsonNode before) {
        for (String key : List.of("id", "webhookId", "credentials")) {
            // A webhookId or credentials of another type of node would be wrong on this one.
            boolean fits = key.equals("id") || before.path("type").equals(node.path("type"));
            // A null was given to take it away; only an id cannot be taken away.
            boolean open =
                    !given.has(key) || (key.equals("id") && given.get(key).isNull());
            if (fits && open && before.hasNonNull(key)) {
                node.set(key, before.get(key));
            }
        }
    }

    /**
     * For each given node the stored one that it stands for: that of the same id, else of the same name, and none for two.
     */
    static List<JsonNode> counterparts(JsonNode given, JsonNode stored) {
        List<JsonNode> counterparts = new ArrayList<>(Collections.nCopies(given.size(), MissingNode.getInstance()));
        Set<JsonNode> taken = Collections.newSetFromMap(new IdentityHashMap<>());
        for (String key : List.of("id", "name")) {
            Map<String, Deque<JsonNode>> candidates = by(key, stored);
            for (int i = 0; i < given.size(); i++) {
                if (counterparts.get(i).isMissingNode()) {
                    JsonNode match = match(candidates.get(given.get(i).path(key).asText("")), taken);
                    counterparts.set(i, match);
                    taken.add(match);
                }
            }
        }
        return counterparts;
    }

    /** The nodes by what they have under a key, in their order. */
    private static Map<String, Deque<JsonNode>> by(String key, JsonNode nodes) {
        Map<String, Deque<JsonNode>> by = new HashMap<>();
        for (JsonNode node : nodes) {
            String value = node.path(key).asText();
            if (!value.isEmpty()) {
                by.computeIfAbsent(value, any -> new ArrayDeque<>()).add(node);
            }
        }
        return by;
    }

    /** The first candidate that is not taken, which is no candidate any more. */
    private static JsonNode match(Deque<JsonNode> candidates, Set<JsonNode> taken) {
        while (candidates != null && !candidates.isEmpty()) {
            JsonNode candidate = candidates.poll();
            if (!taken.contains(candidate)) {
                return candidate;
            }
        }
        return MissingNode.getInstance();
    }

    /** The names that stored nodes bear among the new ones, old name to new; removed nodes are not in it. */
    static Map<String, String> survivors(JsonNode stored, JsonNode now) {
        List<JsonNode> counterparts = counterparts(now, stored);
        Map<String, String> survivors = new LinkedHashMap<>();
        for (int i = 0; i < now.size(); i++) {
            String before = counterparts.get(i).path("name").asText("");
            if (!before.isEmpty()) {
                survivors.put(before, now.get(i).path("name").asText());
            }
        }
        return survivors;
    }

    private static void fillIn(ObjectNode node, Set<String> ids, List<String> warnings) {
        if (!node.path("parameters").isObject()) {
            node.putObject("parameters");
        }
        if (node.path("webhookId").asText("").isBlank()) {
            node.remove("webhookId");
        }
        String id = node.path("id").asText("");
        boolean repeated = !id.isBlank() && ids.contains(id);
        if (repeated) {
            warnings.add("Node " + Quoted.name(node.path("name").textValue())
                    + " got a new id, because another node has its id.");
        }
        if (repeated || id.isBlank()) {
            id = UUID.randomUUID().toString();
        }
        node.put("id", id);
        ids.add(id);
    }
}
