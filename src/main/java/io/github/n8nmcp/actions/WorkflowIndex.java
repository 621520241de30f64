package io.github.n8nmcp.actions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.n8n.N8nClient;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.WorkflowPage;
import io.github.n8nmcp.n8n.WorkflowQuery;
import io.github.n8nmcp.workflow.HttpTrigger;
import io.github.n8nmcp.workflow.HttpTriggers;
import io.github.n8nmcp.workflow.Webhook;
import io.github.n8nmcp.workflow.Workflow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the workflows of one n8n are called, where they listen and which credentials they use, read in one pass over its
 * list.
 *
 * @param entries in the order of the list
 * @param isComplete false if the time was up before the list ended, or the key may not list workflows
 */
record WorkflowIndex(List<Entry> entries, Set<Credential> credentials, boolean isComplete) {

    private static final List<String> HTTP_TRIGGERS = List.of(".webhook", ".chatTrigger", ".formTrigger");

    /** What is kept of a workflow. */
    record Entry(String id, String name, List<HttpTrigger> triggers, boolean isArchived) {
        /** Where it listens at the address of this trigger too: method and path. */
        List<String> addressesShared(HttpTrigger trigger) {
            return triggers.stream()
                    .filter(own -> own.endpoint() == trigger.endpoint())
                    .flatMap(own -> shared(own, trigger).stream())
                    .distinct()
                    .toList();
        }

        private static List<String> shared(HttpTrigger own, HttpTrigger other) {
            if (own instanceof Webhook one && other instanceof Webhook two) {
                return one.path().equals(two.path())
                        ? one.methods().stream()
                                .filter(two.methods()::contains)
                                .map(method -> method + " " + one.path())
                                .toList()
                        : List.of();
            }
            return own.address().equals(other.address()) ? List.of(own.address()) : List.of();
        }
    }

    /**
     * Reads the list.
     *
     * @param purpose what it is read for, for the warning if it is not complete
     */
    static WorkflowIndex of(N8nClient n8n, String purpose, Consumer<String> warnings) {
        try {
            WorkflowIndex index = of(n8n);
            if (!index.isComplete()) {
                warnings.accept("The time was too short to look at all workflows on instance '"
                        + n8n.instance().name() + "', so " + purpose + " may be there that were not seen.");
            }
            return index;
        } catch (N8nException e) {
            if (!e.hasStatus(403)) {
                throw e;
            }
            warnings.accept("The key of instance '" + n8n.instance().name() + "' may not list workflows, so " + purpose
                    + " were not looked for.");
            return new WorkflowIndex(List.of(), Set.of(), false);
        }
    }

    /** Reads the list, as far as the time of the call allows. */
    static WorkflowIndex of(N8nClient n8n) {
        List<Entry> entries = new ArrayList<>();
        Set<Credential> credentials = new LinkedHashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            WorkflowQuery query = new WorkflowQuery(Optional.empty(), List.of(), Optional.empty(), 250, cursor);
            WorkflowPage<Entry> page = n8n.workflows(query, parser -> entry(parser, credentials));
            entries.addAll(page.workflows());
            cursor = page.nextCursor();
        } while (cursor.isPresent() && n8n.hasTimeForMore());
        return new WorkflowIndex(entries, credentials, cursor.isEmpty());
    }

    private static Entry entry(JsonParser parser, Set<Credential> credentials) throws IOException {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id", "name", "isArchived" -> kept.set(field, Json.tree(parser));
                case "nodes" -> kept.set(field, httpTriggers(parser, credentials));
                default -> parser.skipChildren();
            }
        }
        Workflow workflow = new Workflow(kept);
        boolean isArchived = kept.path("isArchived").asBoolean();
        return new Entry(workflow.id(), workflow.name(), HttpTriggers.of(workflow), isArchived);
    }

    /** Holds one node at a time, and keeps those that a request may start. */
    private static ArrayNode httpTriggers(JsonParser parser, Set<Credential> credentials) throws IOException {
        ArrayNode triggers = JsonNodeFactory.instance.arrayNode();
        if (!parser.isExpectedStartArrayToken()) {
            parser.skipChildren();
            return triggers;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonNode node = Json.treeUnlessTooDeep(parser).orElse(MissingNode.getInstance());
            credentials.addAll(Credential.of(node));
            String type = node.path("type").asText();
            if (HTTP_TRIGGERS.stream().anyMatch(type::endsWith)) {
                triggers.add(node);
            }
        }
        return triggers;
    }

    boolean has(String id) {
        return entries.stream().anyMatch(entry -> entry.id().equals(id));
    }

    /** The name of the workflow of this id. */
    Optional<String> nameOf(String id) {
        return entries.stream()
                .filter(entry -> entry.id().equals(id))
                .map(Entry::name)
                .findFirst();
    }

    /** The ids of the workflows of this name that are not archived. */
    List<String> idsNamed(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name) && !entry.isArchived())
                .map(Entry::id)
                .toList();
    }

    /** Another workflow that listens at the same address. */
    Optional<Entry> listeningAt(HttpTrigger trigger, String exceptId) {
        return entries.stream()
                .filter(entry -> !entry.id().equals(exceptId)
                        && !entry.isArchived()
                        && !entry.addressesShared(trigger).isEmpty())
                .findFirst();
    }
}
