package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.workflow.WorkflowId;

/**
 * One request to n8n's REST API.
 *
 * @param path below {@code /api/v1}, encoded, with the query
 * @param scope what an API key must be allowed for it (n8n 2.14 and later check)
 * @param workflowId the workflow that is meant, or null
 * @param body JSON, or null for none
 */
record ApiRequest(String method, String path, String scope, String workflowId, JsonNode body) {

    static ApiRequest get(String path, String scope) {
        return new ApiRequest("GET", path, scope, null, null);
    }

    static ApiRequest of(String method, String path, String scope, JsonNode body) {
        return new ApiRequest(method, path, scope, null, body);
    }

    /** A request on one workflow; {@code action} follows its id in the path. */
    static ApiRequest onWorkflow(String method, String id, String action, String scope, JsonNode body) {
        return new ApiRequest(method, path(id, action), scope, id, body);
    }

    /** The path of something about a workflow: the one place where an id becomes part of a path. */
    static String path(String id, String action) {
        if (!WorkflowId.isValid(id)) {
            throw new IllegalArgumentException("not an id of a workflow");
        }
        return "/workflows/" + id + action;
    }

    /** Whether it may change something. */
    boolean changes() {
        return !method.equals("GET");
    }
}
