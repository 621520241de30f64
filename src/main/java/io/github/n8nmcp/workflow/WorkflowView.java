package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a caller sees of a definition that n8n gave. */
public final class WorkflowView {
    /** The owner's e-mail address, and a second copy of all nodes. */
    private static final List<String> NEVER_SHOWN = List.of("shared", "activeVersion");

    private WorkflowView() {}

    /** Everything but what no caller should see. */
    public static ObjectNode full(ObjectNode workflow) {
        return workflow.deepCopy().remove(NEVER_SHOWN);
    }

    /** What it is made of and how that hangs together, without the nodes' parameters. */
    public static ObjectNode summary(ObjectNode workflow) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        copy(workflow, summary, "id", "name", "active", "isArchived", "createdAt", "updatedAt", "versionId");
        ArrayNode nodes = summary.putArray("nodes");
        for (JsonNode node : workflow.path("nodes")) {
            copy(node, nodes.addObject(), "name", "type", "disabled");
        }
        copy(workflow, summary, "connections", "tags");
        return summary;
    }

    /** Copies the fields that are there. */
    public static void copy(JsonNode from, ObjectNode to, String... fields) {
        for (String field : fields) {
            if (from.has(field)) {
                to.set(field, from.get(field));
            }
        }
    }
}
