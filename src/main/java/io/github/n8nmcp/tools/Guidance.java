package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.workflow.Triggers;
import io.github.n8nmcp.workflow.Webhook;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a workflow was not started, and the ways in which this very workflow can be.
 *
 * @param ways sentences, the easiest first
 */
record Guidance(String reason, List<String> ways) {

    static Guidance of(JsonNode workflow, Instance instance) {
        String id = workflow.path("id").asText();
        boolean active = workflow.path("active").asBoolean();
        List<Webhook> webhooks = Webhook.of(workflow);
        List<String> ways = new ArrayList<>();
        String reason = "This n8n's API cannot start a run";
        if (!webhooks.isEmpty()) {
            Webhook webhook = webhooks.get(0);
            if (!active) {
                ways.add("Call activate_workflow, so that its webhook answers.");
            }
            ways.add("Send " + webhook.method() + " " + instance.webhookUrl() + "/" + webhook.path()
                    + (webhook.authentication().equals("none")
                            ? ""
                            : " with the credentials of its " + webhook.authentication())
                    + (active ? "." : " when it is active."));
            reason += active ? "; its webhook can" : ", and its webhook answers only while the workflow is active";
        } else if (Triggers.hasValidTrigger(workflow.path("nodes"))) {
            reason += ", and the workflow is started by its own trigger only" + (active ? "" : ", while it is active");
            if (!active) {
                ways.add("Call activate_workflow, so that its trigger starts it.");
            }
            ways.add(
                    "Add a node of type n8n-nodes-base.webhook with update_workflow, activate the workflow, and call its URL.");
        } else {
            reason += ", and the workflow has no trigger but a manual one";
            ways.add(
                    "Add a node of type n8n-nodes-base.webhook (or a scheduleTrigger) with update_workflow and activate "
                            + "the workflow.");
        }
        ways.add("Run it in n8n's editor: " + instance.baseUrl() + "/workflow/" + id);
        return new Guidance(reason + ".", ways);
    }
}
