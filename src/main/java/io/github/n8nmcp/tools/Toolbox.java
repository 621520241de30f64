package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.config.ErrorStyle;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.n8n.Instances;
import io.github.n8nmcp.n8n.N8nClient;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.InvalidWorkflowException;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The tools, and the one road that every call takes: arguments in, the named n8n found, the tool run, and its answer or
 * whatever it threw turned into what MCP has for it.
 */
public final class Toolbox {
    private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);

    /** Under this key the transport tells that a call came in MCP 2026-07-28 or later. */
    private static final String MODERN_VERSION = "io.modelcontextprotocol/protocolVersion";

    /** In the order in which they are listed. */
    static final List<Tool<?>> TOOLS = List.of(
            ListWorkflows.TOOL,
            GetWorkflow.TOOL,
            CreateWorkflow.TOOL,
            UpdateWorkflow.TOOL,
            DeleteWorkflow.TOOL,
            ActivateWorkflow.TOOL,
            DeactivateWorkflow.TOOL,
            ExecuteWorkflow.TOOL);

    private final Instances instances;
    private final Options options;
    private final Backups backups;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tool-call");
        thread.setDaemon(true);
        return thread;
    });
    private final Lanes lanes = new Lanes(executor);

    /**
     * How the tools behave towards their caller.
     *
     * @param errors how a tool's failure reaches the caller
     * @param backupDir where definitions are copied to before they are changed
     */
    public record Options(ErrorStyle errors, Optional<Path> backupDir) {}

    /** The tools over these instances. */
    public Toolbox(Instances instances, Options options) {
        this.instances = instances;
        this.options = options;
        this.backups = new Backups(options.backupDir(), Clock.systemUTC());
    }

    /** The tools as the SDK registers them. */
    public List<AsyncToolSpecification> specifications() {
        return TOOLS.stream().map(this::specification).toList();
    }

    /** Waits until no tool runs: what must not be left half done goes on for a while after a cancellation. */
    public void awaitIdle(long milliseconds) throws InterruptedException {
        lanes.awaitIdle(milliseconds);
    }

    private AsyncToolSpecification specification(Tool<?> tool) {
        McpSchema.Tool described = McpSchema.Tool.builder(
                        tool.name(), tool.inputSchema(List.copyOf(instances.names()), instances.defaultName()))
                .title(tool.title())
                .description(tool.description())
                .outputSchema(tool.output())
                .annotations(McpSchema.ToolAnnotations.builder()
                        .readOnlyHint(tool.hints().readOnly)
                        .destructiveHint(tool.hints().destructive)
                        .idempotentHint(tool.hints().idempotent)
                        .openWorldHint(tool.hints().openWorld)
                        .build())
                .build();
        return new AsyncToolSpecification(described, (context, request) -> call(tool, context, request));
    }

    private Mono<McpSchema.CallToolResult> call(
            Tool<?> tool, McpTransportContext context, McpSchema.CallToolRequest request) {
        ObjectNode arguments = arguments(request);
        Call.Progress progress = progress(context, request);
        boolean errorsAsResults = errorsAsResults(context);
        return Mono.create(sink -> {
            FutureTask<Void> task = new FutureTask<>(
                    () -> {
                        try {
                            sink.success(result(tool, arguments, progress, errorsAsResults));
                        } catch (McpError e) {
                            // The interrupted call of a caller who has left has nobody to be told to.
                            if (!Thread.currentThread().isInterrupted()) {
                                sink.error(e);
                            }
                        }
                    },
                    null);
            // Interrupts the call to n8n, which closes its connection.
            sink.onCancel(() -> task.cancel(true));
            lanes.submit(lane(arguments), task);
        });
    }

    /** The transport hands every argument on as the tree that it came as. */
    private static ObjectNode arguments(McpSchema.CallToolRequest request) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        if (request.arguments() != null) {
            request.arguments().forEach((name, value) -> arguments.set(name, (JsonNode) value));
        }
        return arguments;
    }

    /** Up to 2025-11-25 the caller gets the reference's JSON-RPC errors; 2026-07-28 wants a tool's failure as its result. */
    private boolean errorsAsResults(McpTransportContext context) {
        return switch (options.errors()) {
            case AUTO -> context.get(MODERN_VERSION) != null;
            case PROTOCOL -> false;
            case RESULT -> true;
        };
    }

    /** To whom the transport lets it report, if the caller gave a token for it (MCP, utilities/progress). */
    private static Call.Progress progress(McpTransportContext context, McpSchema.CallToolRequest request) {
        Object token = request.meta() == null ? null : request.meta().get("progressToken");
        boolean given = token instanceof JsonNode node && (node.isTextual() || node.isIntegralNumber());
        if (!given || !(context.get(McpSchema.METHOD_NOTIFICATION_PROGRESS) instanceof Consumer<?> listener)) {
            return Call.Progress.NONE;
        }
        @SuppressWarnings("unchecked") // The transport puts nothing else there.
        Consumer<McpSchema.ProgressNotification> progress = (Consumer<McpSchema.ProgressNotification>) listener;
        return (done, total, message) ->
                progress.accept(new McpSchema.ProgressNotification(token, done, total, message, null));
    }

    /** What the call must not overtake: calls on the same workflow. A call on none has a lane of its own. */
    private Object lane(ObjectNode arguments) {
        String id = arguments.path("id").asText("").strip();
        if (id.isEmpty()) {
            return new Object();
        }
        String name = arguments.path("instance").asText(instances.defaultName());
        String resolved =
                instances.find(name).map(client -> client.instance().name()).orElse(name);
        return List.of(resolved, id);
    }

    /** Runs a tool on the calling thread. Throws an {@link McpError} where the failure is to be a JSON-RPC error. */
    McpSchema.CallToolResult result(
            Tool<?> tool, ObjectNode arguments, Call.Progress progress, boolean errorsAsResults) {
        try {
            return success(run(tool, arguments, progress));
        } catch (ToolException e) {
            return failure(e.code(), e.getMessage(), e.data().orElse(null), errorsAsResults);
        } catch (InvalidWorkflowException e) {
            return failure(ToolException.INVALID_ARGUMENTS, e.getMessage(), null, errorsAsResults);
        } catch (N8nException e) {
            return failure(ToolException.FAILED, e.getMessage(), data(e), errorsAsResults);
        } catch (Throwable e) {
            // Errors too: a call without an answer would keep the process from ever ending.
            LOG.error("{} failed", tool.name(), e);
            return failure(
                    McpSchema.ErrorCodes.INTERNAL_ERROR,
                    "Internal error in " + tool.name() + ". The server's log (stderr) has the cause.",
                    null,
                    errorsAsResults);
        }
    }

    private JsonNode run(Tool<?> tool, ObjectNode arguments, Call.Progress progress) {
        ArgumentReader reader = new ArgumentReader(arguments);
        N8nClient n8n = client(reader.optionalText("instance", "").orElse(instances.defaultName()));
        Call call = new Call(n8n, backups, progress);
        JsonNode answer = tool.run(reader, call, () -> checkWritable(tool, n8n));
        if (!call.warnings().isEmpty()) {
            call.warnings().forEach(((ObjectNode) answer).putArray("warnings")::add);
        }
        return answer;
    }

    private N8nClient client(String name) {
        instances.fault().ifPresent(fault -> {
            throw ToolException.failed(fault);
        });
        return instances
                .find(name)
                .orElseThrow(() -> ToolException.invalid(
                        "Instance '" + name + "' not found. Available: " + String.join(", ", instances.names())));
    }

    private static void checkWritable(Tool<?> tool, N8nClient n8n) {
        if (n8n.instance().readOnly() && !tool.hints().readOnly) {
            String name = n8n.instance().name();
            throw ToolException.failed("Instance '" + name + "' is read-only: " + tool.name() + " may not reach it. "
                    + "Its owner can change read_only in the configuration.");
        }
    }

    /** What an error tells beside its sentence: the instance, n8n's status, and a hint, each if known. */
    static ObjectNode data(N8nException e) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("instance", e.instance());
        e.status().ifPresent(status -> data.put("status", status));
        e.hint().ifPresent(hint -> data.put("hint", hint));
        return data;
    }

    /** The text of it is left empty: it is the structured content once more, and the transport writes it from that. */
    private static McpSchema.CallToolResult success(JsonNode answer) {
        return McpSchema.CallToolResult.builder()
                .content(List.of(text("")))
                .structuredContent(Json.raw(Json.bytes(answer)))
                .build();
    }

    private static McpSchema.CallToolResult failure(int code, String message, ObjectNode data, boolean asResult) {
        if (!asResult) {
            throw McpError.builder(code).message(message).data(data).build();
        }
        String hint = data == null ? "" : data.path("hint").asText("");
        return McpSchema.CallToolResult.builder()
                .content(List.of(text(hint.isEmpty() ? message : message + " " + hint)))
                .isError(true)
                .build();
    }

    private static McpSchema.TextContent text(String text) {
        return McpSchema.TextContent.builder(text).build();
    }
}
