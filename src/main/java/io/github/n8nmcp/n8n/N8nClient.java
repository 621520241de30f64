package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.config.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The REST API of one n8n, a method an endpoint. Every method throws {@link N8nException} when it
 * cannot give what it promises, and takes no longer than the instance's {@code timeout_ms}, retries
 * included. Safe for many threads.
 */
public final class N8nClient {
    /** An answer is read up to this many bytes. */
    private static final long LARGEST_ANSWER = 64L << 20;

    /** Of an error's body this much is read, which is ample for n8n's message. */
    private static final int LARGEST_ERROR = 64 << 10;

    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    private static final JsonNode NO_ARGUMENTS = JsonNodeFactory.instance.objectNode();

    private final Instance instance;
    private final ObjectMapper json;
    private final Time time;
    private final Throttle throttle;
    private final Failure failure;

    /**
     * Made by the first call: a client takes threads and start-up time that {@code tools/list} need
     * not pay.
     */
    private HttpClient http;

    private volatile boolean withoutExecute;

    N8nClient(Instance instance, ObjectMapper json, Time time) {
        this.instance = instance;
        this.json = json;
        this.time = time;
        this.throttle = new Throttle(time);
        this.failure = new Failure(instance, json);
    }

    /** The instance that this client calls. */
    public Instance instance() {
        return instance;
    }

    /** One page of workflows. n8n before 2.36 may ignore tags that it does not know. */
    public WorkflowPage workflows(WorkflowQuery query) {
        return sendForJson(Request.get(query.path(), "workflow:list"), WorkflowPage::read, deadline());
    }

    /** The whole definition of a workflow. */
    public ObjectNode workflow(String id) {
        return sendForObject(readingOf(id));
    }

    /** Stores a new workflow, always inactive; answers it as stored. */
    public ObjectNode create(ObjectNode definition) {
        return sendForObject(new Request("POST", "/workflows", "workflow:create", null, definition));
    }

    /** Replaces name, nodes, connections and settings of a workflow; answers it as stored. */
    public ObjectNode replace(String id, ObjectNode definition) {
        return sendForObject(Request.onWorkflow("PUT", id, "", "workflow:update", definition));
    }

    /** Deletes a workflow and its executions for good; answers it as it was. */
    public ObjectNode delete(String id) {
        return sendForObject(deletionOf(id));
    }

    /** Deletes a workflow that n8n may still be unpublishing, which n8n 2.40 and later refuse until it is done. */
    public ObjectNode deleteOnceUnpublished(String id) {
        long deadline = deadline();
        for (int tries = 0; ; tries++) {
            try {
                return sendForObject(deletionOf(id), deadline);
            } catch (N8nException e) {
                long pause = Backoff.nanos(
                        Math.min(tries, Backoff.MOST_RETRIES), time.chance(), Optional.empty(), time.now());
                if (!e.isPublished() || time.nanos() + pause >= deadline) {
                    throw e;
                }
                pause(pause);
            }
        }
    }

    private void pause(long nanos) {
        try {
            time.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure.cancelled();
        }
    }

    /**
     * Activates (from n8n 2.0 on: publishes) a workflow. n8n 2.40 and later register its triggers a
     * moment after.
     */
    public ObjectNode activate(String id) {
        // The body is what makes n8n 2.x accept the call: without a JSON content type it is a 415.
        return sendForObject(Request.onWorkflow("POST", id, "/activate", "workflow:activate", NO_ARGUMENTS));
    }

    /** Deactivates a workflow; no error if it is not active. */
    public ObjectNode deactivate(String id) {
        return sendForObject(Request.onWorkflow("POST", id, "/deactivate", "workflow:deactivate", NO_ARGUMENTS));
    }

    /**
     * Starts a run by {@code POST /workflows/{id}/execute}, which forks of n8n have and n8n itself up
     * to 2.41 has not. Answers the run, or nothing if this n8n has no such endpoint, which is
     * remembered.
     */
    public Optional<ObjectNode> execute(String id) {
        if (withoutExecute) {
            return Optional.empty();
        }
        long deadline = deadline();
        try {
            return Optional.of(sendForObject(
                    Request.onWorkflow("POST", id, "/execute", "workflow:execute", NO_ARGUMENTS), deadline));
        } catch (N8nException e) {
            if (!e.hasStatus(404) && !e.hasStatus(405)) {
                throw e;
            }
            // A missing route and a missing workflow look alike; this call throws where it is the
            // workflow.
            sendForObject(readingOf(id), deadline);
            withoutExecute = true;
            return Optional.empty();
        }
    }

    /** All tags of the instance, read a page of 250 at a time. */
    public ArrayNode tags() {
        long deadline = deadline();
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        String cursor = "";
        String before;
        do {
            before = cursor;
            String page = "/tags?limit=250" + (cursor.isEmpty() ? "" : "&cursor=" + Request.encoded(cursor));
            ObjectNode answer = sendForObject(Request.get(page, "tag:list"), deadline);
            for (JsonNode tag : answer.path("data")) {
                all.add(tag);
            }
            cursor = answer.path("nextCursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals(before));
        return all;
    }

    /** Gives a workflow exactly these tags; answers them. */
    public ArrayNode replaceTags(String id, List<String> tagIds) {
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        tagIds.forEach(tagId -> body.addObject().put("id", tagId));
        // A 404 here may be the workflow or a tag, so it is n8n that says which.
        Request request =
                new Request("PUT", "/workflows/" + Request.encoded(id) + "/tags", "workflowTags:update", null, body);
        return sendForJson(request, parser -> tree(parser, ArrayNode.class), deadline());
    }

    /** Asks for as little as possible, to see whether the n8n is there and takes the key. */
    public void checkKey() {
        workflows(new WorkflowQuery(Optional.empty(), List.of(), Optional.empty(), 1, Optional.empty()));
    }

    /** What this n8n's own description of its API has, of that which differs between versions. */
    public String abilities() {
        String description = description();
        return Stream.of("activate", "tags", "archive", "publish", "execute")
                .filter(ability -> Pattern.compile("/workflows/\\{\\w+}/" + ability + "\\b")
                        .matcher(description)
                        .find())
                .collect(Collectors.joining(", "));
    }

    private String description() {
        try {
            return text("/discover");
        } catch (N8nException e) {
            // Before n8n 2.14 only the specification tells.
            return text("/openapi.yml");
        }
    }

    private String text(String path) {
        return send(
                Request.get(path, "none"),
                new Reader<>() {
                    @Override
                    public boolean takes(String contentType) {
                        return Failure.isJson(contentType) || contentType.contains("yaml");
                    }

                    @Override
                    public String read(InputStream body) throws IOException {
                        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
                    }
                },
                deadline());
    }

    private static Request readingOf(String id) {
        return Request.onWorkflow("GET", id, "", "workflow:read", null);
    }

    private static Request deletionOf(String id) {
        return Request.onWorkflow("DELETE", id, "", "workflow:delete", null);
    }

    /** Reads an answer while it arrives. */
    private interface Reader<T> {
        T read(InputStream body) throws IOException;

        default boolean takes(String contentType) {
            return Failure.isJson(contentType);
        }
    }

    private interface JsonReader<T> {
        T read(JsonParser parser) throws IOException;
    }

    private ObjectNode sendForObject(Request request) {
        return sendForObject(request, deadline());
    }

    private ObjectNode sendForObject(Request request, long deadline) {
        return sendForJson(request, parser -> tree(parser, ObjectNode.class), deadline);
    }

    private <T> T sendForJson(Request request, JsonReader<T> reader, long deadline) {
        return send(
                request,
                body -> {
                    try (JsonParser parser = json.createParser(body)) {
                        return reader.read(parser);
                    }
                },
                deadline);
    }

    private <T extends JsonNode> T tree(JsonParser parser, Class<T> kind) throws IOException {
        JsonNode tree = json.readTree(parser);
        if (!kind.isInstance(tree)) {
            throw new JsonParseException(parser, "not what n8n answers");
        }
        return kind.cast(tree);
    }

    /** One try failed, perhaps only for now. */
    private static final class FailedTry extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient N8nException failure;
        private final boolean passing;
        private final transient Optional<String> retryAfter;

        FailedTry(N8nException failure, boolean passing, Optional<String> retryAfter) {
            super(null, null, false, false);
            this.failure = failure;
            this.passing = passing;
            this.retryAfter = retryAfter;
        }
    }

    /** When a call that begins now must have ended. */
    private long deadline() {
        return time.nanos() + instance.timeout().toNanos();
    }

    private <T> T send(Request request, Reader<T> reader, long deadline) {
        try {
            for (int retry = 0; ; retry++) {
                try {
                    return tryOnce(request, reader, deadline);
                } catch (FailedTry failed) {
                    long pause = Backoff.nanos(retry, time.chance(), failed.retryAfter, time.now());
                    boolean again = failed.passing && retry < Backoff.MOST_RETRIES && time.nanos() + pause < deadline;
                    if (!again) {
                        throw failed.failure;
                    }
                    time.sleep(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure.cancelled();
        }
    }

    private <T> T tryOnce(Request request, Reader<T> reader, long deadline) throws FailedTry, InterruptedException {
        throttle.enter();
        try {
            HttpResponse<InputStream> response = open(request, deadline);
            try (InputStream body = response.body()) {
                return read(request, response, body, reader);
            } catch (IOException e) {
                throw cut(request, e);
            }
        } finally {
            throttle.leave();
        }
    }

    private HttpResponse<InputStream> open(Request request, long deadline) throws FailedTry, InterruptedException {
        long left = deadline - time.nanos();
        if (left <= 0) {
            throw timeout();
        }
        try {
            return http().send(
                            httpRequest(request, left),
                            info -> new BodyStream(deadline - time.nanos(), LARGEST_ANSWER));
        } catch (HttpTimeoutException e) {
            throw timeout();
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            boolean passing = Failure.isRefused(e) || (request.isRepeatable() && !Failure.isLasting(e));
            throw new FailedTry(failure.unreachable(e), passing, Optional.empty());
        }
    }

    private HttpRequest httpRequest(Request request, long nanosLeft) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create(instance.baseUrl() + "/api/v1" + request.path()))
                .timeout(Duration.ofNanos(nanosLeft))
                .header("Accept", "application/json")
                .header("X-N8N-API-KEY", instance.apiKey());
        instance.headers().forEach(builder::setHeader);
        if (request.body() == null) {
            return builder.method(request.method(), HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        byte[] body;
        try {
            body = json.writeValueAsBytes(request.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree can always be written", e);
        }
        return builder.header("Content-Type", "application/json")
                .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private <T> T read(Request request, HttpResponse<InputStream> response, InputStream body, Reader<T> reader)
            throws IOException, FailedTry {
        int status = response.statusCode();
        String contentType = response.headers().firstValue("Content-Type").orElse("");
        if (status >= 400) {
            boolean passing = status == 429 || (request.isRepeatable() && PASSING.contains(status));
            throw new FailedTry(
                    failure.refused(request, status, contentType, body.readNBytes(LARGEST_ERROR)),
                    passing,
                    response.headers().firstValue("Retry-After"));
        }
        if (status >= 300) {
            String location = response.headers().firstValue("Location").orElse("another address");
            throw lasting(failure.redirected(status, location));
        }
        if (!reader.takes(contentType)) {
            throw lasting(failure.notJson(status, body.readNBytes(LARGEST_ERROR)));
        }
        return reader.read(body);
    }

    /** The answer began but its end did not come, or it was none that can be read. */
    private FailedTry cut(Request request, IOException e) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (e instanceof HttpTimeoutException) {
            return timeout();
        }
        if (e instanceof BodyStream.TooLargeException) {
            return lasting(failure.tooLarge(LARGEST_ANSWER));
        }
        if (e instanceof JacksonException) {
            return lasting(failure.unreadable());
        }
        return new FailedTry(failure.broken(e), request.isRepeatable(), Optional.empty());
    }

    private FailedTry timeout() {
        return lasting(N8nException.timeout(instance.name(), instance.timeout().toMillis()));
    }

    private static FailedTry lasting(N8nException failure) {
        return new FailedTry(failure, false, Optional.empty());
    }

    private synchronized HttpClient http() throws FailedTry {
        if (http == null) {
            try {
                http = HttpClients.of(instance);
            } catch (IOException e) {
                throw lasting(failure.badCertificates(e.getMessage()));
            }
        }
        return http;
    }
}
