package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Optional;
import java.util.Set;

/**
 * The envelope of MCP 2026-07-28, which the SDK (2.1.0) does not speak: no handshake, every request says its version, and
 * every result is marked complete. Below the envelope the SDK serves {@code tools/list} and {@code tools/call} as ever.
 */
final class ModernEra {
    static final String VERSION = "2026-07-28";
    /** In a request's {@code _meta}; it is what tells a modern request from any other. */
    static final String VERSION_KEY = "io.modelcontextprotocol/protocolVersion";

    static final String LISTEN = "subscriptions/listen";
    private static final String DISCOVER = "server/discover";
    private static final String CAPABILITIES_KEY = "io.modelcontextprotocol/clientCapabilities";
    private static final String SERVER_INFO_KEY = "io.modelcontextprotocol/serverInfo";
    private static final String SUBSCRIPTION_KEY = "io.modelcontextprotocol/subscriptionId";
    private static final int UNSUPPORTED_VERSION = -32022;
    /** Gone with the handshake; the SDK would still serve them. */
    private static final Set<String> REMOVED = Set.of("initialize", "ping", "logging/setLevel");
    /** What is listed changes only when the server is started anew. */
    private static final int TTL_MS = 3_600_000;

    private final ServerInfo server;

    ModernEra(ServerInfo server) {
        this.server = server;
    }

    /** Whether a request is of this era: it says so, or its method is only here. */
    static boolean speaks(Message message) {
        return meta(message).has(VERSION_KEY)
                || message.method().equals(DISCOVER)
                || message.method().equals(LISTEN);
    }

    /** The error for a request whose {@code _meta} is not as this era demands, or whose method it has not. */
    Optional<ObjectNode> refusal(Message message) {
        JsonNode version = meta(message).path(VERSION_KEY);
        if (!version.isTextual()) {
            return Optional.of(invalid(message, "_meta must have \"" + VERSION_KEY + "\", a string"));
        }
        if (!version.textValue().equals(VERSION)) {
            ObjectNode error = Replies.error(message.idNode(), UNSUPPORTED_VERSION, "Unsupported protocol version");
            ObjectNode data = error.withObjectProperty("error").putObject("data");
            data.putArray("supported").add(VERSION);
            data.put("requested", version.textValue());
            return Optional.of(error);
        }
        if (!meta(message).path(CAPABILITIES_KEY).isObject()) {
            return Optional.of(invalid(message, "_meta must have \"" + CAPABILITIES_KEY + "\", an object"));
        }
        if (REMOVED.contains(message.method())) {
            return Optional.of(Replies.error(
                    message.idNode(),
                    McpSchema.ErrorCodes.METHOD_NOT_FOUND,
                    "Method not found: " + message.method() + " (MCP " + VERSION + " has it no more)"));
        }
        if (message.method().equals(LISTEN)
                && !message.params().path("notifications").isObject()) {
            return Optional.of(invalid(message, "\"notifications\" must be an object"));
        }
        return Optional.empty();
    }

    /** The answer to {@code server/discover}, if that is what is asked. */
    Optional<ObjectNode> discovery(Message message) {
        if (!message.method().equals(DISCOVER)) {
            return Optional.empty();
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putArray("supportedVersions").add(VERSION);
        result.putObject("capabilities").putObject("tools");
        result.put("instructions", server.instructions());
        return Optional.of(response(message.idNode(), cacheable(result)));
    }

    /** An answer of the SDK with what this era adds; errors are the same in both. */
    ObjectNode enveloped(Message message, ObjectNode answer) {
        if (!(answer.get("result") instanceof ObjectNode result)) {
            return answer;
        }
        if (message.method().equals(McpSchema.METHOD_TOOLS_LIST)) {
            cacheable(result);
        }
        return response(message.idNode(), result);
    }

    /** Says that a subscription is open; nothing that is listed changes, so it will carry no notification. */
    static ObjectNode acknowledgement(Message message) {
        ObjectNode notification = JsonNodeFactory.instance.objectNode();
        notification.put("jsonrpc", McpSchema.JSONRPC_VERSION);
        notification.put("method", "notifications/subscriptions/acknowledged");
        ObjectNode params = notification.putObject("params");
        params.putObject("_meta").set(SUBSCRIPTION_KEY, message.idNode());
        params.putObject("notifications");
        return notification;
    }

    /** Says that a subscription has ended because the server ends. */
    ObjectNode endOfSubscription(Message message) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.putObject("_meta").set(SUBSCRIPTION_KEY, message.idNode());
        return response(message.idNode(), result);
    }

    private ObjectNode response(JsonNode id, ObjectNode result) {
        result.put("resultType", "complete");
        result.withObjectProperty("_meta")
                .putObject(SERVER_INFO_KEY)
                .put("name", server.name())
                .put("version", server.version());
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        response.put("jsonrpc", McpSchema.JSONRPC_VERSION);
        response.set("id", id);
        response.set("result", result);
        return response;
    }

    /** Private, since it names the user's instances. */
    private static ObjectNode cacheable(ObjectNode result) {
        return result.put("ttlMs", TTL_MS).put("cacheScope", "private");
    }

    private static ObjectNode invalid(Message message, String why) {
        return Replies.error(message.idNode(), McpSchema.ErrorCodes.INVALID_PARAMS, "Invalid params: " + why);
    }

    private static JsonNode meta(Message message) {
        return message.params().path("_meta");
    }
}
