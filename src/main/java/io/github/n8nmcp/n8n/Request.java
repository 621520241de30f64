package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One call to n8n's REST API.
 *
 * @param path below {@code /api/v1}, encoded
 * @param scope what an API key must be allowed for it (n8n 2.14 and later check)
 * @param workflowId the workflow that is meant, or null
 * @param body JSON, or null for none
 */
record Request(String method, String path, String scope, String workflowId, JsonNode body) {

    static Request get(String path, String scope) {
        return new Request("GET", path, scope, null, null);
    }

    /** A call on one workflow; {@code action} follows its id in the path. */
    static Request onWorkflow(String method, String id, String action, String scope, JsonNode body) {
        return new Request(method, "/workflows/" + encoded(id) + action, scope, id, body);
    }

    /** Whether repeating it changes nothing, so that it may be sent again after any passing fault. */
    boolean isRepeatable() {
        return method.equals("GET");
    }

    /** A text as one path segment or query value: whatever it holds, it reaches no other endpoint. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
