package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.WebhookAnswer;
import io.github.n8nmcp.workflow.Webhook;
import io.github.n8nmcp.workflow.Workflow;
import java.util.List;
import java.util.Optional;

/** Starts an active workflow by a production webhook that asks for no credentials. */
public final class WebhookStart {
    private final Webhook webhook;
    private final int others;

    private WebhookStart(Webhook webhook, int others) {
        this.webhook = webhook;
        this.others = others;
    }

    /** Nothing if the workflow is not active, or has no webhook that needs neither credentials nor a part of its path. */
    public static Optional<WebhookStart> of(Workflow workflow) {
        if (!workflow.isActive()) {
            return Optional.empty();
        }
        List<Webhook> open =
                Webhook.of(workflow).stream().filter(Webhook::isOpen).toList();
        return open.stream().findFirst().map(first -> new WebhookStart(first, open.size() - 1));
    }

    /** What came of calling the webhook. */
    public enum Outcome {
        /** A run was started, or may have been. */
        STARTED,
        /** 401 or 403, from n8n or from the workflow itself: its executions show whether it ran. */
        REFUSED,
        /** n8n has no such webhook, so nothing was started. */
        NOT_REGISTERED
    }

    /** Calls the webhook and puts what it answered under {@code response}. */
    public Outcome run(ObjectNode data, ObjectNode answer, Call call) {
        WebhookAnswer webhookAnswer;
        try {
            webhookAnswer = call.n8n().webhooks().call(webhook, data);
        } catch (N8nException e) {
            if (!e.mayHaveActed()) {
                throw e;
            }
            call.warn("The webhook gave no whole answer; the run may go on: " + e.getMessage());
            return Outcome.STARTED;
        }
        answer.putObject("response").put("status", webhookAnswer.status()).set("body", webhookAnswer.body());
        if (webhookAnswer.cut()) {
            call.warn("The webhook's answer was longer than is shown in response.");
        }
        if (webhookAnswer.isNotRegistered()) {
            return Outcome.NOT_REGISTERED;
        }
        if (webhookAnswer.status() >= 400) {
            call.warn("The webhook answered with HTTP " + webhookAnswer.status() + "; the run may have failed.");
        }
        if (others > 0) {
            call.warn(
                    "It was started by its webhook " + Quoted.name(webhook.node()) + ", and has " + others + " more.");
        }
        return webhookAnswer.status() == 401 || webhookAnswer.status() == 403 ? Outcome.REFUSED : Outcome.STARTED;
    }
}
