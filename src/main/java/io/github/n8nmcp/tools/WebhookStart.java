package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.WebhookAnswer;
import io.github.n8nmcp.workflow.Webhook;
import java.util.List;
import java.util.Optional;

/** Starts an active workflow by the production webhook that anybody may call. */
final class WebhookStart {
    private final Webhook webhook;
    private final int others;

    private WebhookStart(Webhook webhook, int others) {
        this.webhook = webhook;
        this.others = others;
    }

    /** Nothing if the workflow is not active, or has no webhook that needs neither credentials nor a part of its path. */
    static Optional<WebhookStart> of(JsonNode workflow) {
        if (!workflow.path("active").asBoolean()) {
            return Optional.empty();
        }
        List<Webhook> open =
                Webhook.of(workflow).stream().filter(Webhook::isOpen).toList();
        return open.stream().findFirst().map(first -> new WebhookStart(first, open.size() - 1));
    }

    /** What came of calling the webhook. */
    enum Outcome {
        STARTED,
        /** The caller was not let in, or the workflow itself said so: whether it ran, its executions tell. */
        REFUSED,
        /** n8n has no such webhook, so nothing was started. */
        NOT_REGISTERED
    }

    /** Calls the webhook and puts what it answered under {@code response}. */
    Outcome run(ObjectNode data, ObjectNode answer, Call call) {
        WebhookAnswer given;
        try {
            given = call.n8n().callWhenRegistered(webhook, data);
        } catch (N8nException e) {
            if (!e.isAmbiguous()) {
                throw e;
            }
            call.warn("The webhook gave no whole answer; the run may go on: " + e.getMessage());
            return Outcome.STARTED;
        }
        answer.putObject("response").put("status", given.status()).set("body", given.body());
        if (given.cut()) {
            call.warn("The webhook's answer was longer than is shown in response.");
        }
        if (given.isNotRegistered()) {
            return Outcome.NOT_REGISTERED;
        }
        if (given.status() >= 400) {
            call.warn("The webhook answered with HTTP " + given.status() + "; the run may have failed.");
        }
        if (others > 0) {
            call.warn("It was started by its webhook '" + webhook.node() + "', and has " + others + " more.");
        }
        return given.status() == 401 || given.status() == 403 ? Outcome.REFUSED : Outcome.STARTED;
    }
}
