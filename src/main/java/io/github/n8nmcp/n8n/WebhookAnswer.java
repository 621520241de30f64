package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a production webhook answered, which is up to the workflow.
 *
 * @param body the JSON that it is, or its text
 * @param cut whether more came than is kept
 */
public record WebhookAnswer(int status, JsonNode body, boolean cut) {

    /** Whether it is n8n itself that answers, having no such webhook registered, so that nothing was started. */
    public boolean isNotRegistered() {
        String message = body.path("message").asText();
        return status == 404
                && body.path("code").asInt() == 404
                && (message.matches("(?s)The requested webhook .* is not registered\\.")
                        || message.startsWith("This webhook is not registered for "));
    }
}
