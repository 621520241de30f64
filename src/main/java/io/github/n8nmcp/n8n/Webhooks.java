package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.config.Secrets;
import io.github.n8nmcp.http.Backoff;
import io.github.n8nmcp.http.Time;
import io.github.n8nmcp.workflow.TriggerRequest;
import java.time.Duration;
import java.util.Map;

/** Calls the public URLs of one n8n's active workflows: webhooks, chats and forms. */
public final class Webhooks {
    private static final int REGISTRATION_TRIES = 4;

    private final Api api;
    private final Time time;

    Webhooks(Api api, Time time) {
        this.api = api;
        this.time = time;
    }

    /** Where an n8n listens for webhooks and chats, or for forms: forms beside the webhooks, as n8n does by default. */
    public static String url(TriggerRequest.Endpoint endpoint, Instance instance) {
        String webhooks = instance.webhookUrl().toString();
        if (endpoint == TriggerRequest.Endpoint.WEBHOOK) {
            return webhooks;
        }
        return webhooks.endsWith("/webhook")
                ? webhooks.replaceFirst("/webhook$", "/form")
                : instance.baseUrl() + "/form";
    }

    /**
     * Sends a request that starts a run, with headers that go nowhere else. It is sent again for some seconds while n8n
     * (2.40 and later) has not registered the URL after the activation, for no longer than the call's time.
     */
    public WebhookAnswer call(TriggerRequest request, Map<String, String> headers) {
        WebhookAnswer answer = callOnce(request, headers);
        for (int tries = 0; answer.isNotRegistered() && tries < REGISTRATION_TRIES; tries++) {
            Duration pause = Backoff.pause(Math.min(tries, 2), time.random());
            if (!api.lifetime().hasTimeFor(pause)) {
                return answer;
            }
            api.lifetime().pause(pause);
            answer = callOnce(request, headers);
        }
        return answer;
    }

    private WebhookAnswer callOnce(TriggerRequest request, Map<String, String> headers) {
        WebhookAnswer answer = api.callTrigger(
                url(request.endpoint(), api.instance()) + "/" + request.path(),
                request,
                headers,
                new WebhookAnswerReader());
        // A workflow may answer with what it was sent, the headers included.
        Secrets secrets = api.instance().secrets().with(headers);
        JsonNode body = answer.body();
        return answer.withBody(
                answer.cut() && body.isTextual()
                        ? TextNode.valueOf(secrets.blottedOutStart(body.textValue()))
                        : secrets.blottedOut(body));
    }
}
