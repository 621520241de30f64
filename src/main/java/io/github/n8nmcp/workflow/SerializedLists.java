package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists within a node's parameters that came as objects with the keys 0, 1 and so on, put back at every depth. */
final class SerializedLists {
    private final List<String> paths = new ArrayList<>();

    /** Where lists were restored, each as {@code .rules.values}. */
    List<String> paths() {
        return paths;
    }

    JsonNode restored(JsonNode parameters) {
        return restored(parameters, "");
    }

    private JsonNode restored(JsonNode value, String path) {
        if (value.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < value.size(); i++) {
                list.add(restored(value.get(i), path + "[" + i + "]"));
            }
            return list;
        }
        if (!value.isObject()) {
            return value;
        }
        JsonNode list = Serialized.list(value);
        if (list.isArray()) {
            paths.add(path);
            return restored(list, path);
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        // The columns of a resource mapper are names of the user's own, which may be 0 and 1.
        boolean hasColumns = value.has("mappingMode");
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            boolean columns = hasColumns && field.getKey().equals("value");
            object.set(
                    field.getKey(),
                    columns ? field.getValue() : restored(field.getValue(), path + "." + field.getKey()));
        }
        return object;
    }
}
