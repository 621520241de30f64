package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * What a list shows of a workflow.
 *
 * @param json {@code {id, name, active, createdAt, updatedAt, nodes, tags}}, {@code isArchived} when it is true, and
 *     {@code matches} with the names of some nodes that hold the text that was looked for
 */
public record WorkflowSummary(ObjectNode json) {
    private static final Set<String> READ =
            Set.of("id", "name", "active", "createdAt", "updatedAt", "tags", "isArchived");

    /** Reads one workflow of any size, the parser standing at its start, and keeps no more of it than the summary. */
    public static WorkflowSummary read(JsonParser parser) throws IOException {
        return read(parser, WorkflowSummary::countElements);
    }

    /** As {@link #read(JsonParser)}, and looks into each of its nodes. */
    public static WorkflowSummary read(JsonParser parser, NodeSearch search) throws IOException {
        ArrayNode matches = JsonNodeFactory.instance.arrayNode();
        WorkflowSummary summary = read(parser, nodes -> search(nodes, search, matches));
        if (!matches.isEmpty()) {
            summary.json().set("matches", matches);
        }
        return summary;
    }

    private static WorkflowSummary read(JsonParser parser, NodeCounter counter) throws IOException {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        int nodes = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("nodes")) {
                nodes = counter.count(parser);
            } else if (READ.contains(field)) {
                read.set(field, Json.tree(parser));
            } else {
                parser.skipChildren();
            }
        }
        return new WorkflowSummary(summary(read, nodes));
    }

    private interface NodeCounter {
        int count(JsonParser parser) throws IOException;
    }

    /** Holds one node at a time. */
    private static int search(JsonParser parser, NodeSearch search, ArrayNode matches) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return 0;
        }
        int count = 0;
        for (; parser.nextToken() != JsonToken.END_ARRAY; count++) {
            JsonNode node = Json.tree(parser);
            if (matches.size() < NodeSearch.MOST_MATCHES && search.matches(node)) {
                matches.add(node.path("name").asText(""));
            }
        }
        return count;
    }

    private static ObjectNode summary(ObjectNode read, int nodes) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", read.path("id").asText(""));
        json.put("name", read.path("name").asText(""));
        json.put("active", read.path("active").asBoolean());
        json.put("createdAt", read.path("createdAt").asText(""));
        json.put("updatedAt", read.path("updatedAt").asText(""));
        json.put("nodes", nodes);
        ArrayNode tags = json.putArray("tags");
        for (JsonNode tag : read.path("tags")) {
            if (tag.isObject()) {
                tags.addObject()
                        .put("id", tag.path("id").asText(""))
                        .put("name", tag.path("name").asText(""));
            }
        }
        if (read.path("isArchived").asBoolean()) {
            json.put("isArchived", true);
        }
        return json;
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

    /** Whether some node holds the text that was sought. */
    public boolean isMatch() {
        return json.has("matches");
    }

    /** Whether it has every one of these tags. */
    public boolean hasTags(List<String> names) {
        List<String> present = json.path("tags").findValuesAsText("name");
        return present.containsAll(names);
    }
}
