package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.n8nmcp.mcp.JsonRpc;

/** One JSON-RPC message as it came. */
sealed interface Message {

    /** Wants an answer. */
    record Request(JsonNode id, String method, JsonNode params) implements Message {
        /** The protocol's own part of the params. */
        JsonNode meta() {
            return params.path("_meta");
        }
    }

    /** Wants none. */
    record Notification(String method, JsonNode params) implements Message {}

    /** Needs nothing done: a response to nothing that was asked, or a notification that cannot be understood. */
    record Ignored() implements Message {}

    /** Cannot be served; the id is null where it is not known. */
    record Invalid(JsonNode id, int errorCode, String reason) implements Message {}

    static Message of(JsonNode json) {
        if (!json.isObject()) {
            return invalid(json, "a message must be a JSON object");
        }
        if (!json.path("jsonrpc").asText().equals("2.0")) {
            return invalid(json, "\"jsonrpc\" must be \"2.0\"");
        }
        JsonNode method = json.path("method");
        if (method.isMissingNode() && (json.has("result") || json.has("error"))) {
            return new Ignored();
        }
        if (!method.isTextual()) {
            return invalid(json, "\"method\" must be a string");
        }
        if (json.has("id") && !isId(json.get("id"))) {
            return invalid(json, "\"id\" must be a string or a whole number");
        }
        JsonNode params = isNothing(json.path("params")) ? JsonNodeFactory.instance.objectNode() : json.get("params");
        if (!json.has("id")) {
            return params.isObject() ? new Notification(method.textValue(), params) : new Ignored();
        }
        return params.isObject()
                ? new Request(json.get("id"), method.textValue(), params)
                : new Invalid(json.get("id"), JsonRpc.INVALID_PARAMS, "\"params\" must be an object");
    }

    private static Invalid invalid(JsonNode json, String why) {
        JsonNode id = json.path("id");
        return new Invalid(isId(id) ? id : NullNode.getInstance(), JsonRpc.INVALID_REQUEST, "Invalid request: " + why);
    }

    /** Some clients send null or an empty list where there are no params. */
    private static boolean isNothing(JsonNode params) {
        return params.isMissingNode() || params.isNull() || (params.isArray() && params.isEmpty());
    }

    /** Some clients write whole numbers with a fraction, such as 1.0; their answers bear the id as it came. */
    private static boolean isId(JsonNode id) {
        return id.isTextual() || (id.isNumber() && id.canConvertToExactIntegral() && id.canConvertToLong());
    }
}
