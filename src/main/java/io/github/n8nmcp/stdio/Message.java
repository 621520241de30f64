package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.modelcontextprotocol.spec.McpSchema;

/**
 * One JSON-RPC message as it came.
 *
 * @param fault why it is invalid, else empty
 */
record Message(Kind kind, JsonNode content, int errorCode, String fault) {

    enum Kind {
        REQUEST,
        NOTIFICATION,
        RESPONSE,
        INVALID
    }

    static Message of(JsonNode content) {
        if (!content.isObject()) {
            return invalid(content, "a message must be a JSON object");
        }
        if (!content.path("jsonrpc").asText().equals("2.0")) {
            return invalid(content, "\"jsonrpc\" must be \"2.0\"");
        }
        boolean answers = content.has("result") || content.has("error");
        if (answers && !content.has("method")) {
            return new Message(Kind.RESPONSE, content, 0, "");
        }
        if (!content.path("method").isTextual()) {
            return invalid(content, "\"method\" must be a string");
        }
        if (content.has("id") && id(content.get("id")) == NO_ID) {
            return invalid(content, "\"id\" must be a string or a whole number");
        }
        if (content.has("params") && !content.get("params").isObject()) {
            // A notification is never answered, not even a wrong one.
            return content.has("id")
                    ? new Message(
                            Kind.INVALID, content, McpSchema.ErrorCodes.INVALID_PARAMS, "\"params\" must be an object")
                    : new Message(Kind.RESPONSE, content, 0, "");
        }
        return new Message(content.has("id") ? Kind.REQUEST : Kind.NOTIFICATION, content, 0, "");
    }

    private static final Object NO_ID = new Object();

    private static Message invalid(JsonNode content, String why) {
        return new Message(Kind.INVALID, content, McpSchema.ErrorCodes.INVALID_REQUEST, "Invalid request: " + why);
    }

    boolean isAnswered() {
        return kind == Kind.REQUEST || kind == Kind.INVALID;
    }

    String method() {
        return content.path("method").asText();
    }

    JsonNode params() {
        JsonNode params = content.path("params");
        return params.isMissingNode() ? JsonNodeFactory.instance.objectNode() : params;
    }

    /** The id as the SDK has it: a text, an integer or a long. */
    Object id() {
        return id(content.path("id"));
    }

    static Object id(JsonNode id) {
        if (id.isTextual()) {
            return id.textValue();
        }
        if (id.isIntegralNumber() && id.canConvertToInt()) {
            return id.intValue();
        }
        return id.isIntegralNumber() && id.canConvertToLong() ? id.longValue() : NO_ID;
    }

    /** The id as it came, or null where none that can be answered did. */
    JsonNode idNode() {
        JsonNode id = content.path("id");
        return id(id) == NO_ID ? NullNode.getInstance() : id;
    }

    McpSchema.JSONRPCRequest toRequest() {
        return new McpSchema.JSONRPCRequest(method(), id(), params());
    }

    McpSchema.JSONRPCNotification toNotification() {
        return new McpSchema.JSONRPCNotification(McpSchema.JSONRPC_VERSION, method(), params());
    }
}
