package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.workflow.LinkTargets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The links that start at one node, {@code {type: [[{node, type, index}]]}}, copied before they are changed for the first
 * time. Malformed parts of a stored workflow are skipped and stay as they are.
 */
final class Outgoing {
    private String source;
    private JsonNode byType;
    private boolean copied;
    /** The same links by the nodes where they end; made when it is first needed. */
    private Map<String, Set<Link>> byTarget;

    Outgoing(String source, JsonNode byType) {
        this.source = source;
        this.byType = byType;
    }

    String source() {
        return source;
    }

    void rename(String name) {
        source = name;
        byTarget = null;
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

    /** The links to one node. */
    Set<Link> linksTo(String target) {
        return byTarget().getOrDefault(target, Set.of());
    }

    private Map<String, Set<Link>> byTarget() {
        if (byTarget == null) {
            byTarget = new HashMap<>();
            links().forEach(this::index);
        }
        return byTarget;
    }

    private void index(Link link) {
        byTarget.computeIfAbsent(link.target(), any -> new LinkedHashSet<>(2)).add(link);
    }

    void add(Link link) {
        byTarget();
        index(link);
        targets(link)
                .addObject()
                .put("node", link.target())
                .put("type", link.type())
                .put("index", link.input());
    }

    void remove(Link link) {
        linksTo(link.target()).remove(link);
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
        linksTo(link.target()).remove(link);
        index(link.to(target, input));
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
        return LinkTargets.of((ObjectNode) byType, link.type(), link.output());
    }
}
