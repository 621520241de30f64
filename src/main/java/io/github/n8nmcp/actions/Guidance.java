package io.github.n8nmcp.actions;

import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.workflow.Triggers;
import io.github.n8nmcp.workflow.Webhook;
import io.github.n8nmcp.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a workflow was not started, and the ways in which this very workflow can be.
 *
 * @param ways sentences, the easiest first
 */
public record Guidance(String reason, List<String> ways) {
    private static final String CANNOT = "This n8n's API cannot start a run, ";

    /** For a workflow as it is now. */
    public static Guidance of(Workflow workflow, Instance instance) {
        boolean active = workflow.isActive();
        List<String> ways = new ArrayList<>();
        String reason;
        List<Webhook> webhooks = Webhook.of(workflow);
        Optional<String> form = Triggers.path(workflow, "formTrigger");
        Optional<String> chat = Triggers.path(workflow, "chatTrigger");
        if (!webhooks.isEmpty()) {
            reason = byWebhook(webhooks.get(0), active, instance, ways);
        } else if (form.isPresent()) {
            reason = "and the workflow is started by a form that a person fills in.";
            activateFirst(active, ways);
            ways.add("Open its form in a browser: " + instance.baseUrl() + "/form/" + form.get());
        } else if (chat.isPresent()) {
            reason = "and the workflow is started by a chat.";
            activateFirst(active, ways);
            ways.add("If its chat is public, send POST " + instance.webhookUrl() + "/" + chat.get()
                    + "/chat with {\"action\": \"sendMessage\", \"sessionId\": \"1\", \"chatInput\": \"Hello\"}.");
        } else if (Triggers.hasValidTrigger(workflow.nodes())) {
            reason = "and the workflow is started by its own trigger only" + (active ? "." : ", while it is active.");
            activateFirst(active, ways);
            ways.add("Add a node of type n8n-nodes-base.webhook with update_workflow, activate the workflow, and call "
                    + "execute_workflow again.");
        } else {
            reason = "and the workflow has no trigger but a manual one.";
            ways.add(
                    "Add a node of type n8n-nodes-base.webhook (or a scheduleTrigger) with update_workflow and activate "
                            + "the workflow.");
        }
        ways.add("Run it in n8n's editor: " + instance.baseUrl() + "/workflow/" + workflow.id());
        return new Guidance(CANNOT + reason, ways);
    }

    private static String byWebhook(Webhook webhook, boolean active, Instance instance, List<String> ways) {
        if (!webhook.staysInside()) {
            return "and the path of the workflow's webhook leads out of n8n's webhooks, so it is not called.";
        }
        String path = webhook.isDynamic() ? webhook.path() : webhook.encodedPath();
        String url = webhook.method() + " " + instance.webhookUrl() + "/" + path;
        if (!active) {
            ways.add("Call activate_workflow, then execute_workflow again.");
            ways.add("Send " + url + " when it is active.");
            return "and the workflow's webhook answers only while it is active.";
        }
        if (webhook.isDynamic()) {
            ways.add("Send " + url + " with the variable parts of its path filled in.");
            return "and the path of the workflow's webhook has parts that only you can know.";
        }
        if (!webhook.isOpen() && webhook.authentication().equals("none")) {
            return "and the method of the workflow's webhook is an expression, which only n8n can work out.";
        }
        if (!webhook.isOpen()) {
            ways.add("Send " + url + " with the credentials of its " + webhook.authentication() + ".");
            return "and the workflow's webhook asks for " + webhook.authentication()
                    + " credentials, which this server does not have.";
        }
        ways.add("Call deactivate_workflow and activate_workflow, so that n8n registers its webhook again, then "
                + "execute_workflow again.");
        return "and n8n did not take a call of the workflow's webhook, though the workflow is active.";
    }

    private static void activateFirst(boolean active, List<String> ways) {
        if (!active) {
            ways.add("Call activate_workflow, so that its trigger starts it.");
        }
    }
}
