package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.http.Backoff;
import io.github.n8nmcp.http.Request;
import io.github.n8nmcp.http.ResponseReader;
import io.github.n8nmcp.http.Time;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.workflow.Webhook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Calls the production webhooks of one n8n's active workflows. */
public final class Webhooks {
    /** Of what a webhook answers this many bytes are read; the workflow decides what that is. */
    private static final int LONGEST_ANSWER = 16 << 10;

    private static final int REGISTRATION_TRIES = 4;
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE");

    private final Api api;
    private final Time time;

    Webhooks(Api api, Time time) {
        this.api = api;
        this.time = time;
    }

    /**
     * Calls a webhook with the data as its JSON body, or as its query where the method has no body. It is called again
     * for some seconds while n8n (2.40 and later) has not registered it after the activation, for no longer than the
     * call's time.
     */
    public WebhookAnswer call(Webhook webhook, ObjectNode data) {
        WebhookAnswer answer = callOnce(webhook, data);
        for (int tries = 0; answer.isNotRegistered() && tries < REGISTRATION_TRIES; tries++) {
            Duration pause = Backoff.pause(Math.min(tries, 2), time.random());
            if (!api.lifetime().hasTimeFor(pause)) {
                return answer;
            }
            api.lifetime().pause(pause);
            answer = callOnce(webhook, data);
        }
        return answer;
    }

    private WebhookAnswer callOnce(Webhook webhook, ObjectNode data) {
        boolean inQuery = WITHOUT_BODY.contains(webhook.method());
        String path = "/" + webhook.encodedPath() + (inQuery ? query(data) : "");
        WebhookAnswer answer = api.callWebhook(webhook.method(), path, inQuery ? null : data, new AnswerReader());
        // A workflow may answer with what it was sent, the headers included.
        return new WebhookAnswer(answer.status(), api.instance().secrets().blottedOut(answer.body()), answer.cut());
    }

    private static String query(ObjectNode data) {
        StringBuilder query = new StringBuilder();
        for (Map.Entry<String, JsonNode> entry : data.properties()) {
            JsonNode value = entry.getValue();
            query.append(query.isEmpty() ? '?' : '&')
                    .append(Request.encoded(entry.getKey()))
                    .append('=')
                    .append(Request.encoded(value.isContainerNode() ? Json.text(value) : value.asText()));
        }
        return query.toString();
    }

    /** Reads any answer, up to a limit. */
    private static final class AnswerReader implements ResponseReader<WebhookAnswer> {
        @Override
        public boolean accepts(Head head) {
            return true;
        }

        @Override
        public boolean readsAll() {
            return false;
        }

        @Override
        public WebhookAnswer read(Head head, InputStream body) throws IOException {
            byte[] start = body.readNBytes(LONGEST_ANSWER + 1);
            boolean cut = start.length > LONGEST_ANSWER;
            String text = new String(start, 0, Math.min(start.length, LONGEST_ANSWER), StandardCharsets.UTF_8);
            return new WebhookAnswer(head.status(), json(text), cut);
        }

        private static JsonNode json(String text) {
            try {
                JsonNode tree = Json.tree(text);
                return tree.isMissingNode() ? JsonNodeFactory.instance.textNode("") : tree;
            } catch (IOException e) {
                return JsonNodeFactory.instance.textNode(text);
            }
        }
    }
}
