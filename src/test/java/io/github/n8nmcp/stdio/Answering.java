package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.mcp.JsonRpc;
import io.github.n8nmcp.mcp.McpService;
import io.github.n8nmcp.mcp.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Answers every request at once with its method, and records its context. */
final class Answering implements McpService {
    final List<RequestContext> contexts = new ArrayList<>();

    @Override
    public PendingRequest serve(
            JsonNode id, String method, JsonNode params, RequestContext context, Consumer<ObjectNode> onAnswer) {
        contexts.add(context);
        onAnswer.accept(JsonRpc.result(id, JsonNodeFactory.instance.objectNode().put("asked", method)));
        return () -> {};
    }
}
