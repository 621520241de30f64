package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.workflow.Serialized;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields that an object argument may have, none of them required, with their types. */
public final class Fields {
    private final Map<String, Object> schemas = new LinkedHashMap<>();

    /** Adds fields of one type: {@link TypeSchema} lists the types. */
    public Fields with(String type, String... names) {
        for (String name : names) {
            schemas.put(name, TypeSchema.of(type));
        }
        return this;
    }

    /** Adds a text that is one of the given ones. */
    public Fields choice(String name, List<String> choices) {
        Map<String, Object> schema = TypeSchema.of("string");
        schema.put("enum", choices);
        schemas.put(name, schema);
        return this;
    }

    /** The names, in the order in which they were added. */
    List<String> names() {
        return List.copyOf(schemas.keySet());
    }

    /** An object with these fields, perhaps among others. */
    Map<String, Object> schema(boolean withOthers) {
        Map<String, Object> schema = TypeSchema.of("object");
        schema.put("properties", schemas);
        if (!withOthers) {
            schema.remove("additionalProperties");
        }
        return schema;
    }

    /** The object with its fields as their types have them, where a client sent them in another form. */
    ObjectNode restored(ObjectNode given) {
        ObjectNode restored = given.objectNode();
        for (Map.Entry<String, JsonNode> field : given.properties()) {
            String type = schemas.get(field.getKey()) instanceof Map<?, ?> schema ? (String) schema.get("type") : "";
            restored.set(field.getKey(), Serialized.restored(field.getValue(), type));
        }
        return restored;
    }
}
