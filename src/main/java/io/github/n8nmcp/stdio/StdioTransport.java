package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/**
 * MCP over stdin and stdout, a message a line. It serves each request by itself, with or without a handshake before it,
 * and answers every one before it ends. The SDK's own stdio provider lets calls before {@code initialized} wait for ever,
 * stops at a malformed line, and drops answers still under way at the end of input.
 */
public final class StdioTransport implements McpStatelessServerTransport {
    private static final Logger LOG = LoggerFactory.getLogger(StdioTransport.class);

    private static final int LONGEST_LINE = 64 << 20;
    /** Requests under way at once; beyond that no further line is read, so that a quick writer cannot fill the memory. */
    private static final int MOST_IN_FLIGHT = 256;

    private static final int MOST_SUBSCRIPTIONS = 16;

    private static final JsonNode UNKNOWN_ID = NullNode.getInstance();

    private final LineReader lines;
    private final Replies replies;
    private final ModernEra modernEra;
    private final Map<Object, Pending> inFlight = new ConcurrentHashMap<>();
    /** What ends each open subscription, by its id. */
    private final Map<Object, Runnable> subscriptions = new ConcurrentHashMap<>();

    private final Semaphore places = new Semaphore(MOST_IN_FLIGHT);
    private McpStatelessServerHandler handler;
    private volatile boolean closing;

    /** Reads from one stream and writes to the other; runs {@code onClientGone} when nobody reads any more. */
    public StdioTransport(InputStream in, OutputStream out, ServerInfo server, Runnable onClientGone) {
        this.lines = new LineReader(in, LONGEST_LINE);
        this.replies = new Replies(out, onClientGone);
        this.modernEra = new ModernEra(server);
    }

    @Override
    public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
        this.handler = mcpHandler;
    }

    /** The revisions that begin with {@code initialize}; the last is offered to a client that asks for another. */
    @Override
    public List<String> protocolVersions() {
        return List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");
    }

    /** Serves no further line, and ends what would go on for ever. */
    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> {
            closing = true;
            subscriptions.values().forEach(Runnable::run);
        });
    }

    /** Serves every line until the end of input, and returns when every request has been answered. */
    public void serve() throws IOException, InterruptedException {
        while (!closing) {
            switch (lines.next()) {
                case LINE -> serveLine();
                case TOO_LONG ->
                    replies.write(Replies.error(
                            UNKNOWN_ID, McpSchema.ErrorCodes.INVALID_REQUEST, "A message may have 64 MB at most"));
                case END -> {
                    close();
                    awaitAnswers(Long.MAX_VALUE);
                    return;
                }
            }
        }
    }

    /** Waits until nothing is under way; false if that takes longer than the given seconds. */
    public boolean awaitAnswers(long seconds) throws InterruptedException {
        boolean all = places.tryAcquire(MOST_IN_FLIGHT, seconds, TimeUnit.SECONDS);
        if (all) {
            places.release(MOST_IN_FLIGHT);
        }
        return all;
    }

    private void serveLine() throws InterruptedException {
        if (lines.isBlank()) {
            return;
        }
        JsonNode message;
        try {
            message = Json.tree(lines.bytes(), 0, lines.length());
        } catch (IOException e) {
            // Jackson's words would quote the line, which may be anything.
            replies.write(Replies.error(
                    UNKNOWN_ID,
                    McpSchema.ErrorCodes.PARSE_ERROR,
                    "Parse error: a line must be one JSON value in UTF-8"));
            return;
        }
        if (message.isArray() && !message.isEmpty()) {
            List<Message> messages = new ArrayList<>();
            message.forEach(element -> messages.add(Message.of(element)));
            Replies.Slot batch = replies.batch(
                    (int) messages.stream().filter(Message::isAnswered).count());
            for (Message element : messages) {
                serve(element, batch);
            }
        } else {
            serve(Message.of(message), replies.single());
        }
    }

    private void serve(Message message, Replies.Slot slot) throws InterruptedException {
        switch (message.kind()) {
            case REQUEST -> request(message, slot);
            case NOTIFICATION -> notification(message);
            case RESPONSE -> LOG.debug("A response came, though nothing was asked");
            case INVALID -> slot.answer(Replies.error(message.idNode(), message.errorCode(), message.fault()));
        }
    }

    private void request(Message message, Replies.Slot slot) throws InterruptedException {
        boolean modern = ModernEra.speaks(message);
        Optional<ObjectNode> atOnce =
                modern ? modernEra.refusal(message).or(() -> modernEra.discovery(message)) : Optional.empty();
        if (atOnce.isPresent()) {
            slot.answer(atOnce.get());
            return;
        }
        if (modern && message.method().equals(ModernEra.LISTEN)) {
            subscribe(message, slot);
            return;
        }
        places.acquire();
        long start = System.nanoTime();
        Pending call = new Pending(message, slot, places::release);
        if (!begin(call)) {
            places.release();
            return;
        }
        Mono<JSONRPCResponse> answer;
        try {
            answer = handler.handleRequest(context(call, modern), message.toRequest());
        } catch (RuntimeException e) {
            // The SDK reads params before it makes the Mono, and throws where they are not of the method's form.
            LOG.debug("{} was refused", message.method(), e);
            String why = e instanceof SdkJson.InvalidParamsException ? ": " + e.getMessage() : "";
            finish(call, McpSchema.ErrorCodes.INVALID_PARAMS, "Invalid params for " + message.method() + why);
            return;
        }
        call.work.update(answer.subscribe(
                response -> {
                    JSONRPCResponse corrected = Corrections.of(response);
                    LOG.debug(
                            "{} answered with {} after {} ms",
                            message.method(),
                            response.error() == null
                                    ? "a result"
                                    : "error " + response.error().code(),
                            (System.nanoTime() - start) / 1_000_000);
                    ObjectNode reply = SdkJson.tree(corrected);
                    finish(call, modern ? modernEra.enveloped(message, reply) : reply);
                },
                error -> {
                    LOG.error("{} failed", message.method(), error);
                    finish(call, McpSchema.ErrorCodes.INTERNAL_ERROR, "Internal error");
                }));
    }

    /** A subscription takes no place, since it would keep it; there is nothing to subscribe to more than a few times. */
    private void subscribe(Message message, Replies.Slot slot) {
        if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            slot.answer(Replies.error(
                    message.idNode(), McpSchema.ErrorCodes.INVALID_REQUEST, "Too many subscriptions are open"));
            return;
        }
        Pending subscription = new Pending(message, slot, () -> subscriptions.remove(message.id()));
        if (begin(subscription)) {
            replies.write(ModernEra.acknowledgement(message));
            subscriptions.put(message.id(), () -> finish(subscription, modernEra.endOfSubscription(message)));
        }
    }

    /** Takes the request's id for it; answers with an error and says false if another has it. */
    private boolean begin(Pending call) {
        if (inFlight.putIfAbsent(call.message.id(), call) == null) {
            return true;
        }
        call.slot.answer(Replies.error(
                call.message.idNode(),
                McpSchema.ErrorCodes.INVALID_REQUEST,
                "A request with this id is still under way: give every request an id of its own"));
        return false;
    }

    /** Lets the call send progress while it is under way and not after, and know the era that it came in. */
    private McpTransportContext context(Pending call, boolean modern) {
        Consumer<McpSchema.ProgressNotification> progress = notification -> {
            if (call.equals(inFlight.get(call.message.id()))) {
                replies.write(SdkJson.tree(notification));
            }
        };
        Map<String, Object> context = new HashMap<>();
        context.put(McpSchema.METHOD_NOTIFICATION_PROGRESS, progress);
        if (modern) {
            context.put(ModernEra.VERSION_KEY, ModernEra.VERSION);
        }
        return McpTransportContext.create(context);
    }

    private void finish(Pending call, int errorCode, String message) {
        finish(call, Replies.error(call.message.idNode(), errorCode, message));
    }

    /** Whoever takes a call out of the map has the last word, and it alone: the answer, or a cancellation. */
    private void finish(Pending call, ObjectNode answer) {
        if (inFlight.remove(call.message.id(), call)) {
            try {
                call.slot.answer(answer);
            } finally {
                // A place that is not given back would keep the server from ever ending.
                call.atEnd.run();
            }
        }
    }

    private void cancel(Object id) {
        Pending call = inFlight.remove(id);
        if (call != null) {
            call.slot.leaveEmpty();
            call.atEnd.run();
            call.work.dispose();
        }
    }

    /** A request that is not answered yet, the work on it, and what is to be done when it is over. */
    private static final class Pending {
        private final Message message;
        private final Replies.Slot slot;
        private final Disposable.Swap work = Disposables.swap();
        private final Runnable atEnd;

        Pending(Message message, Replies.Slot slot, Runnable atEnd) {
            this.message = message;
            this.slot = slot;
            this.atEnd = atEnd;
        }
    }

    private void notification(Message message) {
        if (message.method().equals("notifications/cancelled")) {
            cancel(Message.id(message.params().path("requestId")));
            return;
        }
        handler.handleNotification(McpTransportContext.EMPTY, message.toNotification())
                .subscribe(ignored -> {}, error -> LOG.warn("{} failed", message.method(), error));
    }
}
