package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.json.Quoted;
import java.util.List;
import java.util.Map;

/**
 * Credentials that a caller gives by name: {@code {"smtp": "Company SMTP"}}, a name or an id, or
 * {@code {"smtp": {"name": "Company SMTP"}}}. n8n itself takes ids only, and stores any id.
 */
public final class NamedCredentials {
    private static final String KEY = "credentials";

    private final KnownCredentials known;
    private final Call call;

    /** Asks n8n only if a credential is given by name. */
    public NamedCredentials(Call call) {
        this(new KnownCredentials(call, () -> WorkflowIndex.of(call.n8n())), call);
    }

    NamedCredentials(KnownCredentials known, Call call) {
        this.known = known;
        this.call = call;
    }

    /**
     * The nodes with the ids of the credentials that they name.
     *
     * @throws ToolException if there is no such credential, or more than one; the message says which there are
     */
    public JsonNode inNodes(JsonNode nodes) {
        if (!nodes.isArray()) {
            return nodes;
        }
        JsonNode resolved = nodes.deepCopy();
        resolved.forEach(this::inNode);
        return resolved;
    }

    /** The operations of an update with the ids of the credentials that they name. */
    public JsonNode inOperations(JsonNode operations) {
        JsonNode resolved = operations.deepCopy();
        for (JsonNode operation : resolved) {
            inNode(operation.path("node"));
            JsonNode updates = operation.path("updates");
            inNode(updates);
            if (updates instanceof ObjectNode paths) {
                for (Map.Entry<String, JsonNode> update : updates.properties()) {
                    String path = update.getKey().replaceFirst("^/credentials/", KEY + ".");
                    if (path.startsWith(KEY + ".")) {
                        String type = path.substring(KEY.length() + 1);
                        paths.set(update.getKey(), resolved(type, update.getValue()));
                    }
                }
            }
        }
        return resolved;
    }

    private void inNode(JsonNode node) {
        if (node.path(KEY) instanceof ObjectNode credentials) {
            credentials.properties().forEach(entry -> entry.setValue(resolved(entry.getKey(), entry.getValue())));
        }
    }

    /** The credential of this type that a name or an id means; anything else is answered as it is. */
    JsonNode resolved(String type, JsonNode given) {
        if (given.isTextual()) {
            return only(type, given.textValue());
        }
        boolean named = given.isObject()
                && given.path("id").asText("").isEmpty()
                && given.path("name").isTextual();
        return named ? only(type, given.path("name").textValue()) : given;
    }

    private JsonNode only(String type, String nameOrId) {
        List<Credential> found = known.find(type, nameOrId);
        if (found.size() == 1) {
            return found.get(0).toJson();
        }
        String instance = call.n8n().instance().name();
        if (found.isEmpty()) {
            List<String> names = known.names(type);
            throw ToolException.invalid("There is no credential " + Quoted.name(nameOrId) + " of type "
                    + Quoted.name(type)
                    + " on instance '" + instance + "'. "
                    + (names.isEmpty() ? "None of that type is known." : "Known: " + String.join(", ", names) + ".")
                    + (known.isComplete()
                            ? ""
                            : " Not all workflows could be looked at for others: give the credential's id, or raise "
                                    + "timeout_ms of the instance.")
                    + " Nothing was written.");
        }
        List<String> ids = found.stream().map(Credential::id).toList();
        throw ToolException.invalid("There are " + found.size() + " credentials " + Quoted.name(nameOrId) + " of type "
                + Quoted.name(type) + " on instance '" + instance + "': give one of their ids, "
                + String.join(", ", ids)
                + ". Nothing was written.");
    }
}
