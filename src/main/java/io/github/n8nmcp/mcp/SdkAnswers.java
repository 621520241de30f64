package io.github.n8nmcp.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.List;
import java.util.Map;

/** Writes the SDK's answers as JSON trees: the few that a server with tools gives, field by field, as {@link SdkJson}. */
final class SdkAnswers {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SdkAnswers() {}

    /** The answer to the request with this id, with the result or the error in it. */
    static ObjectNode tree(JsonNode id, JSONRPCResponse response, boolean withStructuredContent) {
        JSONRPCResponse.JSONRPCError error = response.error();
        if (error == null) {
            return JsonRpc.result(id, result(response.result(), withStructuredContent));
        }
        ObjectNode tree = JsonRpc.error(id, error.code(), error.message());
        if (error.data() != null) {
            tree.withObjectProperty("error").set("data", value(error.data()));
        }
        return tree;
    }

    private static JsonNode result(Object result, boolean withStructuredContent) {
        if (result instanceof CallToolResult called) {
            return called(called, withStructuredContent);
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

    /** The text is written from the structured content, if there is any, so that the JSON is held once only. */
    private static ObjectNode called(CallToolResult called, boolean withStructuredContent) {
        ObjectNode tree = NODES.objectNode();
        ObjectNode content = tree.putArray("content").addObject().put("type", "text");
        if (called.structuredContent() instanceof JsonNode structured) {
            content.set("text", Json.quoted(structured));
            if (withStructuredContent) {
                tree.set("structuredContent", structured);
            }
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
        if (tool.outputSchema() != null) {
            tree.set("outputSchema", value(tool.outputSchema()));
        }
        ToolAnnotations hints = tool.annotations();
        tree.putObject("annotations")
                .put("readOnlyHint", hints.readOnlyHint())
                .put("destructiveHint", hints.destructiveHint())
                .put("idempotentHint", hints.idempotentHint())
                .put("openWorldHint", hints.openWorldHint());
        if (tool.meta() != null) {
            tree.set("_meta", value(tool.meta()));
        }
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

    /** What the SDK holds as plain objects: schemas, and the trees that it was given. */
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
        throw new IllegalArgumentException("A server with tools never answers " + value.getClass());
    }
}
