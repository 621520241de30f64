package io.github.n8nmcp.n8n;

/** What was found out about the API of one n8n, so that it is asked once: which endpoints of newer versions it has. */
final class KnownApi {
    final OptionalEndpoint execute = new OptionalEndpoint();
    final OptionalEndpoint credentials = new OptionalEndpoint();
    final OptionalEndpoint versions = new OptionalEndpoint();
    final N8nMcpServer.KnownTool mcpTool = new N8nMcpServer.KnownTool();
}
