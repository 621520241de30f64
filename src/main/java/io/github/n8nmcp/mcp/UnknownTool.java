package io.github.n8nmcp.mcp;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;

/** The SDK's error for an unknown tool names {@code invalid_tool_name}, and the tool that was asked for only in its data. */
final class UnknownTool {
    private UnknownTool() {}

    /** The response; if it is that error, with the name in its message. */
    static JSONRPCResponse named(JSONRPCResponse response) {
        JSONRPCResponse.JSONRPCError error = response.error();
        if (error == null || !"Unknown tool: invalid_tool_name".equals(error.message())) {
            return response;
        }
        String name = String.valueOf(error.data()).replaceFirst("^Tool not found: ", "");
        return JSONRPCResponse.error(
                response.id(),
                new JSONRPCResponse.JSONRPCError(
                        JsonRpc.INVALID_PARAMS, "Unknown tool: '" + name + "'. tools/list names the tools there are."));
    }
}
