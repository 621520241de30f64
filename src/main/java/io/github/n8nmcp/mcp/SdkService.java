package io.github.n8nmcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.ToolCalls;
import io.github.n8nmcp.config.ErrorStyle;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The tools as an MCP server made by the SDK, which stays behind this class. */
public final class SdkService implements McpService {
    private static final Logger LOG = LoggerFactory.getLogger(SdkService.class);

    /** The SDK takes fewer kinds of ids than JSON-RPC, and needs none here, since each answer is tied to its request. */
    private static final String SDK_ID = "request";

    private final McpStatelessServerHandler handler;
    private final boolean structuredContent;

    /**
     * Serves these tools.
     *
     * @param structuredContent whether answers have {@code structuredContent} beside their text, and tools an
     *     {@code outputSchema}
     */
    public SdkService(ServerInfo server, ToolCalls calls, ErrorStyle errors, boolean structuredContent) {
        SdkTransport transport = new SdkTransport();
        McpServer.async(transport)
                .serverInfo(server.name(), server.version())
                .instructions(server.instructions())
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .jsonMapper(new SdkJson())
                // The tools check their arguments themselves, with sentences of their own. Tests check the answers.
                .validateToolInputs(false)
                .jsonSchemaValidator((schema, value) -> ValidationResponse.asValid(null))
                .tools(new SdkTools(calls, errors, structuredContent).specifications())
                .build();
        this.handler = transport.handler();
        this.structuredContent = structuredContent;
    }

    @Override
    public PendingRequest serve(
            JsonNode id, String method, JsonNode params, RequestContext context, Consumer<ObjectNode> onAnswer) {
        Mono<JSONRPCResponse> answer;
        try {
            answer = handler.handleRequest(context.toSdk(), new McpSchema.JSONRPCRequest(method, SDK_ID, params));
        } catch (RuntimeException e) {
            // The SDK reads params before it makes the Mono, and throws where they are not of the method's form.
            LOG.debug("{} was refused", method, e);
            String why = e instanceof SdkJson.InvalidParamsException ? ": " + e.getMessage() : "";
            onAnswer.accept(JsonRpc.error(id, JsonRpc.INVALID_PARAMS, "Invalid params for " + method + why));
            return () -> {};
        }
        Disposable work = answer.subscribe(response -> onAnswer.accept(tree(id, response)), error -> {
            LOG.error("{} failed", method, error);
            onAnswer.accept(JsonRpc.error(id, JsonRpc.INTERNAL_ERROR, "Internal error"));
        });
        return work::dispose;
    }

    /** An error thrown here would leave the request unanswered. */
    private ObjectNode tree(JsonNode id, JSONRPCResponse response) {
        try {
            return SdkAnswers.tree(id, UnknownTool.named(response), structuredContent);
        } catch (OutOfMemoryError e) {
            return JsonRpc.error(id, JsonRpc.INTERNAL_ERROR, JsonRpc.NO_MEMORY_FOR_ANSWER);
        }
    }
}
