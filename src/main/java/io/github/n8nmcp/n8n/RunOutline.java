package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.util.Set;

/** Reads a run without what its nodes gave, which can be most of it: how it ended, its error, and its last node. */
final class RunOutline {
    private static final Set<String> LARGE =
            Set.of("workflowData", "customData", "executionData", "startData", "runData");

    private RunOutline() {}

    /** The run as n8n gives it, minus its large parts. */
    static ObjectNode read(JsonParser parser) throws IOException {
        parser.nextToken();
        return object(parser);
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (LARGE.contains(field)) {
                parser.skipChildren();
            } else if ((field.equals("data") || field.equals("resultData")) && value == JsonToken.START_OBJECT) {
                kept.set(field, object(parser));
            } else {
                kept.set(field, Json.tree(parser));
            }
        }
        return kept;
    }
}
