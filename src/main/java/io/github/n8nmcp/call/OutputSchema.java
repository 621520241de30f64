package io.github.n8nmcp.call;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a tool's answer as a JSON Schema: their names and types, and no more, since the list of tools is sent
 * with every conversation.
 */
public final class OutputSchema {
    private final Map<String, Object> properties = new LinkedHashMap<>();

    /** Adds fields of one type: {@link TypeSchema} lists the types. */
    public OutputSchema with(String type, String... names) {
        for (String name : names) {
            properties.put(name, TypeSchema.of(type));
        }
        return this;
    }

    /** The schema; any answer may also have warnings, and fields that are not named. */
    public Map<String, Object> toMap() {
        with("string[]", "warnings");
        Map<String, Object> schema = TypeSchema.of("object");
        schema.put("properties", properties);
        return schema;
    }
}
