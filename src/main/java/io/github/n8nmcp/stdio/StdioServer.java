package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.mcp.JsonRpc;
import io.github.n8nmcp.mcp.McpService;
import io.github.n8nmcp.mcp.RequestContext;
import io.github.n8nmcp.mcp.ServerInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MCP over stdin and stdout, a message a line. It serves each request by itself, with or without a handshake before it,
 * and answers every one before it ends. The SDK's own stdio transport does not: it lets calls before {@code initialized}
 * wait forever, stops at a malformed line, and drops answers that are under way at the end of input.
 */
public final class StdioServer {
    private static final Logger LOG = LoggerFactory.getLogger(StdioServer.class);

    private static final int LONGEST_LINE = 64 << 20;
    private static final int MOST_SUBSCRIPTIONS = 16;

    private static final JsonNode UNKNOWN_ID = NullNode.getInstance();

    private final LineReader lines;
    private final MessageWriter writer;
    private final McpService service;
    private final StatelessRevision stateless;
    private final Map<JsonNode, PendingAnswer> inFlight = new ConcurrentHashMap<>();
    /** What ends each open subscription, by its id. */
    private final Map<JsonNode, Runnable> subscriptions = new ConcurrentHashMap<>();

    private final Backlog backlog = new Backlog();
    private volatile boolean closing;
    private boolean initialized;
    private boolean toolsListed;

    /** Reads from one stream and writes to the other; runs {@code onClientGone} when nobody reads any more. */
    public StdioServer(InputStream in, OutputStream out, McpService service, ServerInfo server, Runnable onClientGone) {
        this.lines = new LineReader(in, LONGEST_LINE);
        this.writer = new MessageWriter(out, onClientGone);
        this.service = service;
        this.stateless = new StatelessRevision(server);
    }

    /** Serves no further line, and ends the subscriptions, which would go on forever. */
    public void close() {
        closing = true;
        subscriptions.values().forEach(Runnable::run);
    }

    /**
     * Serves every line until the end of input; {@link #awaitAnswers} waits for the answers. Runs {@code afterToolsList}
     * once, when the list of tools has been answered and the client is busy with it.
     */
    public void serve(Runnable afterToolsList) throws IOException, InterruptedException {
        boolean hasRun = false;
        while (!closing) {
            serveNextLine();
            if (toolsListed && !hasRun && !closing) {
                hasRun = true;
                afterToolsList.run();
            }
        }
    }

    private void serveNextLine() throws IOException, InterruptedException {
        backlog.awaitRoom();
        switch (lines.next()) {
            case LINE -> {
                // It may have come while the server was told to end.
                if (!closing) {
                    serveLineWhateverItIs();
                }
            }
            case TOO_LONG ->
                writer.write(JsonRpc.error(
                        UNKNOWN_ID,
                        JsonRpc.INVALID_REQUEST,
                        "A message may have 64 MB at most, and no more than the memory holds"));
            case END -> close();
        }
    }

    /** Waits until every request has been answered; false if that takes longer. */
    public boolean awaitAnswers(Duration longest) throws InterruptedException {
        return backlog.awaitEmpty(longest);
    }

    /** Whatever is wrong with a line, it costs that line alone, and the next ones are served. */
    private void serveLineWhateverItIs() throws InterruptedException {
        try {
            serveLine();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            LOG.debug("A line could not be read", e);
            writer.write(UnreadableLine.answer(lines.bytes(), lines.length(), e));
        }
    }

    private void serveLine() throws IOException, InterruptedException {
        if (lines.isBlank()) {
            return;
        }
        JsonNode json = Json.tree(lines.bytes(), 0, lines.length());
        if (json.isArray() && !json.isEmpty()) {
            serveBatch(json);
        } else {
            serve(Message.of(json), writer.single(), lines.length());
        }
    }

    private void serveBatch(JsonNode batch) throws InterruptedException {
        List<Message> messages = new ArrayList<>();
        batch.forEach(element -> messages.add(Message.of(element)));
        long answered = messages.stream()
                .filter(message -> message instanceof Message.Request || message instanceof Message.Invalid)
                .count();
        MessageWriter.Slot slot = writer.batch((int) answered);
        for (Message message : messages) {
            backlog.awaitRoom();
            serve(message, slot, lines.length() / messages.size());
        }
    }

    private void serve(Message message, MessageWriter.Slot slot, int bytes) {
        if (message instanceof Message.Request request) {
            serve(request, slot, bytes);
        } else if (message instanceof Message.Notification notification) {
            if (notification.method().equals("notifications/cancelled")) {
                cancel(notification.params().path("requestId"));
            }
        } else if (message instanceof Message.Invalid invalid) {
            slot.answer(JsonRpc.error(invalid.id(), invalid.errorCode(), invalid.reason()));
        }
    }

    private void serve(Message.Request request, MessageWriter.Slot slot, int bytes) {
        boolean isStateless = StatelessRevision.isUsedBy(request);
        if (isStateless) {
            Optional<ObjectNode> immediate = stateless.immediateAnswer(request);
            if (immediate.isPresent()) {
                slot.answer(immediate.get());
                return;
            }
            if (StatelessRevision.isSubscription(request)) {
                subscribe(request, slot);
                return;
            }
        }
        initialized |= request.method().equals("initialize");
        toolsListed |= request.method().equals("tools/list");
        PendingAnswer pending = new PendingAnswer(slot, () -> backlog.remove(bytes));
        if (!begin(request, pending)) {
            return;
        }
        backlog.add(bytes);
        long start = System.nanoTime();
        RequestContext context =
                new RequestContext(isStateless || initialized, notification -> notify(request, pending, notification));
        try {
            pending.work(service.serve(request.id(), request.method(), request.params(), context, answer -> {
                LOG.debug(
                        "{} answered with {} after {} ms",
                        request.method(),
                        answer.has("error")
                                ? "error " + answer.at("/error/code").asInt()
                                : "a result",
                        Duration.ofNanos(System.nanoTime() - start).toMillis());
                end(request, pending, isStateless ? stateless.completed(request, answer) : answer);
            }));
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("{} failed", request.method(), e);
            end(request, pending, JsonRpc.error(request.id(), JsonRpc.INTERNAL_ERROR, "Internal error"));
        }
    }

    /** A subscription takes no place, since it would keep it. More than a few are of no use to anybody. */
    private void subscribe(Message.Request request, MessageWriter.Slot slot) {
        if (subscriptions.size() >= MOST_SUBSCRIPTIONS) {
            slot.answer(JsonRpc.error(request.id(), JsonRpc.INVALID_REQUEST, "Too many subscriptions are open"));
            return;
        }
        PendingAnswer subscription = new PendingAnswer(slot, () -> subscriptions.remove(request.id()));
        if (begin(request, subscription)) {
            writer.write(StatelessRevision.acknowledgement(request));
            subscriptions.put(request.id(), () -> end(request, subscription, stateless.endOfSubscription(request)));
        }
    }

    /** Reserves the request's id; answers with an error and says false if another request has it. */
    private boolean begin(Message.Request request, PendingAnswer pending) {
        if (inFlight.putIfAbsent(request.id(), pending) == null) {
            return true;
        }
        pending.slot()
                .answer(JsonRpc.error(
                        request.id(),
                        JsonRpc.INVALID_REQUEST,
                        "A request with this id is still under way: give every request an id of its own"));
        return false;
    }

    /** A notification about a request is only sent while that is under way. */
    private void notify(Message.Request request, PendingAnswer pending, ObjectNode notification) {
        if (pending.equals(inFlight.get(request.id()))) {
            writer.write(notification);
        }
    }

    /** Whoever takes a request out of the map answers it, and nobody else does. */
    private void end(Message.Request request, PendingAnswer pending, ObjectNode answer) {
        if (inFlight.remove(request.id(), pending)) {
            pending.answer(answer);
        }
    }

    private void cancel(JsonNode id) {
        PendingAnswer pending = inFlight.remove(id);
        if (pending != null) {
            pending.cancel();
        }
    }
}
