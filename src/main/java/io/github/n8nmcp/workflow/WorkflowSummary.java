package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a list shows of a workflow.
 *
 * @param nodes how many nodes it has
 * @param archived whether n8n's trash holds it (n8n 1.94 and later)
 */
public record WorkflowSummary(
        String id,
        String name,
        boolean active,
        String createdAt,
        String updatedAt,
        int nodes,
        List<Tag> tags,
        boolean archived) {

    /** A tag of a workflow. */
    public record Tag(String id, String name) {}

    /**
     * Reads one workflow of any size, the parser standing at its start, and keeps no more than this
     * record of it.
     */
    public static WorkflowSummary read(JsonParser parser) throws IOException {
        String id = "";
        String name = "";
        boolean active = false;
        String createdAt = "";
        String updatedAt = "";
        int nodes = 0;
        List<Tag> tags = List.of();
        boolean archived = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id" -> id = text(parser);
                case "name" -> name = text(parser);
                case "active" -> active = isTrue(parser);
                case "createdAt" -> createdAt = text(parser);
                case "updatedAt" -> updatedAt = text(parser);
                case "isArchived" -> archived = isTrue(parser);
                case "nodes" -> nodes = countElements(parser);
                case "tags" -> tags = readTags(parser);
                default -> parser.skipChildren();
            }
        }
        return new WorkflowSummary(id, name, active, createdAt, updatedAt, nodes, tags, archived);
    }

    /** The value as a text, however it is written; nothing for what is none. */
    private static String text(JsonParser parser) throws IOException {
        parser.skipChildren();
        return parser.getValueAsString("");
    }

    private static boolean isTrue(JsonParser parser) throws IOException {
        parser.skipChildren();
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    private static int countElements(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return 0;
        }
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            count++;
        }
        return count;
    }

    private static List<Tag> readTags(JsonParser parser) throws IOException {
        List<Tag> tags = new ArrayList<>();
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return tags;
        }
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            String id = "";
            String name = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "id" -> id = text(parser);
                    case "name" -> name = text(parser);
                    default -> parser.skipChildren();
                }
            }
            tags.add(new Tag(id, name));
        }
        return tags;
    }

    /** Whether it bears every one of these tags. */
    public boolean hasTags(List<String> names) {
        return names.stream()
                .allMatch(wanted -> tags.stream().anyMatch(tag -> tag.name().equals(wanted)));
    }

    /** As the caller sees it; {@code isArchived} only when true. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", id).put("name", name).put("active", active);
        json.put("createdAt", createdAt).put("updatedAt", updatedAt).put("nodes", nodes);
        var array = json.putArray("tags");
        tags.forEach(tag -> array.addObject().put("id", tag.id()).put("name", tag.name()));
        if (archived) {
            json.put("isArchived", true);
        }
        return json;
    }
}
