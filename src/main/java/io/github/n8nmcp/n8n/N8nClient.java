package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.workflow.Webhook;
import io.github.n8nmcp.workflow.WorkflowView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The REST API of one n8n, a method an endpoint. Every method throws {@link N8nException} when it
 * cannot give what it promises, and takes no longer than the instance's {@code timeout_ms}, retries
 * included. Safe for many threads.
 */
public final class N8nClient {
    /** Of what a webhook answers this many bytes are read; it is the workflow's affair, and may be anything. */
    private static final int LONGEST_WEBHOOK_ANSWER = 16 << 10;

    private static final int REGISTRATION_TRIES = 4;

    private static final JsonNode NO_ARGUMENTS = JsonNodeFactory.instance.objectNode();

    private final Instance instance;
    private final Time time;
    private final Wire wire;

    private volatile boolean withoutExecute;

    N8nClient(Instance instance, Time time) {
        this.instance = instance;
        this.time = time;
        this.wire = new Wire(instance, time);
    }

    /** The instance that this client calls. */
    public Instance instance() {
        return instance;
    }

    /** One page of workflows. n8n before 2.36 may ignore tags that it does not know. */
    public WorkflowPage workflows(WorkflowQuery query) {
        return sendForJson(Request.get(query.path(), "workflow:list"), WorkflowPage::read, wire.deadline());
    }

    /** The whole definition of a workflow. */
    public ObjectNode workflow(String id) {
        return sendForObject(readingOf(id));
    }

    /** The same as JSON in UTF-8, less what no caller should see: for who only passes it on. */
    public byte[] workflowJson(String id) {
        return wire.send(
                readingOf(id), answer -> WorkflowView.full(answer.body().readAllBytes()), wire.deadline());
    }

    /** Stores a new workflow, always inactive; answers it as stored. */
    public ObjectNode create(ObjectNode definition) {
        return sendForObject(Request.of("POST", "/workflows", "workflow:create", definition));
    }

    /** Replaces name, nodes, connections and settings of a workflow; answers it as stored. */
    public ObjectNode replace(String id, ObjectNode definition) {
        return sendForObject(Request.onWorkflow("PUT", id, "", "workflow:update", definition));
    }

    /** Deletes a workflow and its executions for good; answers it as it was. */
    public ObjectNode delete(String id) {
        return sendForObject(deletionOf(id));
    }

    /**
     * Deletes a workflow that n8n may still be unpublishing. n8n 2.40 and later refuse that until it is done, and 2.41.1
     * was seen to answer 500 when the workflow had been published a moment before; that is tried again a few times.
     */
    public ObjectNode deleteOnceUnpublished(String id) {
        long deadline = wire.deadline();
        for (int tries = 0; ; tries++) {
            try {
                return sendForObject(deletionOf(id), deadline);
            } catch (N8nException e) {
                long pause = Backoff.nanos(
                        Math.min(tries, Backoff.MOST_RETRIES), time.chance(), Optional.empty(), time.now());
                boolean again = e.isPublished() || (e.hasStatus(500) && tries < Backoff.MOST_RETRIES);
                if (!again || time.nanos() + pause >= deadline) {
                    throw e;
                }
                wire.pause(pause);
            }
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
        long deadline = wire.deadline();
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

    /** The runs of this n8n's workflows. */
    public Executions executions() {
        return new Executions(this, wire, time);
    }

    /** The workflow's newest runs; those under way only if that status is asked for. */
    JsonNode executions(String workflowId, String status) {
        String path = "/executions?limit=20&workflowId=" + Request.encoded(workflowId)
                + (status.isEmpty() ? "" : "&status=" + status);
        return sendForObject(Request.get(path, "execution:list")).path("data");
    }

    /** The workflow's runs under way; none before n8n 1.115, which cannot be asked for them. */
    JsonNode runningExecutions(String workflowId) {
        try {
            return executions(workflowId, "running");
        } catch (N8nException e) {
            if (e.hasStatus(400)) {
                return JsonNodeFactory.instance.arrayNode();
            }
            throw e;
        }
    }

    ObjectNode execution(long id, boolean withData) {
        return sendForObject(Request.get("/executions/" + id + "?includeData=" + withData, "execution:read"));
    }

    /**
     * Calls a production webhook with the data as its JSON body, or as its query where the method has no body. The API key
     * is not sent, and the instance's extra headers only to the host that they are for. Repeated only where nobody
     * listened, and for some seconds while n8n (2.40 and later) has not registered the webhook after its activation.
     */
    public WebhookAnswer callWhenRegistered(Webhook webhook, ObjectNode data) {
        WebhookAnswer answer = call(webhook, data);
        for (int tries = 0; answer.isNotRegistered() && tries < REGISTRATION_TRIES; tries++) {
            wire.pause(Backoff.nanos(Math.min(tries, 2), time.chance(), Optional.empty(), time.now()));
            answer = call(webhook, data);
        }
        return answer;
    }

    private WebhookAnswer call(Webhook webhook, ObjectNode data) {
        boolean inQuery = Set.of("GET", "HEAD", "DELETE").contains(webhook.method());
        String path = "/" + webhook.encodedPath() + (inQuery ? query(data) : "");
        Request request = Request.webhook(webhook.method(), path, inQuery ? null : data);
        return wire.send(request, this::webhookAnswer, wire.deadline());
    }

    private WebhookAnswer webhookAnswer(Reader.Answer answer) throws IOException {
        byte[] body = answer.body().readNBytes(LONGEST_WEBHOOK_ANSWER + 1);
        boolean cut = body.length > LONGEST_WEBHOOK_ANSWER;
        String text = new String(body, 0, Math.min(body.length, LONGEST_WEBHOOK_ANSWER), StandardCharsets.UTF_8);
        try {
            JsonNode tree = Json.tree(text);
            return new WebhookAnswer(answer.status(), tree.isMissingNode() ? text("") : tree, cut);
        } catch (JsonProcessingException e) {
            return new WebhookAnswer(answer.status(), text(text), cut);
        }
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    private static String query(ObjectNode data) {
        StringBuilder query = new StringBuilder();
        for (Map.Entry<String, JsonNode> entry : data.properties()) {
            JsonNode value = entry.getValue();
            query.append(query.isEmpty() ? '?' : '&')
                    .append(Request.encoded(entry.getKey()))
                    .append('=')
                    .append(Request.encoded(value.isContainerNode() ? Json.text(value) : value.asText()));
        }
        return query.toString();
    }

    /** All tags of the instance, read a page of 250 at a time. */
    public ArrayNode tags() {
        long deadline = wire.deadline();
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
        Request request = Request.of("PUT", "/workflows/" + Request.encoded(id) + "/tags", "workflowTags:update", body);
        return sendForJson(request, parser -> tree(parser, ArrayNode.class), wire.deadline());
    }

    /** Asks for as little as possible, to see whether the n8n is there and takes the key. */
    public void checkKey() {
        workflows(new WorkflowQuery(Optional.empty(), List.of(), Optional.empty(), 1, Optional.empty()));
    }

    /** What this n8n's own description of its API has, of that which differs between versions. */
    public List<String> abilities() {
        String description = description();
        return Stream.of("activate", "tags", "archive", "publish", "execute")
                .filter(ability -> Pattern.compile("/workflows/\\{\\w+}/" + ability + "\\b")
                        .matcher(description)
                        .find())
                .toList();
    }

    private String description() {
        try {
            return described("/discover");
        } catch (N8nException e) {
            // Before n8n 2.14 only the specification tells.
            return described("/openapi.yml");
        }
    }

    private String described(String path) {
        return wire.send(
                Request.get(path, "none"),
                new Reader<>() {
                    @Override
                    public boolean takes(String contentType) {
                        return Failure.isJson(contentType) || contentType.contains("yaml");
                    }

                    @Override
                    public String read(Answer answer) throws IOException {
                        return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
                    }
                },
                wire.deadline());
    }

    private static Request readingOf(String id) {
        return Request.onWorkflow("GET", id, "", "workflow:read", null);
    }

    private static Request deletionOf(String id) {
        return Request.onWorkflow("DELETE", id, "", "workflow:delete", null);
    }

    private interface JsonReader<T> {
        T read(JsonParser parser) throws IOException;
    }

    private ObjectNode sendForObject(Request request) {
        return sendForObject(request, wire.deadline());
    }

    private ObjectNode sendForObject(Request request, long deadline) {
        return sendForJson(request, parser -> tree(parser, ObjectNode.class), deadline);
    }

    private <T> T sendForJson(Request request, JsonReader<T> reader, long deadline) {
        return wire.send(
                request,
                answer -> {
                    try (JsonParser parser = Json.parser(answer.body())) {
                        T read = reader.read(parser);
                        if (parser.nextToken() != null) {
                            throw new JsonParseException(parser, "there is more after the answer");
                        }
                        return read;
                    }
                },
                deadline);
    }

    private <T extends JsonNode> T tree(JsonParser parser, Class<T> kind) throws IOException {
        parser.nextToken();
        JsonNode tree = Json.tree(parser);
        if (!kind.isInstance(tree)) {
            throw new JsonParseException(parser, "not what n8n answers");
        }
        return kind.cast(tree);
    }
}
