package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One call to an n8n.
 *
 * @param path below the target's URL, encoded
 * @param scope what an API key must be allowed for it (n8n 2.14 and later check)
 * @param workflowId the workflow that is meant, or null
 * @param body JSON, or null for none
 */
record Request(Target target, String method, String path, String scope, String workflowId, JsonNode body) {

    enum Target {
        /** The REST API, which takes the API key and answers with JSON. */
        API,
        /** A production webhook, which takes no API key and answers what its workflow likes. */
        WEBHOOK
    }

    static Request get(String path, String scope) {
        return new Request(Target.API, "GET", path, scope, null, null);
    }

    static Request of(String method, String path, String scope, JsonNode body) {
        return new Request(Target.API, method, path, scope, null, body);
    }

    /** A call on one workflow; {@code action} follows its id in the path. */
    static Request onWorkflow(String method, String id, String action, String scope, JsonNode body) {
        return new Request(Target.API, method, "/workflows/" + encoded(id) + action, scope, id, body);
    }

    static Request webhook(String method, String path, JsonNode body) {
        return new Request(Target.WEBHOOK, method, path, "none", null, body);
    }

    /** Whether repeating it changes nothing, so that it may be sent again after any passing fault. */
    boolean isRepeatable() {
        return target == Target.API && method.equals("GET");
    }

    /** A text as one path segment or query value: whatever it holds, it reaches no other endpoint. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
