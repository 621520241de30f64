package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What starts a workflow, and the trigger that is added where nothing does. */
public final class Triggers {
    private Triggers() {}

    /** Whether some node can start the workflow when it is active. In doubt yes: n8n decides. */
    public static boolean hasValidTrigger(JsonNode nodes) {
        for (JsonNode json : nodes) {
            Node node = new Node(json);
            if (node.isTrigger() && !node.isManualTrigger() && !node.isDisabled()) {
                return true;
            }
        }
        return false;
    }

    /** The triggers that could start the workflow and that its owner has switched off; none if one is on. */
    public static List<String> switchedOff(JsonNode nodes) {
        if (hasValidTrigger(nodes)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (JsonNode json : nodes) {
            Node node = new Node(json);
            if (node.isTrigger() && !node.isManualTrigger()) {
                names.add(node.name());
            }
        }
        return names;
    }

    /**
     * Adds a schedule trigger, daily at midnight so that nothing runs by surprise. It is linked to what the manual
     * triggers feed, else to the nodes that nothing feeds. Answers the name of the added node.
     */
    public static String addSchedule(ObjectNode workflow) {
        ArrayNode nodes = workflow.withArrayProperty("nodes");
        ObjectNode links = workflow.withObjectProperty("connections");
        List<ObjectNode> targets = startOf(nodes, links);
        String name = "Schedule Trigger";
        Set<String> names = Nodes.names(nodes);
        for (int i = 1; names.contains(name) || links.has(name); i++) {
            name = "Schedule Trigger " + i;
        }
        int left = leftmost(nodes) - 220;
        ObjectNode trigger = nodes.addObject();
        trigger.put("id", UUID.randomUUID().toString()).put("name", name);
        trigger.put("type", "n8n-nodes-base.scheduleTrigger").put("typeVersion", 1);
        trigger.putArray("position").add(left).add(0);
        trigger.putObject("parameters")
                .putObject("rule")
                .putArray("interval")
                .addObject()
                .put("field", "days")
                .put("daysInterval", 1)
                .put("triggerAtHour", 0)
                .put("triggerAtMinute", 0);
        LinkTargets.of(links.withObjectProperty(name), "main", 0).addAll(targets);
        return name;
    }

    private static List<ObjectNode> startOf(JsonNode nodes, JsonNode links) {
        Set<String> manual = new HashSet<>();
        Set<String> triggers = new HashSet<>();
        for (JsonNode json : nodes) {
            Node node = new Node(json);
            if (node.isTrigger()) {
                triggers.add(node.name());
            }
            if (node.isManualTrigger()) {
                manual.add(node.name());
            }
        }
        Set<String> names = Nodes.names(nodes);
        Set<ObjectNode> fedByManual = new LinkedHashSet<>();
        Set<String> fed = new HashSet<>();
        Connections.forEach(links, (source, target) -> {
            String name = target.path("node").asText();
            if (target.path("type").asText().equals("main") && names.contains(name)) {
                if (manual.contains(source)) {
                    fedByManual.add(target.deepCopy());
                }
                if (!triggers.contains(source)) {
                    fed.add(name);
                }
            }
        });
        if (!fedByManual.isEmpty()) {
            return List.copyOf(fedByManual);
        }
        List<ObjectNode> unfed = new ArrayList<>();
        for (JsonNode node : nodes) {
            String name = node.path("name").asText();
            if (!triggers.contains(name) && !fed.contains(name) && !isAttachment(node, links)) {
                unfed.add(JsonNodeFactory.instance
                        .objectNode()
                        .put("node", name)
                        .put("type", "main")
                        .put("index", 0));
            }
        }
        return unfed;
    }

    /** A note on the canvas, or a model, tool or memory that hangs on another node. */
    static boolean isAttachment(JsonNode node, JsonNode links) {
        boolean main = false;
        boolean special = false;
        for (Map.Entry<String, JsonNode> byType :
                links.path(node.path("name").asText()).properties()) {
            boolean linked = false;
            for (JsonNode output : byType.getValue()) {
                linked |= !output.isEmpty();
            }
            main |= linked && byType.getKey().equals("main");
            special |= linked && !byType.getKey().equals("main");
        }
        return (special && !main) || new Node(node).shortType().equals("stickyNote");
    }

    private static int leftmost(JsonNode nodes) {
        int leftmost = 0;
        for (JsonNode node : nodes) {
            leftmost = Math.min(leftmost, node.path("position").path(0).asInt(0));
        }
        return leftmost;
    }
}
