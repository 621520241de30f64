package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The targets of the outputs of nodes, within the links of a workflow. */
final class LinkTargets {
    private LinkTargets() {}

    /** Those of one output, which is made with everything around it if it is not there yet. */
    static ArrayNode of(ObjectNode links, String source, String type, int output) {
        ArrayNode outputs = links.withObjectProperty(source).withArrayProperty(type);
        while (outputs.size() <= output) {
            outputs.addArray();
        }
        if (!outputs.get(output).isArray()) {
            outputs.set(output, JsonNodeFactory.instance.arrayNode());
        }
        return (ArrayNode) outputs.get(output);
    }
}
