package io.github.n8nmcp.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a tool's answer as a JSON Schema: their names and types, and no more. */
final class OutputSchema {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    /** Fields that every answer has. */
    OutputSchema always(String type, String... names) {
        required.addAll(List.of(names));
        return sometimes(type, names);
    }

    /** Fields that some answers have. */
    OutputSchema sometimes(String type, String... names) {
        for (String name : names) {
            properties.put(name, type(type));
        }
        return this;
    }

    /** The schema; every answer may also have {@code warnings}. */
    Map<String, Object> toMap() {
        sometimes("string[]", "warnings");
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    private static Map<String, Object> type(String type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (type.endsWith("[]")) {
            schema.put("type", "array");
            schema.put("items", type(type.substring(0, type.length() - 2)));
        } else if (!type.equals("any")) {
            schema.put("type", type);
        }
        return schema;
    }
}
