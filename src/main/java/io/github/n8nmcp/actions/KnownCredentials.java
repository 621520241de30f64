package io.github.n8nmcp.actions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.WorkflowPage;
import io.github.n8nmcp.n8n.WorkflowQuery;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The credentials of one n8n: their ids, names and types, never what is in them. n8n 2.14 and later list them. On an
 * older one, or with a key that may not list them, they are collected from the workflows that use them.
 */
public final class KnownCredentials {
    private final Call call;
    private Set<Credential> known;
    private Map<List<String>, Set<Credential>> byTypeAndText;

    /** Asks n8n when the first credential is looked up. */
    public KnownCredentials(Call call) {
        this.call = call;
    }

    /** A credential, as a node names it. */
    public record Credential(String type, String id, String name) {
        /** As a node refers to it. */
        public ObjectNode toJson() {
            return JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
        }
    }

    /** The credentials of this type that have this name or id. */
    public List<Credential> find(String type, String nameOrId) {
        if (byTypeAndText == null) {
            byTypeAndText = new HashMap<>();
            for (Credential credential : all()) {
                for (String text : List.of(credential.name(), credential.id())) {
                    byTypeAndText
                            .computeIfAbsent(List.of(credential.type(), text), any -> new LinkedHashSet<>())
                            .add(credential);
                }
            }
        }
        return List.copyOf(byTypeAndText.getOrDefault(List.of(type, nameOrId), Set.of()));
    }

    /** The names of the credentials of this type, up to 30. */
    public List<String> names(String type) {
        return all().stream()
                .filter(credential -> credential.type().equals(type))
                .map(credential -> "'" + credential.name() + "'")
                .distinct()
                .limit(30)
                .toList();
    }

    private Set<Credential> all() {
        if (known == null) {
            known = listed().orElseGet(this::used);
        }
        return known;
    }

    private Optional<Set<Credential>> listed() {
        try {
            return call.n8n().credentials().map(KnownCredentials::credentials);
        } catch (N8nException e) {
            if (e.hasStatus(403)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Set<Credential> credentials(ArrayNode list) {
        Set<Credential> credentials = new LinkedHashSet<>();
        for (JsonNode credential : list) {
            credentials.add(new Credential(
                    credential.path("type").asText(),
                    credential.path("id").asText(),
                    credential.path("name").asText()));
        }
        return credentials;
    }

    private Set<Credential> used() {
        Set<Credential> used = new LinkedHashSet<>();
        Optional<String> cursor = Optional.empty();
        do {
            WorkflowQuery query = new WorkflowQuery(Optional.empty(), List.of(), Optional.empty(), 250, cursor);
            WorkflowPage<Integer> page = call.n8n().workflows(query, parser -> collect(parser, used));
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return used;
    }

    /** Holds one node of the workflow at a time. */
    private static int collect(JsonParser parser, Set<Credential> used) throws IOException {
        int nodes = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isNodes = parser.currentName().equals("nodes");
            parser.nextToken();
            if (!isNodes || !parser.isExpectedStartArrayToken()) {
                parser.skipChildren();
                continue;
            }
            for (; parser.nextToken() != JsonToken.END_ARRAY; nodes++) {
                JsonNode node = Json.treeUnlessTooDeep(parser).orElse(MissingNode.getInstance());
                for (Map.Entry<String, JsonNode> entry :
                        node.path("credentials").properties()) {
                    JsonNode value = entry.getValue();
                    if (value.hasNonNull("id")) {
                        used.add(new Credential(
                                entry.getKey(),
                                value.path("id").asText(),
                                value.path("name").asText("")));
                    }
                }
            }
        }
        return nodes;
    }
}
