package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The SDK's records from JSON trees and to them: those that a server with tools meets, each field written down. The SDK's
 * own binding reads their annotations by reflection, which is half of a start; here it is no part of it.
 */
public final class SdkJson implements McpJsonMapper {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

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
            // What a client can do is of no use to a server that asks it for nothing.
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
        throw unforeseen(type);
    }

    /** The SDK wants these; an unknown version of the protocol it answers with the newest, and the rest it does not look at. */
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
        JsonNode object = params.path(name);
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

    /** An answer, with the result or the error in it. */
    static ObjectNode tree(JSONRPCResponse response) {
        ObjectNode tree = NODES.objectNode();
        tree.put("jsonrpc", response.jsonrpc());
        tree.set("id", value(response.id()));
        JSONRPCResponse.JSONRPCError error = response.error();
        if (error == null) {
            tree.set("result", result(response.result()));
        } else {
            ObjectNode told = tree.putObject("error");
            told.put("code", error.code()).put("message", error.message());
            if (error.data() != null) {
                told.set("data", value(error.data()));
            }
        }
        return tree;
    }

    static ObjectNode tree(ProgressNotification progress) {
        ObjectNode tree = NODES.objectNode();
        tree.put("jsonrpc", McpSchema.JSONRPC_VERSION).put("method", McpSchema.METHOD_NOTIFICATION_PROGRESS);
        ObjectNode params = tree.putObject("params");
        params.set("progressToken", value(progress.progressToken()));
        params.put("progress", progress.progress()).put("total", progress.total());
        put(params, "message", progress.message());
        return tree;
    }

    private static JsonNode result(Object result) {
        if (result instanceof CallToolResult called) {
            return called(called);
        }
        if (result instanceof ListToolsResult listed) {
            ObjectNode tree = NODES.objectNode();
            ArrayNode tools = tree.putArray("tools");
            listed.tools().forEach(tool -> tools.add(tool(tool)));
            return tree;
        }
        if (result instanceof InitializeResult initialized) {
            return initialized(initialized);
        }
        return value(result);
    }

    /** Its text is the JSON of its structured content, if it has such, which is so not held as a text as well. */
    private static ObjectNode called(CallToolResult called) {
        ObjectNode tree = NODES.objectNode();
        ObjectNode content = tree.putArray("content").addObject().put("type", "text");
        if (called.structuredContent() instanceof JsonNode structured) {
            content.set("text", Json.quoted(structured));
            tree.set("structuredContent", structured);
        } else {
            content.put("text", ((TextContent) called.content().get(0)).text());
        }
        if (called.isError() != null) {
            tree.put("isError", called.isError());
        }
        return tree;
    }

    private static ObjectNode tool(Tool tool) {
        ObjectNode tree = NODES.objectNode();
        tree.put("name", tool.name());
        put(tree, "title", tool.title());
        put(tree, "description", tool.description());
        tree.set("inputSchema", value(tool.inputSchema()));
        tree.set("outputSchema", value(tool.outputSchema()));
        ToolAnnotations hints = tool.annotations();
        tree.putObject("annotations")
                .put("readOnlyHint", hints.readOnlyHint())
                .put("destructiveHint", hints.destructiveHint())
                .put("idempotentHint", hints.idempotentHint())
                .put("openWorldHint", hints.openWorldHint());
        return tree;
    }

    private static ObjectNode initialized(InitializeResult initialized) {
        ObjectNode tree = NODES.objectNode();
        tree.put("protocolVersion", initialized.protocolVersion());
        tree.putObject("capabilities")
                .putObject("tools")
                .put("listChanged", initialized.capabilities().tools().listChanged());
        tree.putObject("serverInfo")
                .put("name", initialized.serverInfo().name())
                .put("version", initialized.serverInfo().version());
        put(tree, "instructions", initialized.instructions());
        return tree;
    }

    private static void put(ObjectNode tree, String name, String value) {
        if (value != null) {
            tree.put(name, value);
        }
    }

    /** What the SDK holds as plain objects: schemas, ids, tokens, and the trees that were handed to it. */
    private static JsonNode value(Object value) {
        if (value instanceof JsonNode tree) {
            return tree;
        }
        if (value instanceof String text) {
            return NODES.textNode(text);
        }
        if (value instanceof Integer number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Long number) {
            return NODES.numberNode(number);
        }
        if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        }
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(element -> array.add(value(element)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = NODES.objectNode();
            map.forEach((name, field) -> object.set((String) name, value(field)));
            return object;
        }
        throw unforeseen(value.getClass());
    }

    private static IllegalArgumentException unforeseen(Type type) {
        return new IllegalArgumentException("A server with tools has no use for " + type.getTypeName());
    }

    @Override
    public <T> T readValue(String content, Class<T> type) {
        throw unforeseen(type);
    }

    @Override
    public <T> T readValue(byte[] content, Class<T> type) {
        throw unforeseen(type);
    }

    @Override
    public <T> T readValue(String content, TypeRef<T> type) {
        throw unforeseen(type.getType());
    }

    @Override
    public <T> T readValue(byte[] content, TypeRef<T> type) {
        throw unforeseen(type.getType());
    }

    @Override
    public String writeValueAsString(Object value) {
        throw unforeseen(value.getClass());
    }

    @Override
    public byte[] writeValueAsBytes(Object value) {
        throw unforeseen(value.getClass());
    }
}
