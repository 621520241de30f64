package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.http.Body;
import io.github.n8nmcp.http.CallLifetime;
import io.github.n8nmcp.http.HttpException;
import io.github.n8nmcp.http.HttpSender;
import io.github.n8nmcp.http.Request;
import io.github.n8nmcp.http.ResponseReader;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.UnexpectedJsonException;
import io.github.n8nmcp.workflow.PathCheck;
import io.github.n8nmcp.workflow.TriggerRequest;
import io.github.n8nmcp.workflow.Workflow;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Sends requests to one n8n for one call: every request of every tool passes here. Of an instance that is
 * {@code read_only} only the API's GET requests are let out, whatever a tool says of itself.
 */
final class Api {
    private final Instance instance;
    private final HttpSender sender;
    private final FailureMessages failures;
    private final CallLifetime lifetime;

    Api(Instance instance, HttpSender sender, CallLifetime lifetime) {
        this.instance = instance;
        this.sender = sender;
        this.failures = new FailureMessages(instance);
        this.lifetime = lifetime;
    }

    /** Reads an answer from its tokens. */
    @FunctionalInterface
    interface JsonReader<T> {
        T read(JsonParser parser) throws IOException;
    }

    Instance instance() {
        return instance;
    }

    CallLifetime lifetime() {
        return lifetime;
    }

    /**
     * The JSON that n8n answers with.
     *
     * @param check throws {@link UnexpectedJsonException} if it is not what was asked for, so that nobody believes it
     */
    <T> T checked(ApiRequest request, Function<JsonNode, T> check) {
        return json(request, parser -> check.apply(tree(parser)));
    }

    /** The JSON object that n8n answers with. */
    ObjectNode object(ApiRequest request) {
        return checked(request, answer -> {
            if (answer instanceof ObjectNode object) {
                return object;
            }
            throw new UnexpectedJsonException("not a JSON object");
        });
    }

    /** The workflow that n8n answers with: the one that the request is about, or the one that it has just made. */
    Workflow workflow(ApiRequest request) {
        return checked(request, answer -> Workflow.answered(answer, request.workflowId()));
    }

    /**
     * The page of a list that n8n answers with, whose {@code data} is an array.
     *
     * @param things what it lists, for a failure's words
     */
    ObjectNode page(ApiRequest request, String things) {
        return checked(request, answer -> {
            if (answer.path("data").isArray()) {
                return (ObjectNode) answer;
            }
            throw new UnexpectedJsonException("not a list of " + things);
        });
    }

    /** What the reader makes of n8n's answer, which is one JSON value. */
    <T> T json(ApiRequest request, JsonReader<T> reader) {
        try {
            return send(request, (head, body) -> {
                try (JsonParser parser = Json.parser(body)) {
                    T read = reader.read(parser);
                    if (parser.nextToken() != null) {
                        throw new JsonParseException(parser, "there is more after the answer");
                    }
                    return read;
                }
            });
        } catch (UnexpectedJsonException e) {
            throw failures.unexpected(request, e.getMessage());
        }
    }

    /** What the reader makes of n8n's answer. */
    <T> T send(ApiRequest request, ResponseReader<T> reader) {
        if (request.changes()) {
            checkWritable();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put("X-N8N-API-KEY", instance.apiKey());
        if (!isThisMachine(instance.baseUrl().getHost())) {
            headers.put("Accept-Encoding", "gzip");
        }
        headers.putAll(instance.headers());
        URI uri = URI.create(instance.baseUrl() + "/api/v1" + request.path());
        try {
            Body body = request.body() == null ? null : Body.json(request.body());
            return sender.send(new Request(request.method(), uri, request.changes(), headers, body), reader, lifetime);
        } catch (HttpException e) {
            throw failures.of(request, e);
        }
    }

    /**
     * Calls a public URL of a workflow. It gets no API key, and the instance's extra headers only on the host that they
     * are for; the caller's headers replace those of the same name.
     */
    <T> T callTrigger(String url, TriggerRequest request, Map<String, String> headers, ResponseReader<T> reader) {
        checkWritable();
        URI uri = URI.create(url);
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (uri.getRawAuthority().equals(instance.baseUrl().getRawAuthority())) {
            all.putAll(instance.headers());
        }
        if (!PathCheck.staysInside(uri.getRawPath())) {
            throw failures.outside();
        }
        all.putAll(headers);
        Body body = request.form() != null
                ? Body.form(request.form())
                : request.json() != null ? Body.json(request.json()) : null;
        try {
            return sender.send(new Request(request.method(), uri, true, all, body), reader, lifetime);
        } catch (HttpException e) {
            throw failures.ofWebhook(e);
        }
    }

    /**
     * Sends a message to n8n's own MCP server (n8n 1.123 and later), which has a token of its own in place of the API
     * key.
     *
     * @param changes whether the message may change something
     */
    <T> T callMcpServer(String token, JsonNode message, boolean changes, ResponseReader<T> reader) {
        checkWritable();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(instance.headers());
        headers.put("Accept", "application/json, text/event-stream");
        headers.put("Authorization", "Bearer " + token);
        URI uri = URI.create(instance.baseUrl() + "/mcp-server/http");
        try {
            return sender.send(new Request("POST", uri, changes, headers, Body.json(message)), reader, lifetime);
        } catch (HttpException e) {
            throw failures.ofMcpServer(e, changes);
        }
    }

    private void checkWritable() {
        if (instance.readOnly()) {
            throw failures.readOnly();
        }
    }

    /** To compress what never leaves the machine takes longer than to send it. */
    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static JsonNode tree(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new JsonParseException(parser, "there is no answer");
        }
        return Json.tree(parser);
    }
}
