package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The targets of the outputs of one node: {@code {type: [[target, …], …]}}. */
public final class LinkTargets {
    private LinkTargets() {}

    /** Those of one output, which is made if it is not there or malformed. */
    public static ArrayNode of(ObjectNode outputsByType, String type, int output) {
        ArrayNode outputs = outputsByType.get(type) instanceof ArrayNode there ? there : outputsByType.putArray(type);
        while (outputs.size() <= output) {
            outputs.addArray();
        }
        if (!outputs.get(output).isArray()) {
            outputs.set(output, JsonNodeFactory.instance.arrayNode());
        }
        return (ArrayNode) outputs.get(output);
    }
}
