package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/** A text to look for in nodes: in their types, names, parameters, notes and credentials. */
public final class NodeSearch {
    /** At most this many of a workflow's nodes that hold the text are named. */
    static final int MOST_MATCHES = 5;

    private final String text;

    /** Upper and lower case are the same. */
    public NodeSearch(String text) {
        this.text = text.toLowerCase(Locale.ROOT);
    }

    boolean matches(JsonNode node) {
        return holds(node.path("type"))
                || holds(node.path("name"))
                || holds(node.path("parameters"))
                || holds(node.path("credentials"))
                || holds(node.path("notes"));
    }

    private boolean holds(JsonNode value) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                if (holds(field.getKey()) || holds(field.getValue())) {
                    return true;
                }
            }
            return false;
        }
        if (value.isArray()) {
            for (JsonNode element : value) {
                if (holds(element)) {
                    return true;
                }
            }
            return false;
        }
        return value.isValueNode() && holds(value.asText());
    }

    private boolean holds(String value) {
        return value.toLowerCase(Locale.ROOT).contains(text);
    }
}
