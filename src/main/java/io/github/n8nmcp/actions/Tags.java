package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tags of one n8n. Callers give names or ids; n8n's API takes names in lists, and ids in changes. */
public final class Tags {
    private final List<JsonNode> known = new ArrayList<>();

    private Tags(ArrayNode tags) {
        tags.forEach(known::add);
    }

    /** All tags that the n8n has. */
    public static Tags of(Call call) {
        return new Tags(call.n8n().tags());
    }

    /** The names in a list whose elements may be several names with commas between them. */
    public static List<String> split(List<String> given) {
        return given.stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * The ids of the given tags, which are names or ids.
     *
     * @throws ToolException if one does not exist; the message names those that do
     */
    public List<String> ids(List<String> namesOrIds) {
        return namesOrIds.stream()
                .map(tag -> find(tag).stream()
                        .findFirst()
                        .map(found -> found.path("id").asText())
                        .orElseThrow(() -> ToolException.invalid(
                                "There is no tag " + Quoted.name(tag) + ". " + existing() + " Nothing was written.")))
                .distinct()
                .toList();
    }

    /** The names of the given tags, which are names or ids; a name that does not exist stays as it is. */
    public List<String> names(List<String> namesOrIds) {
        return namesOrIds.stream()
                .map(tag -> find(tag).stream()
                        .findFirst()
                        .map(found -> found.path("name").asText())
                        .orElse(tag))
                .toList();
    }

    /** Those of the given tags that do not exist. */
    public List<String> unknown(List<String> namesOrIds) {
        return namesOrIds.stream().filter(tag -> find(tag).isEmpty()).toList();
    }

    /** A sentence with the tags that there are, up to 30 of them. */
    public String existing() {
        if (known.isEmpty()) {
            return "This n8n has no tags.";
        }
        List<String> names = known.stream()
                .limit(30)
                .map(tag -> Quoted.name(tag.path("name").asText()))
                .toList();
        return "There are: " + String.join(", ", names) + (known.size() > 30 ? " …" : "") + ".";
    }

    /** A name counts before an id, since a name may look like one. */
    private List<JsonNode> find(String nameOrId) {
        List<JsonNode> named = with("name", nameOrId);
        return named.isEmpty() ? with("id", nameOrId) : named;
    }

    private List<JsonNode> with(String key, String value) {
        return known.stream()
                .filter(tag -> tag.path(key).asText().equals(value))
                .toList();
    }
}
