package io.github.n8nmcp.n8n;

/**
 * What a production webhook answered, which is up to the workflow.
 *
 * @param body as text, cut at some length
 */
public record WebhookAnswer(int status, String contentType, String body) {

    /** Whether n8n has no such webhook registered, so that nothing was started. */
    public boolean isNotRegistered() {
        return status == 404 && body.contains("not registered");
    }
}
