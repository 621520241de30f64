package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.http.ResponseReader;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * n8n's own MCP server (n8n 1.123 and later), which can start what its REST API cannot. Its transport is streamable HTTP
 * without a session: each message is a POST, answered by one JSON-RPC message, as JSON or as one server-sent event.
 */
public final class N8nMcpServer {
    private final Api api;
    private final String token;
    private final KnownTool known;

    N8nMcpServer(Api api, String token, KnownTool known) {
        this.api = api;
        this.token = token;
        this.known = known;
    }

    /** What is remembered of one n8n's MCP server: its list of tools is long. */
    static final class KnownTool {
        private volatile JsonNode executeWorkflow;
    }

    /** An answer: an HTTP status, and the JSON-RPC message, or whatever else came as its text. */
    record Reply(int status, JsonNode message) {}

    /** This n8n's MCP server does not do what it was asked. */
    public static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;
        private final Reason reason;

        UnavailableException(Reason reason, String message) {
            super(message);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /** Why nothing was started. */
    public enum Reason {
        /** The n8n has no MCP server, or it is not switched on. */
        SWITCHED_OFF,
        /** It does not take the token. */
        TOKEN_REFUSED,
        /** The workflow's setting {@code availableInMCP} is not on. */
        WORKFLOW_NOT_AVAILABLE,
        /** Anything else, in the server's own words. */
        REFUSED
    }

    /**
     * The input schema of its tool {@code execute_workflow}, which differs by version: with {@code executionMode} from
     * 2.x on, {@code triggerNodeName} in 2.41.
     */
    public JsonNode executeWorkflowSchema() throws UnavailableException {
        if (known.executeWorkflow == null) {
            for (JsonNode tool : result("tools/list", null, false).path("tools")) {
                if (tool.path("name").asText().equals("execute_workflow")) {
                    known.executeWorkflow = tool.path("inputSchema");
                }
            }
        }
        if (known.executeWorkflow == null) {
            throw new UnavailableException(Reason.REFUSED, "it has no tool execute_workflow");
        }
        return known.executeWorkflow;
    }

    /**
     * Starts a run; answers its id, or nothing if the server gave none.
     *
     * @param arguments as {@link #executeWorkflowSchema} has them
     */
    public Optional<String> executeWorkflow(ObjectNode arguments) throws UnavailableException {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.put("name", "execute_workflow").set("arguments", arguments);
        JsonNode result = result("tools/call", params, true);
        JsonNode answer = result.path("structuredContent");
        String text = result.at("/content/0/text").asText("");
        if (!answer.isObject()) {
            answer = parsed(text);
        }
        String id = answer.path("executionId").asText("");
        // A run that failed has both an id and an error (n8n before 2.41 waits for the end of the run).
        if (id.isEmpty() && (answer.has("error") || result.path("isError").asBoolean())) {
            String words = answer.path("error").asText(text);
            throw new UnavailableException(
                    words.contains("not available in MCP") ? Reason.WORKFLOW_NOT_AVAILABLE : Reason.REFUSED,
                    told(words));
        }
        return Optional.of(id).filter(given -> !given.isEmpty());
    }

    private JsonNode result(String method, ObjectNode params, boolean changes) throws UnavailableException {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("jsonrpc", "2.0").put("id", 1).put("method", method);
        if (params != null) {
            message.set("params", params);
        }
        Reply reply = api.callMcpServer(token, message, changes, new ReplyReader());
        String words = reply.message().path("message").asText("");
        if (reply.status() == 401 || reply.status() == 403) {
            throw new UnavailableException(Reason.TOKEN_REFUSED, told(words));
        }
        if (reply.status() == 404) {
            throw new UnavailableException(Reason.SWITCHED_OFF, told(words));
        }
        JsonNode result = reply.message().path("result");
        if (!result.isObject()) {
            String error = reply.message().at("/error/message").asText(words);
            throw new UnavailableException(
                    Reason.REFUSED, error.isEmpty() ? "it answered HTTP " + reply.status() : told(error));
        }
        return result;
    }

    private String told(String words) {
        String clean = api.instance().withoutSecrets(words);
        return clean.length() > 500 ? clean.substring(0, 500) + "…" : clean;
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.tree(json);
        } catch (IOException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** Reads any answer; of an event stream (HTML standard, "server-sent events") the first event's data. */
    private static final class ReplyReader implements ResponseReader<Reply> {
        @Override
        public boolean accepts(Head head) {
            return true;
        }

        @Override
        public Reply read(Head head, InputStream body) throws IOException {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            boolean events = head.contentType().startsWith("text/event-stream");
            return new Reply(head.status(), parsed(events ? firstEvent(text) : text));
        }

        private static String firstEvent(String stream) {
            StringBuilder data = new StringBuilder();
            for (String line : stream.split("\r\n|\n|\r", -1)) {
                if (line.startsWith("data:")) {
                    data.append(line.substring(5)).append('\n');
                } else if (line.isEmpty() && !data.isEmpty()) {
                    break;
                }
            }
            return data.toString();
        }
    }
}
