package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.mcp.JsonRpc;
import io.github.n8nmcp.mcp.ServerInfo;
import io.github.n8nmcp.stdio.Message.Request;
import java.util.Optional;
import java.util.Set;

/**
 * MCP 2026-07-28, which the SDK (2.1.0) does not speak: there is no handshake, every request names its version, and every
 * result is marked as complete. Below that, {@code tools/list} and {@code tools/call} are the same as before.
 */
final class StatelessRevision {
    private static final String VERSION = "2026-07-28";
    /** In a request's {@code _meta}; only requests of this revision have it. */
    private static final String VERSION_KEY = "io.modelcontextprotocol/protocolVersion";

    private static final String LISTEN = "subscriptions/listen";
    private static final String DISCOVER = "server/discover";
    private static final String CAPABILITIES_KEY = "io.modelcontextprotocol/clientCapabilities";
    private static final String SERVER_INFO_KEY = "io.modelcontextprotocol/serverInfo";
    private static final String SUBSCRIPTION_KEY = "io.modelcontextprotocol/subscriptionId";
    private static final int UNSUPPORTED_VERSION = -32022;
    /** Removed with the handshake; the SDK would still serve them. */
    private static final Set<String> REMOVED = Set.of("initialize", "ping", "logging/setLevel");
    /** What is listed only changes when the server starts again. */
    private static final int TTL_MS = 3_600_000;

    private final ServerInfo server;

    StatelessRevision(ServerInfo server) {
        this.server = server;
    }

    /** Whether a request is of this revision: it says so, or only this revision has its method. */
    static boolean isUsedBy(Request request) {
        return request.meta().has(VERSION_KEY)
                || request.method().equals(DISCOVER)
                || request.method().equals(LISTEN);
    }

    static boolean isSubscription(Request request) {
        return request.method().equals(LISTEN);
    }

    /** What can be answered at once: an error where the request breaks the revision's rules, or the discovery. */
    Optional<ObjectNode> immediateAnswer(Request request) {
        return refusal(request).or(() -> discovery(request));
    }

    private static Optional<ObjectNode> refusal(Request request) {
        JsonNode version = request.meta().path(VERSION_KEY);
        if (!version.isTextual()) {
            return Optional.of(invalid(request, "_meta must have \"" + VERSION_KEY + "\", a string"));
        }
        if (!version.textValue().equals(VERSION)) {
            ObjectNode error = JsonRpc.error(request.id(), UNSUPPORTED_VERSION, "Unsupported protocol version");
            ObjectNode data = error.withObjectProperty("error").putObject("data");
            data.putArray("supported").add(VERSION);
            data.put("requested", version.textValue());
            return Optional.of(error);
        }
        if (!request.meta().path(CAPABILITIES_KEY).isObject()) {
            return Optional.of(invalid(request, "_meta must have \"" + CAPABILITIES_KEY + "\", an object"));
        }
        if (REMOVED.contains(request.method())) {
            return Optional.of(JsonRpc.error(
                    request.id(),
                    JsonRpc.METHOD_NOT_FOUND,
                    "Method not found: " + request.method() + " (MCP " + VERSION + " has removed it)"));
        }
        if (isSubscription(request) && !request.params().path("notifications").isObject()) {
            return Optional.of(invalid(request, "\"notifications\" must be an object"));
        }
        return Optional.empty();
    }

    private Optional<ObjectNode> discovery(Request request) {
        if (!request.method().equals(DISCOVER)) {
            return Optional.empty();
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putArray("supportedVersions").add(VERSION);
        result.putObject("capabilities").putObject("tools");
        result.put("instructions", server.instructions());
        return Optional.of(complete(request, cacheable(result)));
    }

    /** An answer with what this revision adds to results; errors are the same in all revisions. */
    ObjectNode completed(Request request, ObjectNode answer) {
        if (!(answer.get("result") instanceof ObjectNode result)) {
            return answer;
        }
        if (request.method().equals("tools/list")) {
            cacheable(result);
        }
        return complete(request, result);
    }

    /** Says that a subscription is open. Nothing that is listed changes, so it will carry no notification. */
    static ObjectNode acknowledgement(Request request) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.putObject("_meta").set(SUBSCRIPTION_KEY, request.id());
        params.putObject("notifications");
        return JsonRpc.notification("notifications/subscriptions/acknowledged", params);
    }

    /** Says that a subscription has ended because the server ends. */
    ObjectNode endOfSubscription(Request request) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putObject("_meta").set(SUBSCRIPTION_KEY, request.id());
        return complete(request, result);
    }

    private ObjectNode complete(Request request, ObjectNode result) {
        result.put("resultType", "complete");
        result.withObjectProperty("_meta")
                .putObject(SERVER_INFO_KEY)
                .put("name", server.name())
                .put("version", server.version());
        return JsonRpc.result(request.id(), result);
    }

    /** Private, since it names the user's instances. */
    private static ObjectNode cacheable(ObjectNode result) {
        return result.put("ttlMs", TTL_MS).put("cacheScope", "private");
    }

    private static ObjectNode invalid(Request request, String why) {
        return JsonRpc.error(request.id(), JsonRpc.INVALID_PARAMS, "Invalid params: " + why);
    }
}
