package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A workflow ready to be created.
 *
 * @param definition what n8n is sent
 * @param warnings a sentence for each thing that was given and is not in it
 */
public record NewWorkflow(ObjectNode definition, List<String> warnings) {

    /**
     * Checks the parts, brings them into n8n's form, and fills in what n8n would otherwise miss.
     *
     * @param connections in n8n's form or as a list of {@code {source, target, …}}; missing for none
     * @param settings an object, or missing
     * @param staticData an object, or missing
     * @throws InvalidWorkflowException if n8n could not store or run it
     */
    public static NewWorkflow of(
            String name, JsonNode nodes, JsonNode connections, JsonNode settings, JsonNode staticData) {
        if (name.isBlank()) {
            throw InvalidWorkflowException.because("name must not be empty");
        }
        List<String> warnings = new ArrayList<>();
        ArrayNode prepared = Nodes.prepared(nodes, JsonNodeFactory.instance.arrayNode(), warnings);
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.put("name", name);
        ObjectNode links = Connections.prepared(connections, prepared, warnings);
        Unlinked.warning(prepared, links).ifPresent(warnings::add);
        definition.set("nodes", prepared);
        definition.set("connections", links);
        // The editor's default. Without it n8n runs the nodes in the order of its first versions.
        ObjectNode defaults = JsonNodeFactory.instance.objectNode().put("executionOrder", "v1");
        definition.set("settings", Settings.merged(defaults, settings));
        if (staticData.isObject()) {
            definition.set("staticData", staticData);
        }
        return new NewWorkflow(definition, warnings);
    }
}
