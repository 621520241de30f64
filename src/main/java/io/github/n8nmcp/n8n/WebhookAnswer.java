package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a production webhook, chat or form answered, which is up to the workflow.
 *
 * @param contentType empty if it has none
 * @param body the JSON that it is, or its text; missing if it is neither
 * @param size in bytes, as far as it was read
 * @param cut whether more came than was read
 */
public record WebhookAnswer(int status, String contentType, JsonNode body, long size, boolean cut) {

    WebhookAnswer withBody(JsonNode other) {
        return new WebhookAnswer(status, contentType, other, size, cut);
    }

    /** Whether n8n itself answered that it has no such webhook registered, so that nothing was started. */
    public boolean isNotRegistered() {
        return Refusal.isWebhookNotRegistered(
                        status, body.path("code").asInt(), body.path("message").asText())
                || Refusal.isFormNotRegistered(status, body.asText(""));
    }

    /** Whether it is 401 or 403, from n8n or from the workflow itself. */
    public boolean isUnauthorized() {
        return status == 401 || status == 403;
    }

    /** Why n8n itself failed, if it is n8n's own error and not the workflow's answer; empty if not. */
    public String failure() {
        return Refusal.triggerFailure(status, body);
    }

    /** For a caller: a text or JSON as it is, of anything else its type and size, and no stack trace of n8n. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", status);
        if (body.isMissingNode()) {
            return json.put("contentType", contentType).put("bytes", size);
        }
        JsonNode shown = body.deepCopy();
        if (shown instanceof ObjectNode object && !failure().isEmpty()) {
            object.remove("stacktrace");
        }
        json.set("body", shown);
        return json;
    }
}
