package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The links that start at one node, {@code {type: [[{node, type, index}]]}}, copied before they are changed for the first
 * time. Malformed parts of a stored workflow are skipped and stay as they are.
 */
final class Outgoing {
    private String source;
    private JsonNode byType;
    private boolean copied;

    Outgoing(String source, JsonNode byType) {
        this.source = source;
        this.byType = byType;
    }

    String source() {
        return source;
    }

    void rename(String name) {
        source = name;
    }

    JsonNode byType() {
        return byType;
    }

    List<Link> links() {
        List<Link> links = new ArrayList<>();
        for (Map.Entry<String, JsonNode> type : byType.properties()) {
            JsonNode outputs = type.getValue();
            for (int i = 0; outputs.isArray() && i < outputs.size(); i++) {
                JsonNode targets = outputs.get(i);
                for (int j = 0; targets.isArray() && j < targets.size(); j++) {
                    JsonNode target = targets.get(j);
                    if (target.path("node").isTextual()) {
                        String name = target.get("node").textValue();
                        links.add(new Link(source, type.getKey(), i, name, input(target)));
                    }
                }
            }
        }
        return links;
    }

    void add(Link link) {
        targets(link)
                .addObject()
                .put("node", link.target())
                .put("type", link.type())
                .put("index", link.input());
    }

    void remove(Link link) {
        ArrayNode targets = targets(link);
        for (int i = targets.size() - 1; i >= 0; i--) {
            if (ends(link, targets.get(i))) {
                targets.remove(i);
            }
        }
    }

    /** Moves the end of a link, which keeps its place among the others. */
    void redirect(Link link, String target, int input) {
        for (JsonNode end : targets(link)) {
            if (ends(link, end)) {
                ((ObjectNode) end).put("node", target).put("index", input);
            }
        }
    }

    private static boolean ends(Link link, JsonNode target) {
        return target.path("node").asText().equals(link.target()) && input(target) == link.input();
    }

    private static int input(JsonNode target) {
        return target.path("index").asInt(0);
    }

    /** The targets of the output of a link, made if they are not there. */
    private ArrayNode targets(Link link) {
        if (!copied) {
            byType = byType.isObject() ? byType.deepCopy() : JsonNodeFactory.instance.objectNode();
            copied = true;
        }
        ObjectNode object = (ObjectNode) byType;
        ArrayNode outputs = object.get(link.type()) instanceof ArrayNode there ? there : object.putArray(link.type());
        while (outputs.size() <= link.output()) {
            outputs.addArray();
        }
        if (!outputs.get(link.output()).isArray()) {
            outputs.set(link.output(), JsonNodeFactory.instance.arrayNode());
        }
        return (ArrayNode) outputs.get(link.output());
    }
}
