package io.github.n8nmcp.stdio;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;

/** What the SDK answers and would mislead a caller. */
final class Corrections {
    private Corrections() {}

    /** The SDK's error for an unknown tool names a tool of its own invention, and the one asked for only in its data. */
    static JSONRPCResponse of(JSONRPCResponse response) {
        JSONRPCResponse.JSONRPCError error = response.error();
        if (error == null || !"Unknown tool: invalid_tool_name".equals(error.message())) {
            return response;
        }
        String name = String.valueOf(error.data()).replaceFirst("^Tool not found: ", "");
        return JSONRPCResponse.error(
                response.id(),
                new JSONRPCResponse.JSONRPCError(
                        McpSchema.ErrorCodes.INVALID_PARAMS,
                        "Unknown tool: '" + name + "'. tools/list names the tools there are."));
    }
}
