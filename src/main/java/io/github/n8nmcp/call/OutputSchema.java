package io.github.n8nmcp.call;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a tool's answer as a JSON Schema: their names and types, and no more, since the list of tools is sent
 * with every conversation.
 */
public final class OutputSchema {
    private final Map<String, Object> properties = new LinkedHashMap<>();

    /** Adds fields of one type: a JSON type, or one followed by {@code []} for a list. */
    public OutputSchema with(String type, String... names) {
        for (String name : names) {
            properties.put(name, type(type));
        }
        return this;
    }

    /** The schema; any answer may also have warnings. */
    public Map<String, Object> toMap() {
        with("string[]", "warnings");
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        return schema;
    }

    private static Map<String, Object> type(String type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (type.endsWith("[]")) {
            schema.put("type", "array");
            schema.put("items", type(type.substring(0, type.length() - 2)));
        } else {
            schema.put("type", type);
        }
        return schema;
    }
}
