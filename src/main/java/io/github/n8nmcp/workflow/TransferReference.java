package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a node names another workflow by its id: as a plain text, or as the editor's chosen entry of a list. */
public final class TransferReference {
    private static final Set<String> CALLERS = Set.of("executeWorkflow", "toolWorkflow", "retrieverWorkflow");
    private static final String FIELD = "workflowId";

    private final String node;
    private final ObjectNode parameters;

    private TransferReference(String node, ObjectNode parameters) {
        this.node = node;
        this.parameters = parameters;
    }

    /** The references of these nodes whose id is known. */
    public static List<TransferReference> in(ArrayNode nodes) {
        return all(nodes).stream().filter(reference -> !reference.isComputed()).toList();
    }

    /** The names of the nodes with an expression in place of an id. */
    public static List<String> computedIn(ArrayNode nodes) {
        return all(nodes).stream()
                .filter(TransferReference::isComputed)
                .map(TransferReference::node)
                .toList();
    }

    private boolean isComputed() {
        return id().startsWith("=");
    }

    private static List<TransferReference> all(ArrayNode nodes) {
        List<TransferReference> references = new ArrayList<>();
        nodes.forEach(node -> reference(node).ifPresent(references::add));
        return references;
    }

    private static Optional<TransferReference> reference(JsonNode json) {
        Node node = new Node(json);
        return CALLERS.contains(node.shortType()) && json.path("parameters") instanceof ObjectNode parameters
                ? Optional.of(new TransferReference(node.name(), parameters))
                        .filter(reference -> !reference.id().isEmpty())
                : Optional.empty();
    }

    /** The ids that nodes of the target name, by the names of the nodes that take their places. */
    public static Map<String, String> idsInTarget(List<TransferNodes.Placed> nodes) {
        Map<String, String> ids = new HashMap<>();
        for (TransferNodes.Placed placed : nodes) {
            reference(placed.counterpart())
                    .filter(reference -> !reference.isComputed())
                    .ifPresent(reference -> ids.put(placed.node().path("name").asText(), reference.id()));
        }
        return ids;
    }

    /** The name of the node. */
    public String node() {
        return node;
    }

    /** The id of the other workflow. */
    public String id() {
        JsonNode value = parameters.path(FIELD);
        return (value.isObject() ? value.path("value") : value).asText("");
    }

    /** The name that the other workflow had when it was chosen; empty if the node does not have it. */
    public String rememberedName() {
        return parameters.path(FIELD).path("cachedResultName").asText("");
    }

    /** Names another workflow. */
    public void set(String newId) {
        String before = id();
        if (parameters.path(FIELD) instanceof ObjectNode chosen) {
            chosen.put("value", newId);
            String url = chosen.path("cachedResultUrl").asText("");
            if (url.endsWith("/" + before)) {
                chosen.put("cachedResultUrl", url.substring(0, url.length() - before.length()) + newId);
            }
        } else {
            parameters.put(FIELD, newId);
        }
    }
}
