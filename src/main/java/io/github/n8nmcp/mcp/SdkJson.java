package io.github.n8nmcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.n8nmcp.json.Json;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the params of requests into the SDK's records: the few that a server with tools is sent, field by field. The
 * SDK's own mapper reads annotations by reflection, which takes half of a start ({@code node src/bench/parts.mjs}).
 */
final class SdkJson implements McpJsonMapper {
    /** Reads the params of a request, a tree; arguments and {@code _meta} keep the trees that they hold. */
    @Override
    public <T> T convertValue(Object params, Class<T> type) {
        return type.cast(convert((JsonNode) params, type));
    }

    @Override
    @SuppressWarnings("unchecked") // What is made is of the type that was asked for.
    public <T> T convertValue(Object params, TypeRef<T> type) {
        return (T) convert((JsonNode) params, type.getType());
    }

    private static Object convert(JsonNode params, Type type) {
        if (type.equals(InitializeRequest.class)) {
            JsonNode client = params.path("clientInfo");
            // This server asks its client for nothing, so what the client can do is not read.
            ClientCapabilities unused = ClientCapabilities.builder().build();
            return InitializeRequest.builder(
                            named(params.path("protocolVersion")),
                            unused,
                            Implementation.builder(named(client.path("name")), named(client.path("version")))
                                    .build())
                    .build();
        }
        if (type.equals(CallToolRequest.class)) {
            JsonNode name = params.path("name");
            if (!name.isTextual()) {
                throw new InvalidParamsException("\"name\" must be a string");
            }
            return new CallToolRequest(name.textValue(), fields(params, "arguments"), fields(params, "_meta"));
        }
        throw unsupported(type);
    }

    /** The SDK requires these texts. It answers an unknown protocol version with the newest, and ignores the rest. */
    private static String named(JsonNode text) {
        return text.asText().isBlank() ? "unknown" : text.asText();
    }

    /** The params of a request are not of its method's form; the message says so to the caller. */
    static final class InvalidParamsException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        InvalidParamsException(String message) {
            super(message);
        }
    }

    private static Map<String, Object> fields(JsonNode params, String name) {
        JsonNode object = parsed(params.path(name));
        if (object.isMissingNode() || object.isNull()) {
            return Map.of();
        }
        if (!object.isObject()) {
            throw new InvalidParamsException("\"" + name + "\" must be an object");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            fields.put(field.getKey(), field.getValue());
        }
        return fields;
    }

    /** Some clients send all arguments as one string; an empty one stands for none. */
    private static JsonNode parsed(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        try {
            return value.textValue().isBlank() ? MissingNode.getInstance() : Json.tree(value.textValue());
        } catch (IOException e) {
            return value;
        }
    }

    private static IllegalArgumentException unsupported(Type type) {
        return new IllegalArgumentException("A server with tools is never sent " + type.getTypeName());
    }

    @Override
    public <T> T readValue(String content, Class<T> type) {
        throw unsupported(type);
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) {
        throw unsupported(type);
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) {
        throw unsupported(type.getType());
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) {
        throw unsupported(type.getType());
    }

    @Override
    public String writeValueAsString(Object value) {
        throw unsupported(value.getClass());
    }

    @Override
    public byte[] writeValueAsBytes(Object value) {
        throw unsupported(value.getClass());
    }
}
