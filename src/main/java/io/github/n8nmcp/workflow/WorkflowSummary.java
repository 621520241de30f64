package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.Quoted;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a list shows of a workflow.
 *
 * @param json {@code {id, name, active, createdAt, updatedAt, nodes, tags}}, {@code isArchived} when it is true, and
 *     {@code matches} with the names of some nodes that hold the text that was looked for
 * @param tooDeep whether a part of it is nested too deeply to be read, which is left out
 */
public record WorkflowSummary(ObjectNode json, boolean tooDeep) {
    private static final Set<String> READ =
            Set.of("id", "name", "active", "createdAt", "updatedAt", "tags", "isArchived");

    /** Reads one workflow of any size, the parser standing at its start, and keeps no more of it than the summary. */
    public static WorkflowSummary read(JsonParser parser) throws IOException {
        return read(parser, WorkflowSummary::countElements);
    }

    /** As {@link #read(JsonParser)}, and looks into each of its nodes. */
    public static WorkflowSummary read(JsonParser parser, NodeSearch search) throws IOException {
        ArrayNode matches = JsonNodeFactory.instance.arrayNode();
        boolean[] tooDeep = {false};
        WorkflowSummary summary = read(parser, nodes -> search(nodes, search, matches, tooDeep));
        if (!matches.isEmpty()) {
            summary.json().set("matches", matches);
        }
        return tooDeep[0] ? new WorkflowSummary(summary.json(), true) : summary;
    }

    private static WorkflowSummary read(JsonParser parser, NodeCounter counter) throws IOException {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        int nodes = 0;
        boolean tooDeep = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("nodes")) {
                nodes = counter.count(parser);
            } else if (READ.contains(field)) {
                Optional<JsonNode> value = Json.treeUnlessTooDeep(parser);
                value.ifPresent(tree -> read.set(field, tree));
                tooDeep |= value.isEmpty();
            } else {
                parser.skipChildren();
            }
        }
        return new WorkflowSummary(summary(read, nodes), tooDeep);
    }

    private interface NodeCounter {
        int count(JsonParser parser) throws IOException;
    }

    /** Holds one node at a time. */
    private static int search(JsonParser parser, NodeSearch search, ArrayNode matches, boolean[] tooDeep)
            throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return 0;
        }
        int count = 0;
        for (; parser.nextToken() != JsonToken.END_ARRAY; count++) {
            Optional<JsonNode> node = Json.treeUnlessTooDeep(parser);
            tooDeep[0] |= node.isEmpty();
            if (matches.size() < NodeSearch.MOST_MATCHES
                    && node.filter(search::matches).isPresent()) {
                matches.add(node.get().path("name").asText(""));
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

    /** A sentence about what could not be read of it, if there is something. */
    public Optional<String> warning() {
        return tooDeep
                ? Optional.of("Workflow " + Quoted.name(json.path("name").asText()) + " (id "
                        + Quoted.name(json.path("id").asText())
                        + ") has a part that is nested more than 10,000 levels deep, which was not looked into. Look at "
                        + "it in n8n's editor.")
                : Optional.empty();
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
