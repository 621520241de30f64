package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;

/** What a caller sees of a definition that n8n gave. */
public final class WorkflowView {
    /** The owner's e-mail address, and a second copy of all nodes. */
    private static final Set<String> NEVER_SHOWN = Set.of("shared", "activeVersion");

    private WorkflowView() {}

    /** Everything but what no caller should see. */
    public static ObjectNode full(ObjectNode workflow) {
        return workflow.deepCopy().remove(NEVER_SHOWN);
    }

    /** The same as it is read, the parser standing at the start of the definition. */
    public static void copyFull(JsonParser workflow, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (String field = workflow.nextFieldName(); field != null; field = workflow.nextFieldName()) {
            workflow.nextToken();
            if (NEVER_SHOWN.contains(field)) {
                workflow.skipChildren();
            } else {
                out.writeFieldName(field);
                out.copyCurrentStructureExact(workflow);
            }
        }
        out.writeEndObject();
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
