package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * A thin view over a node of a workflow. What a node does is decided by its code in n8n; here its type has to tell it.
 *
 * @param json the node, whole
 */
record Node(JsonNode json) {
    /** Start a workflow in the editor only; n8n refuses to activate one that has no other trigger. */
    private static final Set<String> MANUAL_TRIGGERS = Set.of("manualTrigger", "manualChatTrigger", "start");

    /** Start a workflow from inside n8n. n8n 2.0 and later accept them as triggers, earlier ones do not. */
    private static final Set<String> INTERNAL_TRIGGERS = Set.of("executeWorkflowTrigger", "errorTrigger");

    /** Triggers whose type does not say so. */
    private static final Set<String> OTHER_TRIGGERS = Set.of("webhook", "cron", "interval", "emailReadImap");

    private static final Set<String> OTHER_LISTENERS = Set.of("webhook", "wait", "form", "chat");

    String name() {
        return json.path("name").asText();
    }

    /** What follows the package in its type: {@code webhook} of {@code n8n-nodes-base.webhook}. */
    String shortType() {
        String type = json.path("type").asText();
        return type.substring(type.lastIndexOf('.') + 1);
    }

    boolean isDisabled() {
        return json.path("disabled").asBoolean(false);
    }

    /** Whether it starts runs, so that no link can lead to it. */
    boolean isTrigger() {
        String type = shortType();
        return type.endsWith("Trigger") || MANUAL_TRIGGERS.contains(type) || OTHER_TRIGGERS.contains(type);
    }

    /** Whether it starts runs only when somebody runs the workflow in the editor. */
    boolean isManualTrigger() {
        return MANUAL_TRIGGERS.contains(shortType());
    }

    /** Whether n8n may open a URL for it. */
    boolean listens() {
        String type = shortType();
        return OTHER_LISTENERS.contains(type)
                || (type.endsWith("Trigger")
                        && !type.equals("scheduleTrigger")
                        && !MANUAL_TRIGGERS.contains(type)
                        && !INTERNAL_TRIGGERS.contains(type));
    }
}
