package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The HTTP request that starts a run by one of a workflow's triggers.
 *
 * @param endpoint below which of n8n's two public endpoints the path is
 * @param path encoded, without a slash at its start, with the query
 * @param json the JSON body, or null
 * @param form the fields of a form by name, or null; never together with {@code json}
 */
public record TriggerRequest(Endpoint endpoint, String method, String path, JsonNode json, Map<String, String> form) {

    /** Where n8n listens for what starts workflows. */
    public enum Endpoint {
        /** {@code N8N_ENDPOINT_WEBHOOK}, {@code /webhook} unless set. */
        WEBHOOK,
        /** {@code N8N_ENDPOINT_FORM}, {@code /form} unless set. */
        FORM
    }

    static TriggerRequest webhook(String method, String path, JsonNode json) {
        return new TriggerRequest(Endpoint.WEBHOOK, method, path, json, null);
    }

    static TriggerRequest form(Endpoint endpoint, String path, Map<String, String> form) {
        return new TriggerRequest(endpoint, "POST", path, null, form);
    }
}
