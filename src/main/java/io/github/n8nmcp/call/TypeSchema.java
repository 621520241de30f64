package io.github.n8nmcp.call;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON Schema of a type. It has one type and no list of types, and an object says that any field is allowed: models'
 * providers refuse lists of types, and clients that convert schemas drop every field of an object that does not say so.
 */
final class TypeSchema {
    private TypeSchema() {}

    /** The schema of a type of JSON (any {@code object} is an open one), or of one followed by {@code []} for a list. */
    static Map<String, Object> of(String type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (type.endsWith("[]")) {
            schema.put("type", "array");
            schema.put("items", of(type.substring(0, type.length() - 2)));
            return schema;
        }
        schema.put("type", type);
        if (type.equals("object")) {
            schema.put("properties", Map.of());
            schema.put("additionalProperties", true);
        }
        return schema;
    }
}
