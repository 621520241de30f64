package io.github.n8nmcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** An MCP server without a transport: requests in, answers out. */
@FunctionalInterface
public interface McpService {
    /**
     * Serves a request. The consumer gets the answer, a JSON-RPC message, perhaps on another thread; nothing if the
     * request is cancelled.
     */
    PendingRequest serve(
            JsonNode id, String method, JsonNode params, RequestContext context, Consumer<ObjectNode> onAnswer);

    /** A request that is not answered yet. */
    @FunctionalInterface
    interface PendingRequest {
        /** Nobody waits for the answer any more. */
        void cancel();
    }
}
