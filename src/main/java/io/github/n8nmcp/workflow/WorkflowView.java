package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.UnexpectedJsonException;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a caller sees of a definition: the short parts first, since clients cut long answers at the end. */
public final class WorkflowView {
    /** The owner's e-mail address, and a second copy of all nodes. */
    private static final Set<String> NEVER_SHOWN = Set.of("shared", "activeVersion");

    private static final List<String> FIRST = List.of("id", "name", "active");
    private static final List<String> LAST = List.of("connections", "nodes", "staticData", "pinData");

    private WorkflowView() {}

    /** Everything but what no caller should see. */
    public static ObjectNode full(Workflow workflow) {
        ObjectNode json = workflow.json();
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        copy(json, shown, FIRST);
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!NEVER_SHOWN.contains(field.getKey()) && !LAST.contains(field.getKey())) {
                shown.set(field.getKey(), field.getValue());
            }
        }
        copy(json, shown, LAST);
        return shown;
    }

    /**
     * The same, copied while it is read, for a definition that is only passed on: its numbers stay as they are written.
     *
     * @param id the workflow that was asked for
     * @throws UnexpectedJsonException if the answer is not that workflow
     */
    public static byte[] full(JsonParser parser, String id) throws IOException {
        Map<String, byte[]> fields = fields(parser);
        boolean isAsked =
                Json.tree(fields.getOrDefault("id", new byte[0])).asText("").equals(id)
                        && startsWith('[', fields.get("nodes"))
                        && startsWith('{', fields.get("connections"));
        if (!isAsked) {
            throw Workflow.notAsked(id);
        }
        return Json.bytes(out -> {
            out.writeStartObject();
            for (String first : FIRST) {
                write(first, fields.remove(first), out);
            }
            Map<String, byte[]> last = new LinkedHashMap<>();
            LAST.forEach(name -> last.put(name, fields.remove(name)));
            for (Map.Entry<String, byte[]> field : fields.entrySet()) {
                write(field.getKey(), field.getValue(), out);
            }
            for (Map.Entry<String, byte[]> field : last.entrySet()) {
                write(field.getKey(), field.getValue(), out);
            }
            out.writeEndObject();
        });
    }

    private static boolean startsWith(char first, byte[] json) {
        return json != null && json.length > 0 && json[0] == first;
    }

    private static Map<String, byte[]> fields(JsonParser parser) throws IOException {
        JsonToken start = parser.nextToken();
        if (start == null) {
            throw new JsonParseException(parser, "there is no answer");
        }
        Map<String, byte[]> fields = new LinkedHashMap<>();
        if (start != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return fields;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (NEVER_SHOWN.contains(name)) {
                parser.skipChildren();
            } else {
                fields.put(name, Json.bytes(out -> Json.copy(parser, out)));
            }
        }
        return fields;
    }

    private static void write(String name, byte[] value, JsonGenerator out) throws IOException {
        if (value != null) {
            out.writeFieldName(name);
            Json.write(Json.raw(value), out);
        }
    }

    /**
     * What it is made of: each node by name and type, each link as a line.
     *
     * @param whole names or ids of nodes that are shown with all they have
     * @throws InvalidWorkflowException if there is no such node; the message names the nearest ones
     */
    public static ObjectNode summary(Workflow workflow, List<String> whole) {
        ObjectNode json = workflow.json();
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        copy(json, summary, "id", "name", "active");
        if (json.path("isArchived").asBoolean()) {
            summary.put("isArchived", true);
        }
        copy(json, summary, "versionId");
        workflow.liveVersion()
                .filter(live -> !live.equals(workflow.versionId()))
                .ifPresent(live -> summary.put("liveVersionId", live));
        copy(json, summary, "updatedAt");
        ArrayNode tags = summary.putArray("tags");
        json.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
        Set<JsonNode> shown = whole(workflow.nodes(), whole);
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
        for (JsonNode node : workflow.nodes()) {
            if (shown.contains(node)) {
                nodes.add(node);
            } else {
                copy(node, nodes.addObject(), "name", "type", "disabled");
            }
        }
        ArrayNode links = summary.putArray("links");
        LinkLines.of(workflow.connections()).forEach(links::add);
        summary.set("nodes", nodes);
        return summary;
    }

    private static Set<JsonNode> whole(JsonNode nodes, List<String> namesOrIds) {
        Map<String, JsonNode> byName = new HashMap<>();
        Map<String, JsonNode> byId = new HashMap<>();
        for (JsonNode node : nodes) {
            byName.putIfAbsent(node.path("name").asText(), node);
            byId.putIfAbsent(node.path("id").asText(), node);
        }
        Set<JsonNode> whole = Collections.newSetFromMap(new IdentityHashMap<>());
        for (String nameOrId : namesOrIds) {
            JsonNode node = byName.getOrDefault(nameOrId, byId.get(nameOrId));
            if (node == null) {
                throw InvalidWorkflowException.noNode(nameOrId, Nodes.names(nodes));
            }
            whole.add(node);
        }
        return whole;
    }

    /** Copies the fields that are there. */
    public static void copy(JsonNode from, ObjectNode to, String... fields) {
        copy(from, to, List.of(fields));
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> fields) {
        for (String field : fields) {
            if (from.has(field)) {
                to.set(field, from.get(field));
            }
        }
    }
}
