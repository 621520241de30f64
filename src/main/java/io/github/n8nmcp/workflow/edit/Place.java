package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A key of an object, or an index of a list. The index after the last entry is where a new entry goes. */
record Place(JsonNode container, String key, int index) {
    static Place of(ObjectNode object, String key) {
        return new Place(object, key, -1);
    }

    JsonNode value() {
        JsonNode value = container instanceof ObjectNode object ? object.get(key) : container.get(index);
        return value == null ? MissingNode.getInstance() : value;
    }

    void set(JsonNode value) {
        if (container instanceof ObjectNode object) {
            object.set(key, value);
        } else if (index == container.size()) {
            ((ArrayNode) container).add(value);
        } else {
            ((ArrayNode) container).set(index, value);
        }
    }

    void remove() {
        if (container instanceof ObjectNode object) {
            object.remove(key);
        } else {
            ((ArrayNode) container).remove(index);
        }
    }
}
