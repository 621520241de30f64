package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.Names;
import io.github.n8nmcp.workflow.TransferNodes;
import io.github.n8nmcp.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The credentials of nodes that come from another workflow: only their ids and names are known, and no secret moves. */
final class TransferCredentials {
    private final NamedCredentials named;
    private final KnownCredentials known;
    private final JsonNode chosen;
    private final boolean idsAreValid;
    private final Set<String> used = new LinkedHashSet<>();

    /**
     * Asks the target's n8n only for what is not decided otherwise.
     *
     * @param chosen names or ids in the source, each with a name or an id in the target; missing for none
     * @param idsAreValid whether source and target are on one n8n
     */
    TransferCredentials(JsonNode chosen, boolean idsAreValid, KnownCredentials known, Call call) {
        this.named = new NamedCredentials(known, call);
        this.known = known;
        this.chosen = chosen;
        this.idsAreValid = idsAreValid;
    }

    /**
     * Gives each node the credentials that were chosen, else those of its counterpart in the target, else those of the
     * same type and name.
     */
    void decide(List<TransferNodes.Placed> nodes) {
        nodes.forEach(placed -> decide(placed.node(), placed.counterpart()));
        for (Map.Entry<String, JsonNode> choice : chosen.properties()) {
            if (!used.contains(choice.getKey())) {
                throw ToolException.invalid("Invalid credentials: no node of the source has a credential "
                        + Quoted.name(choice.getKey()) + ". Nothing was written.");
            }
        }
    }

    private void decide(ObjectNode node, JsonNode counterpart) {
        ObjectNode decided = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : node.path("credentials").properties()) {
            decided.set(entry.getKey(), decided(entry.getKey(), entry.getValue(), counterpart));
        }
        for (Map.Entry<String, JsonNode> own : counterpart.path("credentials").properties()) {
            if (!decided.has(own.getKey()) && own.getValue().hasNonNull("id")) {
                decided.set(own.getKey(), own.getValue());
            }
        }
        if (!decided.isEmpty()) {
            node.set("credentials", decided);
        }
    }

    private JsonNode decided(String type, JsonNode value, JsonNode counterpart) {
        String name = value.path("name").asText("");
        for (String key : List.of(name, value.path("id").asText(""))) {
            if (!key.isEmpty() && chosen.has(key)) {
                used.add(key);
                return named.resolved(type, chosen.get(key));
            }
        }
        JsonNode own = counterpart.path("credentials").path(type);
        if (own.hasNonNull("id")) {
            return own;
        }
        if (idsAreValid) {
            return value;
        }
        List<Credential> found = known.find(type, name).stream()
                .filter(credential -> credential.name().equals(name))
                .toList();
        if (found.size() == 1) {
            return found.get(0).toJson();
        }
        // n8n's own form for "not known": it looks for the name itself when it stores the node.
        return JsonNodeFactory.instance.objectNode().putNull("id").put("name", name);
    }

    /** A sentence for each credential that nodes of the stored workflow name and do not have. */
    static List<String> missing(ArrayNode sent, Workflow stored, String instance) {
        Map<String, List<String>> nodes = new LinkedHashMap<>();
        for (JsonNode node : sent) {
            for (Map.Entry<String, JsonNode> entry : node.path("credentials").properties()) {
                boolean isOpen = !entry.getValue().hasNonNull("id");
                if (isOpen && !hasId(node, entry.getKey(), stored)) {
                    String what = Quoted.name(entry.getValue().path("name").asText()) + " of type "
                            + Quoted.name(entry.getKey());
                    nodes.computeIfAbsent(what, key -> new ArrayList<>())
                            .add(node.path("name").asText());
                }
            }
        }
        return nodes.entrySet().stream()
                .map(entry -> "No single credential " + entry.getKey() + " is known on instance '" + instance
                        + "': missing in " + Names.list(entry.getValue()) + ".")
                .toList();
    }

    private static boolean hasId(JsonNode sent, String type, Workflow stored) {
        for (JsonNode node : stored.nodes()) {
            if (node.path("name").equals(sent.path("name"))) {
                return node.path("credentials").path(type).hasNonNull("id");
            }
        }
        return false;
    }
}
