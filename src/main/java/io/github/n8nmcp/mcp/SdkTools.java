package io.github.n8nmcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Outcome;
import io.github.n8nmcp.call.Progress;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.call.ToolCalls;
import io.github.n8nmcp.config.ErrorStyle;
import io.github.n8nmcp.n8n.Instances;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** The tools as the SDK registers them, and the outcome of a call as MCP has it. */
final class SdkTools {
    /** Claude Code cuts answers of more than 25,000 tokens unless a tool asks for more; what reads may answer at length. */
    private static final Map<String, Object> LONG_ANSWERS = Map.of("anthropic/maxResultSizeChars", 500_000);

    private final ToolCalls calls;
    private final ErrorStyle errors;
    private final boolean outputSchemas;

    SdkTools(ToolCalls calls, ErrorStyle errors, boolean outputSchemas) {
        this.calls = calls;
        this.errors = errors;
        this.outputSchemas = outputSchemas;
    }

    List<AsyncToolSpecification> specifications() {
        return calls.tools().stream()
                .map(tool ->
                        new AsyncToolSpecification(described(tool), (context, request) -> call(tool, context, request)))
                .toList();
    }

    private McpSchema.Tool described(Tool<?> tool) {
        Instances instances = calls.instances();
        return McpSchema.Tool.builder(
                        tool.name(), tool.inputSchema(List.copyOf(instances.names()), instances.defaultName()))
                .title(tool.title())
                .description(tool.description())
                .outputSchema(outputSchemas ? tool.output() : null)
                .annotations(McpSchema.ToolAnnotations.builder()
                        .readOnlyHint(tool.hints().readOnly)
                        .destructiveHint(tool.hints().destructive)
                        .idempotentHint(tool.hints().idempotent)
                        .openWorldHint(tool.hints().openWorld)
                        .build())
                .meta(tool.hints().readOnly ? LONG_ANSWERS : null)
                .build();
    }

    private Mono<CallToolResult> call(Tool<?> tool, McpTransportContext sdkContext, CallToolRequest request) {
        RequestContext context = RequestContext.of(sdkContext);
        return Mono.create(sink -> {
            ToolCalls.RunningCall call = calls.start(
                    tool, arguments(request), progress(request, context), outcome -> emit(outcome, context, sink));
            sink.onCancel(call::cancel);
        });
    }

    /** {@link SdkJson} leaves every argument the tree that it came as. */
    private static ObjectNode arguments(CallToolRequest request) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        if (request.arguments() != null) {
            request.arguments().forEach((name, value) -> arguments.set(name, (JsonNode) value));
        }
        return arguments;
    }

    /** Sends notifications if the caller gave a token for them (MCP, utilities/progress). */
    private static Progress progress(CallToolRequest request, RequestContext context) {
        Object token = request.meta() == null ? null : request.meta().get("progressToken");
        if (!(token instanceof JsonNode given) || !(given.isTextual() || given.isIntegralNumber())) {
            return Progress.NONE;
        }
        return (waited, longest, message) -> {
            ObjectNode params = JsonNodeFactory.instance.objectNode();
            params.set("progressToken", given);
            params.put("progress", seconds(waited))
                    .put("total", seconds(longest))
                    .put("message", message);
            context.notifications().accept(JsonRpc.notification("notifications/progress", params));
        };
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private void emit(Outcome outcome, RequestContext context, MonoSink<CallToolResult> sink) {
        if (outcome instanceof Outcome.Success success) {
            // SdkAnswers writes the text from the structured content, since both are the same JSON. Without any text
            // here the SDK would make one.
            sink.success(CallToolResult.builder()
                    .content(List.of(McpSchema.TextContent.builder("").build()))
                    .structuredContent(success.answer())
                    .build());
        } else if (outcome instanceof Outcome.Failure failure) {
            if (failsAsResult(context)) {
                McpSchema.TextContent text =
                        McpSchema.TextContent.builder(failure.text()).build();
                sink.success(CallToolResult.builder()
                        .content(List.of(text))
                        .isError(true)
                        .build());
            } else {
                sink.error(error(failure));
            }
        }
    }

    /** A script gets JSON-RPC errors. An MCP client gets results, which reach its model. */
    private boolean failsAsResult(RequestContext context) {
        return switch (errors) {
            case AUTO -> context.fromMcpClient();
            case PROTOCOL -> false;
            case RESULT -> true;
        };
    }

    private static McpError error(Outcome.Failure failure) {
        int code = switch (failure.kind()) {
            case INVALID_ARGUMENTS -> JsonRpc.INVALID_PARAMS;
            case FAILED -> JsonRpc.FAILED;
            case INTERNAL -> JsonRpc.INTERNAL_ERROR;
        };
        // Fixed sentences stand alone; their advice is in the data.
        String message = failure.fixedSentence() ? failure.message() : failure.text();
        return McpError.builder(code)
                .message(message)
                .data(failure.data().orElse(null))
                .build();
    }
}
