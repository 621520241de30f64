package io.github.n8nmcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The messages of JSON-RPC 2.0. */
public final class JsonRpc {
    /** Not JSON. */
    public static final int PARSE_ERROR = -32700;
    /** JSON, but no message. */
    public static final int INVALID_REQUEST = -32600;
    /** There is no such method. */
    public static final int METHOD_NOT_FOUND = -32601;
    /** The method does not take these params. */
    public static final int INVALID_PARAMS = -32602;
    /** A bug. */
    public static final int INTERNAL_ERROR = -32603;
    /** The reference's code for all that n8n, the workflow or the configuration is against. */
    public static final int FAILED = -32000;

    private JsonRpc() {}

    /** The answer to a request. */
    public static ObjectNode result(JsonNode id, JsonNode result) {
        return message().<ObjectNode>set("id", id).set("result", result);
    }

    /** The error for a message that cannot be served; the id is null where it is not known. */
    public static ObjectNode error(JsonNode id, int code, String text) {
        ObjectNode error = message().set("id", id);
        error.putObject("error").put("code", code).put("message", text);
        return error;
    }

    /** A message that is not answered. */
    public static ObjectNode notification(String method, ObjectNode params) {
        return message().put("method", method).set("params", params);
    }

    private static ObjectNode message() {
        return JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
    }
}
