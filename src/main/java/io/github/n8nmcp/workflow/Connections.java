package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The links of a workflow. n8n stores {@code {source: {type: [[{node, type, index}]]}}}: by the
 * name of the source node and the type of link ({@code main}, {@code ai_tool} …), a list of targets
 * for each output.
 */
final class Connections {
    /** An output number above this is a slip, and would make a list of as many empty outputs. */
    private static final int HIGHEST_OUTPUT = 1000;

    private static final List<String> LIST_KEYS = List.of("source", "target", "sourceOutput", "targetInput", "type");

    private Connections() {}

    /**
     * The links in n8n's form, given in that form or as a list of {@code {source, target,
     * sourceOutput, targetInput, type}}, of which all but the first two have defaults.
     *
     * @param warnings takes a sentence about what was not stored as it was given
     * @throws InvalidWorkflowException if a link leads from or to a node that is not there, or is
     *     malformed
     */
    static ObjectNode prepared(JsonNode given, JsonNode nodes, List<String> warnings) {
        if (given.isMissingNode() || given.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!given.isObject() && !given.isArray()) {
            throw InvalidWorkflowException.because("connections must be an object by source node, or a list of "
                    + "{source, target, sourceOutput, targetInput}");
        }
        Set<String> nodeNames = Nodes.names(nodes);
        ObjectNode byNode = given.isArray() ? fromList((ArrayNode) given, new NodeNames(nodes)) : given.deepCopy();
        ObjectNode links = GivenLinks.restored(byNode, nodes, warnings);
        for (Map.Entry<String, JsonNode> source : links.properties()) {
            check(source.getKey(), source.getValue(), nodeNames);
        }
        return links;
    }

    private static ObjectNode fromList(ArrayNode list, NodeNames nodes) {
        ObjectNode links = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < list.size(); i++) {
            JsonNode link = Serialized.object(list.get(i));
            for (Map.Entry<String, JsonNode> entry : link.properties()) {
                if (!LIST_KEYS.contains(entry.getKey())) {
                    throw InvalidWorkflowException.because("connections[" + i + "] has an unknown key "
                            + Quoted.name(entry.getKey()) + "; known are " + String.join(", ", LIST_KEYS));
                }
            }
            String source = nodes.named(link.path("source").asText(""));
            String target = nodes.named(link.path("target").asText(""));
            if (source.isEmpty() || target.isEmpty()) {
                throw InvalidWorkflowException.because(
                        "connections[" + i + "] needs source and target, names of nodes");
            }
            JsonNode givenType = link.path("type");
            if (!givenType.isMissingNode()
                    && !givenType.isNull()
                    && (!givenType.isTextual() || givenType.textValue().isBlank())) {
                throw InvalidWorkflowException.because("connections[" + i + "].type must be a text such as 'main'");
            }
            String type = givenType.asText("main");
            JsonNode output = link.path("sourceOutput");
            OptionalInt named = output.isTextual() && !output.textValue().matches("\\d*")
                    ? LinkTypes.outputMeantBy(output.textValue(), nodes.node(source))
                    : OptionalInt.empty();
            int from = named.isPresent() ? named.getAsInt() : index(output, "connections[" + i + "].sourceOutput");
            int input = index(link.path("targetInput"), "connections[" + i + "].targetInput");
            LinkTargets.of(links.withObjectProperty(source), type, from)
                    .addObject()
                    .put("node", target)
                    .put("type", type)
                    .put("index", input);
        }
        return links;
    }

    private static void check(String source, JsonNode byType, Set<String> nodeNames) {
        if (!nodeNames.contains(source)) {
            throw InvalidWorkflowException.because("connections start at non-existent node " + Quoted.name(source));
        }
        if (!byType.isObject()) {
            throw malformed(source, "it must be an object by type of link, such as {\"main\": [[…]]}");
        }
        for (Map.Entry<String, JsonNode> entry : byType.properties()) {
            if (!entry.getValue().isArray()) {
                throw malformed(source, entry.getKey() + " must be a list of outputs, each a list of targets");
            }
            for (JsonNode output : entry.getValue()) {
                if (!output.isArray() && !output.isNull()) {
                    throw malformed(source, entry.getKey() + " must be a list of outputs, each a list of targets");
                }
                for (JsonNode target : output) {
                    checkTarget(source, entry.getKey(), target, nodeNames);
                }
            }
        }
    }

    private static void checkTarget(String source, String type, JsonNode target, Set<String> nodeNames) {
        if (!(target instanceof ObjectNode link) || !link.path("node").isTextual()) {
            throw malformed(source, "a target must be {\"node\": name, \"type\": \"" + type + "\", \"index\": 0}");
        }
        String name = link.path("node").textValue();
        if (!nodeNames.contains(name)) {
            throw InvalidWorkflowException.because(
                    "node " + Quoted.name(source) + " references non-existent node " + Quoted.name(name));
        }
        link.put(
                "index",
                index(
                        link.path("index"),
                        "index of the link from " + Quoted.name(source) + " to " + Quoted.name(name)));
        if (!link.hasNonNull("type")) {
            link.put("type", type);
        } else if (!link.get("type").isTextual()) {
            throw malformed(source, "the type of a target must be a text such as \"main\"");
        }
    }

    private static int index(JsonNode value, String what) {
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        boolean whole = value.isIntegralNumber() || value.isTextual();
        if (!whole || !value.asText().matches("\\d{1,4}") || value.asInt() > HIGHEST_OUTPUT) {
            throw InvalidWorkflowException.because(what + " must be a whole number from 0 to " + HIGHEST_OUTPUT);
        }
        return value.asInt();
    }

    private static InvalidWorkflowException malformed(String source, String why) {
        return InvalidWorkflowException.because("connections of node " + Quoted.name(source) + ": " + why);
    }

    /** Calls for every target of every link, with its source's name. */
    static void forEach(JsonNode links, BiConsumer<String, JsonNode> action) {
        for (Map.Entry<String, JsonNode> source : links.properties()) {
            for (JsonNode outputs : source.getValue()) {
                for (JsonNode output : outputs) {
                    output.forEach(target -> action.accept(source.getKey(), target));
                }
            }
        }
    }

    /** The links with nodes renamed, old name to new. */
    static ObjectNode renamed(JsonNode links, Map<String, String> names) {
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> source : links.properties()) {
            renamed.set(
                    names.getOrDefault(source.getKey(), source.getKey()),
                    source.getValue().deepCopy());
        }
        forEach(renamed, (source, target) -> {
            String name = target.path("node").asText();
            if (names.containsKey(name) && target instanceof ObjectNode link) {
                link.put("node", names.get(name));
            }
        });
        return renamed;
    }

    /** The links without those from or to nodes that are not there; tells each name that is gone. */
    static ObjectNode pruned(JsonNode links, Set<String> nodeNames, Consumer<String> gone) {
        ObjectNode pruned = links.deepCopy();
        Set<String> missing = new TreeSet<>();
        for (Map.Entry<String, JsonNode> source : links.properties()) {
            if (!nodeNames.contains(source.getKey())) {
                pruned.remove(source.getKey());
                missing.add(source.getKey());
            }
        }
        for (JsonNode byType : pruned) {
            for (JsonNode outputs : byType) {
                for (JsonNode output : outputs) {
                    if (output instanceof ArrayNode targets) {
                        List<JsonNode> kept = new ArrayList<>();
                        for (JsonNode target : targets) {
                            String name = target.path("node").asText();
                            if (nodeNames.contains(name)) {
                                kept.add(target);
                            } else {
                                missing.add(name);
                            }
                        }
                        targets.removeAll().addAll(kept);
                    }
                }
            }
        }
        missing.forEach(gone);
        return pruned;
    }
}
