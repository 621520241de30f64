package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A credential as a node refers to it; what is in it is not known. */
record Credential(String type, String id, String name) {

    /** Those of a node whose ids are known. */
    static List<Credential> of(JsonNode node) {
        List<Credential> credentials = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.path("credentials").properties()) {
            JsonNode value = entry.getValue();
            if (value.hasNonNull("id")) {
                credentials.add(new Credential(
                        entry.getKey(),
                        value.path("id").asText(),
                        value.path("name").asText("")));
            }
        }
        return credentials;
    }

    /** As a node refers to it. */
    ObjectNode toJson() {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("name", name);
    }
}
