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
    /** All that n8n, the workflow or the configuration is against. */
    public static final int FAILED = -32000;

    /** The message where an answer was too large. */
    public static final String NO_MEMORY_FOR_ANSWER =
            "There was not enough memory for the answer. Ask for less at once, or start the server with more memory "
                    + "(Java's option -Xmx). If the call changes something, look first whether it did.";

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
