package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Quoted;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Links by source node as callers give them, brought into n8n's form: values that a client wrote in another one, nodes by
 * their ids, and types of links under which n8n would store a link that leads nowhere.
 */
final class GivenLinks {
    private final NodeNames nodes;
    private final Set<String> corrected = new LinkedHashSet<>();

    private GivenLinks(NodeNames nodes) {
        this.nodes = nodes;
    }

    /**
     * The links by node name and type.
     *
     * @param nodes the nodes that the links lead from and to
     * @param warnings takes a sentence about the types of links that were corrected
     * @throws InvalidWorkflowException if a type of link is none, and what is meant by it is not plain
     */
    static ObjectNode restored(ObjectNode given, JsonNode nodes, List<String> warnings) {
        GivenLinks links = new GivenLinks(new NodeNames(nodes));
        ObjectNode restored = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> source : given.properties()) {
            String name = links.nodes.named(source.getKey());
            JsonNode byType = Serialized.object(source.getValue());
            restored.set(name, byType instanceof ObjectNode object ? links.ofNode(name, object) : byType);
        }
        if (!links.corrected.isEmpty()) {
            warnings.add("n8n knows no such type of link, so these were stored as links of the type that was meant: "
                    + String.join(", ", links.corrected) + ".");
        }
        return restored;
    }

    private ObjectNode ofNode(String source, ObjectNode given) {
        ObjectNode byType = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            if (LinkTypes.exists(entry.getKey())) {
                byType.set(entry.getKey(), outputs(source, entry.getKey(), entry.getValue()));
            }
        }
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            if (!LinkTypes.exists(entry.getKey())) {
                foldIntoMain(source, entry.getKey(), entry.getValue(), byType);
            }
        }
        return byType;
    }

    private JsonNode outputs(String source, String type, JsonNode given) {
        JsonNode value = Serialized.list(Serialized.container(given));
        if (!value.isArray()) {
            return value;
        }
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
        if (value.size() == 1 && isTarget(value.get(0))) {
            // The list of an output's targets without the list of outputs around it: plain only where it has one.
            outputs.add(targets(source, type, value));
        } else {
            value.forEach(output -> outputs.add(targets(source, type, output)));
        }
        return outputs;
    }

    private JsonNode targets(String source, String type, JsonNode given) {
        JsonNode value = Serialized.list(Serialized.container(given));
        if (!value.isArray()) {
            return value;
        }
        ArrayNode targets = JsonNodeFactory.instance.arrayNode();
        value.forEach(target -> targets.add(target(source, type, target)));
        return targets;
    }

    private JsonNode target(String source, String type, JsonNode given) {
        JsonNode value = Serialized.object(given);
        if (value.isTextual()) {
            // A name alone.
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("node", nodes.named(value.textValue()))
                    .put("type", type)
                    .put("index", 0);
        }
        if (!(value instanceof ObjectNode target) || !target.path("node").isTextual()) {
            return value;
        }
        ObjectNode restored =
                target.deepCopy().put("node", nodes.named(target.path("node").textValue()));
        JsonNode targetType = target.path("type");
        if (targetType.isNumber()
                || (targetType.isTextual() && !targetType.textValue().equals(type))) {
            LinkTypes.checkFits(
                    targetType.asText(), type, source, restored.path("node").asText());
            corrected.add(arrow(source, targetType.asText(), restored));
            restored.put("type", type);
        }
        return restored;
    }

    private void foldIntoMain(String source, String wrongType, JsonNode given, ObjectNode byType) {
        int output = LinkTypes.outputMeantBy(wrongType, nodes.node(source))
                .orElseThrow(() -> LinkTypes.unknown(wrongType, source));
        JsonNode outputs = Serialized.list(Serialized.container(given));
        boolean flat = outputs.isArray() && !outputs.isEmpty() && isTarget(outputs.get(0));
        JsonNode targets = flat ? outputs : outputs.path(0);
        if (!outputs.isArray() || (!flat && outputs.size() > 1) || (!outputs.isEmpty() && !targets.isArray())) {
            throw LinkTypes.unknown(wrongType, source);
        }
        if (targets.isEmpty()) {
            return;
        }
        ArrayNode meant = LinkTargets.of(byType, "main", output);
        if (!meant.isEmpty()) {
            throw LinkTypes.unknown(wrongType, source);
        }
        for (JsonNode target : targets(source, "main", targets)) {
            meant.add(target);
            corrected.add(arrow(source, wrongType, target));
        }
    }

    private static boolean isTarget(JsonNode value) {
        JsonNode target = Serialized.container(value);
        return (target.isTextual() && !target.textValue().isBlank()) || target.has("node");
    }

    private static String arrow(String source, String type, JsonNode target) {
        return Quoted.name(source) + " -" + Quoted.name(type) + "-> "
                + Quoted.name(target.path("node").asText());
    }
}
