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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which nodes start a workflow. n8n decides that by a node's code; from outside, its type tells.
 */
public final class Triggers {
    /** Start a workflow in the editor only; n8n refuses to activate one that has no other trigger. */
    private static final Set<String> BY_HAND = Set.of("manualTrigger", "manualChatTrigger", "start");

    /**
     * Start a workflow from inside n8n. n8n 2.0 and later take them as triggers, earlier ones do not.
     */
    private static final Set<String> FROM_INSIDE = Set.of("executeWorkflowTrigger", "errorTrigger");

    /** Triggers by the name of old, and nodes that listen without being triggers. */
    private static final Set<String> OTHER_TRIGGERS = Set.of("webhook", "cron", "interval", "emailReadImap");

    private static final Set<String> OTHER_LISTENERS = Set.of("webhook", "wait", "form", "chat");

    private Triggers() {}

    /**
     * Whether some node can start it when active, so far as its type tells; on a doubt n8n is left to
     * decide.
     */
    public static boolean hasValidTrigger(JsonNode nodes) {
        for (JsonNode node : nodes) {
            if (isTrigger(node) && !BY_HAND.contains(Nodes.shortType(node)) && !isDisabled(node)) {
                return true;
            }
        }
        return false;
    }

    /** The part of the URL that the first enabled trigger of this short type listens at: its path, else its webhookId. */
    public static Optional<String> path(JsonNode workflow, String shortType) {
        for (JsonNode node : workflow.path("nodes")) {
            if (Nodes.shortType(node).equals(shortType) && !isDisabled(node)) {
                String webhookId = node.path("webhookId").asText("");
                return Optional.of(node.at("/parameters/path").asText(webhookId));
            }
        }
        return Optional.empty();
    }

    static boolean isDisabled(JsonNode node) {
        return node.path("disabled").asBoolean(false);
    }

    /** Whether nothing can lead to this node. */
    static boolean isTrigger(JsonNode node) {
        String type = Nodes.shortType(node);
        return type.endsWith("Trigger") || BY_HAND.contains(type) || OTHER_TRIGGERS.contains(type);
    }

    /** Whether n8n may open a URL for this node. */
    static boolean listens(JsonNode node) {
        String type = Nodes.shortType(node);
        return OTHER_LISTENERS.contains(type)
                || (type.endsWith("Trigger")
                        && !type.equals("scheduleTrigger")
                        && !BY_HAND.contains(type)
                        && !FROM_INSIDE.contains(type));
    }

    /**
     * Adds a schedule trigger, daily at midnight so that nothing runs by surprise, linked to what the nodes feed that
     * start it by hand, else to the nodes that nothing feeds. Answers the name of the added node.
     */
    public static String addSchedule(ObjectNode workflow) {
        ArrayNode nodes = workflow.withArrayProperty("nodes");
        ObjectNode links = workflow.withObjectProperty("connections");
        List<ObjectNode> targets = startOf(nodes, links);
        String name = "Schedule Trigger";
        for (int i = 1; Nodes.names(nodes).contains(name) || links.has(name); i++) {
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
        Connections.targets(links, name, "main", 0).addAll(targets);
        return name;
    }

    private static List<ObjectNode> startOf(JsonNode nodes, JsonNode links) {
        Set<String> byHand = new HashSet<>();
        Set<String> triggers = new HashSet<>();
        for (JsonNode node : nodes) {
            String name = node.path("name").asText();
            if (isTrigger(node)) {
                triggers.add(name);
            }
            if (BY_HAND.contains(Nodes.shortType(node))) {
                byHand.add(name);
            }
        }
        Set<String> names = Nodes.names(nodes);
        Set<ObjectNode> fedByHand = new LinkedHashSet<>();
        Set<String> fed = new HashSet<>();
        Connections.forEach(links, (source, target) -> {
            String name = target.path("node").asText();
            if (target.path("type").asText().equals("main") && names.contains(name)) {
                if (byHand.contains(source)) {
                    fedByHand.add(target.deepCopy());
                }
                if (!triggers.contains(source)) {
                    fed.add(name);
                }
            }
        });
        if (!fedByHand.isEmpty()) {
            return List.copyOf(fedByHand);
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
    private static boolean isAttachment(JsonNode node, JsonNode links) {
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
        return (special && !main) || Nodes.shortType(node).equals("stickyNote");
    }

    private static int leftmost(JsonNode nodes) {
        int leftmost = 0;
        for (JsonNode node : nodes) {
            leftmost = Math.min(leftmost, node.path("position").path(0).asInt(0));
        }
        return leftmost;
    }
}
