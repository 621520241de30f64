package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the nodes of a workflow differ from those that are stored, part by part. */
final class NodeDifferences {
    private static final int MOST = 40;

    private NodeDifferences() {}

    /**
     * Lines such as {@code Send: parameters.url}, {@code Send: added}, {@code Old -> New: renamed}: at most 40, and one that
     * counts the others.
     */
    static List<String> of(JsonNode stored, JsonNode now) {
        List<String> differences = new ArrayList<>();
        Map<String, String> survivors = Nodes.survivors(stored, now);
        Map<String, JsonNode> beforeByName = new HashMap<>();
        for (JsonNode node : stored) {
            String name = node.path("name").asText();
            if (survivors.containsKey(name)) {
                beforeByName.putIfAbsent(survivors.get(name), node);
            } else {
                differences.add(Quoted.bare(name) + ": removed");
            }
        }
        for (JsonNode node : now) {
            String name = node.path("name").asText();
            JsonNode before = beforeByName.get(name);
            if (before == null) {
                differences.add(Quoted.bare(name) + ": added");
            } else {
                compare(before, node, differences);
            }
        }
        if (differences.isEmpty() && !List.copyOf(Nodes.names(stored)).equals(List.copyOf(Nodes.names(now)))) {
            differences.add("order of the nodes");
        }
        if (differences.size() > MOST) {
            int more = differences.size() - MOST;
            differences.subList(MOST, differences.size()).clear();
            differences.add("and " + more + " more");
        }
        return differences;
    }

    private static void compare(JsonNode before, JsonNode node, List<String> differences) {
        String name = node.path("name").asText();
        if (!name.equals(before.path("name").asText())) {
            differences.add(Quoted.bare(before.path("name").asText()) + " -> " + Quoted.bare(name) + ": renamed");
        }
        for (String key : keys(before, node)) {
            JsonNode one = before.path(key);
            JsonNode other = node.path(key);
            if (key.equals("name") || Equality.same(one, other)) {
                continue;
            }
            if (key.equals("parameters")) {
                for (String parameter : keys(one, other)) {
                    if (!Equality.same(one.path(parameter), other.path(parameter))) {
                        differences.add(Quoted.bare(name) + ": parameters." + Quoted.bare(parameter));
                    }
                }
            } else {
                differences.add(Quoted.bare(name) + ": " + Quoted.bare(key));
            }
        }
    }

    private static Set<String> keys(JsonNode one, JsonNode other) {
        Set<String> keys = new LinkedHashSet<>();
        one.fieldNames().forEachRemaining(keys::add);
        other.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
