package io.github.n8nmcp.mcp;

import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.util.List;
import reactor.core.publisher.Mono;

/** Holds the handler of the SDK's server, which expects to be given a transport. */
final class SdkTransport implements McpStatelessServerTransport {
    private McpStatelessServerHandler handler;

    @Override
    public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
        this.handler = mcpHandler;
    }

    McpStatelessServerHandler handler() {
        return handler;
    }

    /** The revisions that begin with {@code initialize}; the last is offered to a client that asks for another. */
    @Override
    public List<String> protocolVersions() {
        return List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }
}
