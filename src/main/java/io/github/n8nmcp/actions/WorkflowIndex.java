package io.github.n8nmcp.actions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.n8n.WorkflowPage;
import io.github.n8nmcp.n8n.WorkflowQuery;
import io.github.n8nmcp.workflow.Webhook;
import io.github.n8nmcp.workflow.Workflow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names and production webhooks of the workflows of one n8n that are not archived, read in one pass over its list.
 *
 * @param entries in the order of the list
 * @param isComplete false if the time was up before the list ended
 */
record WorkflowIndex(List<Entry> entries, boolean isComplete) {

    /** What is kept of a workflow. */
    record Entry(String id, String name, List<Webhook> webhooks, boolean isArchived) {
        boolean listensAt(Webhook webhook) {
            return webhooks.stream()
                    .anyMatch(own ->
                            own.method().equals(webhook.method()) && own.path().equals(webhook.path()));
        }
    }

    static WorkflowIndex of(Call call) {
        List<Entry> entries = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            WorkflowQuery query = new WorkflowQuery(Optional.empty(), List.of(), Optional.empty(), 250, cursor);
            WorkflowPage<Entry> page = call.n8n().workflows(query, WorkflowIndex::entry);
            entries.addAll(page.workflows());
            cursor = page.nextCursor();
        } while (cursor.isPresent() && call.hasTimeForMore());
        return new WorkflowIndex(entries, cursor.isEmpty());
    }

    private static Entry entry(JsonParser parser) throws IOException {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id", "name", "isArchived" -> kept.set(field, Json.tree(parser));
                case "nodes" -> kept.set(field, webhooks(parser));
                default -> parser.skipChildren();
            }
        }
        Workflow workflow = new Workflow(kept);
        return new Entry(
                workflow.id(),
                workflow.name(),
                Webhook.of(workflow),
                kept.path("isArchived").asBoolean());
    }

    /** Holds one node at a time, and keeps those that may be webhooks. */
    private static ArrayNode webhooks(JsonParser parser) throws IOException {
        ArrayNode webhooks = JsonNodeFactory.instance.arrayNode();
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return webhooks;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode node = Json.tree(parser);
            if (node.path("type").asText().endsWith("webhook")) {
                webhooks.add(node);
            }
        }
        return webhooks;
    }

    boolean has(String id) {
        return entries.stream().anyMatch(entry -> entry.id().equals(id));
    }

    List<String> idsNamed(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name) && !entry.isArchived())
                .map(Entry::id)
                .toList();
    }

    /** Another workflow that has the same webhook. */
    Optional<Entry> listeningAt(Webhook webhook, String exceptId) {
        return entries.stream()
                .filter(entry -> !entry.id().equals(exceptId) && !entry.isArchived() && entry.listensAt(webhook))
                .findFirst();
    }
}
