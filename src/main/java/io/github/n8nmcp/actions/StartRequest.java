package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.Names;
import io.github.n8nmcp.workflow.TriggerNode;
import io.github.n8nmcp.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a caller wants a workflow to be started.
 *
 * @param data for the trigger; may be empty
 * @param trigger the name of one of the workflow's triggers
 * @param headers for the trigger's URL alone; their values are secrets
 */
public record StartRequest(ObjectNode data, Optional<String> trigger, Map<String, String> headers) {

    /**
     * Whether a trigger of this name may be the one that starts it.
     */
    boolean allows(String name) {
        return trigger.isEmpty() || trigger.get().equals(name);
    }

    /**
     * Refuses the name of a trigger that the workflow has not got.
     *
     * @throws ToolException that names those that there are
     */
    public void check(Workflow workflow) {
        List<String> names =
                TriggerNode.of(workflow).stream().map(TriggerNode::name).toList();
        if (trigger.isPresent() && !names.contains(trigger.get())) {
            throw ToolException.invalid("Invalid trigger: the workflow has no trigger " + Quoted.name(trigger.get())
                    + ". "
                    + (names.isEmpty() ? "It has none at all" : "Its triggers: " + Names.list(names)));
        }
    }
}
