package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/** Stands where the SDK's server is: answers every request at once with its method, and keeps what it was told. */
final class Answering implements McpStatelessServerHandler {
    final List<McpTransportContext> contexts = new ArrayList<>();

    @Override
    public Mono<JSONRPCResponse> handleRequest(McpTransportContext context, McpSchema.JSONRPCRequest request) {
        contexts.add(context);
        return Mono.just(JSONRPCResponse.result(
                request.id(), JsonNodeFactory.instance.objectNode().put("asked", request.method())));
    }

    @Override
    public Mono<Void> handleNotification(McpTransportContext context, McpSchema.JSONRPCNotification notification) {
        return Mono.empty();
    }
}
