package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The nodes of a workflow on their way into another one. They are copies, and equal to those of the source but for what
 * is done to them here.
 */
public final class TransferNodes {
    private static final String WEBHOOK_ID = "webhookId";

    private final ArrayNode nodes;
    private final List<Placed> placed;

    /**
     * Copies the nodes as n8n takes them.
     *
     * @param before the nodes that the target has; missing for a new workflow
     * @param warnings takes a sentence for each thing that n8n does not take
     */
    public TransferNodes(JsonNode source, JsonNode before, List<String> warnings) {
        this.nodes = Nodes.returnable(source.deepCopy(), warnings);
        // No id, name or type changes after this.
        this.placed = placed(nodes, before);
    }

    /** All of them. */
    public ArrayNode json() {
        return nodes;
    }

    /** Each node with the one of the target that it takes the place of: same id, else same name, and same type. */
    public List<Placed> placed() {
        return placed;
    }

    private static List<Placed> placed(ArrayNode nodes, JsonNode before) {
        List<JsonNode> counterparts = Nodes.counterparts(nodes, before);
        List<Placed> placed = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            JsonNode counterpart = counterparts.get(i);
            boolean sameType = counterpart.path("type").equals(nodes.get(i).path("type"));
            placed.add(new Placed((ObjectNode) nodes.get(i), sameType ? counterpart : MissingNode.getInstance()));
        }
        return placed;
    }

    /** A node, and that of the target whose place it takes; missing if there is none. */
    public record Placed(ObjectNode node, JsonNode counterpart) {}

    /** Keeps the URLs that callers of the target know. Answers the names of the nodes that differ from the source's. */
    public List<String> keepWebhookIds() {
        List<String> kept = new ArrayList<>();
        for (Placed one : placed) {
            ObjectNode node = one.node();
            JsonNode own = one.counterpart().path(WEBHOOK_ID);
            if (node.has(WEBHOOK_ID) && own.isTextual() && !own.equals(node.get(WEBHOOK_ID))) {
                node.set(WEBHOOK_ID, own);
                kept.add(node.path("name").asText());
            }
        }
        return kept;
    }

    /** Gives the nodes that the target does not have yet URLs of their own, since the source listens at the present ones. */
    public void renewWebhookIds() {
        for (Placed one : placed) {
            if (one.node().has(WEBHOOK_ID)) {
                JsonNode own = one.counterpart().path(WEBHOOK_ID);
                String id =
                        own.isTextual() ? own.textValue() : UUID.randomUUID().toString();
                one.node().put(WEBHOOK_ID, id);
            }
        }
    }

    /** The triggers with a URL, as they will be in the workflow of this id. */
    public List<HttpTrigger> httpTriggers(String id) {
        ObjectNode workflow = nodes.objectNode().put("id", id);
        workflow.set("nodes", nodes);
        return HttpTriggers.of(new Workflow(workflow)).stream()
                .filter(trigger -> trigger.obstacle().isEmpty())
                .toList();
    }
}
