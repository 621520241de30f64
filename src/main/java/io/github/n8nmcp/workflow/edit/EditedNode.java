package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A node of the workflow, copied before it is changed for the first time. */
final class EditedNode {
    private JsonNode tree;
    private boolean copied;

    private final int place;

    /** The place tells its order among the nodes. */
    EditedNode(JsonNode stored, int place) {
        tree = stored;
        this.place = place;
    }

    int place() {
        return place;
    }

    JsonNode tree() {
        return tree;
    }

    /** Empty if a stored node has none. */
    String name() {
        return tree.path("name").asText("");
    }

    String id() {
        return tree.path("id").asText("");
    }

    double x() {
        return tree.path("position").path(0).asDouble(0);
    }

    double y() {
        return tree.path("position").path(1).asDouble(0);
    }

    boolean isSticky() {
        return tree.path("type").asText().equals("n8n-nodes-base.stickyNote");
    }

    ObjectNode editable() {
        if (!copied) {
            tree = tree.deepCopy();
            copied = true;
        }
        return (ObjectNode) tree;
    }
}
