package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A node that starts a workflow.
 *
 * @param type what follows the package in its type, such as {@code scheduleTrigger}
 * @param isManual whether only the editor starts it
 */
public record TriggerNode(String name, String type, boolean isDisabled, boolean isManual) {

    /** All of a workflow, in their order, the disabled ones too. */
    public static List<TriggerNode> of(Workflow workflow) {
        List<TriggerNode> triggers = new ArrayList<>();
        for (JsonNode json : workflow.nodes()) {
            Node node = new Node(json);
            if (node.isTrigger()) {
                triggers.add(new TriggerNode(node.name(), node.shortType(), node.isDisabled(), node.isManualTrigger()));
            }
        }
        return triggers;
    }
}
