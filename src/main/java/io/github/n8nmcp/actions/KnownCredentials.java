package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.n8n.N8nException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The credentials of one n8n: their ids, names and types, never what is in them. n8n 2.14 and later list them. On an
 * older one, or with a key that may not list them, they are collected from the workflows that use them.
 */
final class KnownCredentials {
    private final Call call;
    private final Supplier<WorkflowIndex> workflows;
    private Set<Credential> known;
    private boolean complete = true;
    private Map<List<String>, Set<Credential>> byTypeAndText;

    /**
     * Asks n8n when the first credential is looked up.
     *
     * @param workflows those of the same n8n
     */
    KnownCredentials(Call call, Supplier<WorkflowIndex> workflows) {
        this.call = call;
        this.workflows = workflows;
    }

    /** The credentials of this type that have this name or id. */
    List<Credential> find(String type, String nameOrId) {
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
    List<String> names(String type) {
        return all().stream()
                .filter(credential -> credential.type().equals(type))
                .map(credential -> Quoted.name(credential.name()))
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

    private Set<Credential> used() {
        WorkflowIndex index = workflows.get();
        complete = index.isComplete();
        return index.credentials();
    }

    /** Whether there are no others, as far as was looked. */
    boolean isComplete() {
        return complete;
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
}
