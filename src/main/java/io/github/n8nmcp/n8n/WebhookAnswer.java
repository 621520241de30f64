package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a production webhook answered, which is up to the workflow.
 *
 * @param body the JSON that it is, or its text
 * @param cut whether more came than is kept
 */
public record WebhookAnswer(int status, JsonNode body, boolean cut) {

    /** Whether n8n itself answered that it has no such webhook registered, so that nothing was started. */
    public boolean isNotRegistered() {
        return Refusal.isWebhookNotRegistered(
                status, body.path("code").asInt(), body.path("message").asText());
    }
}
