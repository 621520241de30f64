package io.github.n8nmcp.actions;

import io.github.n8nmcp.n8n.N8nMcpServer;
import java.util.List;

/** What to do so that n8n's own MCP server can start a workflow. */
final class McpGuidance {
    private static final String AVAILABLE =
            "set the workflow's availableInMCP with update_workflow, settings {\"availableInMCP\": true}";
    private static final String SWITCH_ON = "switch it on in n8n under Settings > MCP";

    /** For a configuration without a token. */
    static final String WITHOUT_TOKEN = "Or let n8n's own MCP server start it (n8n 1.123 and later): " + SWITCH_ON
            + ", put its token into the configuration as mcp_token, and " + AVAILABLE + ".";

    private McpGuidance() {}

    /** After the server did not start it. */
    static Attempt of(N8nMcpServer.UnavailableException e) {
        return switch (e.reason()) {
            case SWITCHED_OFF ->
                Attempt.failed(
                        "and n8n's own MCP server is not switched on, or this n8n has none.",
                        List.of("For n8n's own MCP server (1.123 and later), " + SWITCH_ON + "."));
            case TOKEN_REFUSED ->
                Attempt.failed(
                        "and n8n's own MCP server refuses the configured mcp_token.",
                        List.of("Make a new token in n8n under Settings > MCP and put it into the configuration."));
            case WORKFLOW_NOT_AVAILABLE ->
                Attempt.failed(
                        "and the workflow is not available in n8n's own MCP server.",
                        List.of("To let n8n's own MCP server start it, " + AVAILABLE
                                + ", then call execute_workflow again."));
            case REFUSED -> Attempt.failed("and n8n's own MCP server did not start it: " + e.getMessage(), List.of());
        };
    }
}
