package io.github.n8nmcp.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.n8nmcp.json.Json;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The SDK's records as this server reads and writes them, held against the SDK's own binding by annotations. */
class SdkJsonTest {
    private static final ObjectMapper SDKS_OWN = new ObjectMapper();

    static Stream<Object> results() throws Exception {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", Map.of("limit", Map.of("minimum", 1, "enum", List.of("a", "b"))));
        return Stream.of(
                Map.of(),
                McpSchema.InitializeResult.builder(
                                "2025-11-25",
                                McpSchema.ServerCapabilities.builder()
                                        .tools(false)
                                        .build(),
                                McpSchema.Implementation.builder("a server", "1")
                                        .build())
                        .instructions("Be kind.")
                        .build(),
                McpSchema.ListToolsResult.builder(List.of(McpSchema.Tool.builder("a_tool", schema)
                                .title("A tool")
                                .description("Does things.")
                                .outputSchema(schema)
                                .annotations(McpSchema.ToolAnnotations.builder()
                                        .readOnlyHint(true)
                                        .destructiveHint(false)
                                        .idempotentHint(true)
                                        .openWorldHint(false)
                                        .build())
                                .build()))
                        .build(),
                CallToolResult.builder()
                        .content(List.of(
                                McpSchema.TextContent.builder("{\"a\":1}").build()))
                        .structuredContent(Json.tree("{\"a\":1}"))
                        .build(),
                CallToolResult.builder()
                        .content(List.of(McpSchema.TextContent.builder("No.").build()))
                        .isError(true)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("results")
    void resultsAreWrittenAsTheSdkWould(Object result) {
        JSONRPCResponse response = JSONRPCResponse.result("id", result);

        assertEquals(SDKS_OWN.valueToTree(response), reread(SdkAnswers.tree(TextNode.valueOf("id"), response, true)));
    }

    @Test
    void errorsAreWrittenAsTheSdkWould() throws Exception {
        JSONRPCResponse plain = JSONRPCResponse.error(7, new JSONRPCResponse.JSONRPCError(-32601, "No such method"));
        JSONRPCResponse telling = JSONRPCResponse.error(
                7_000_000_000L, new JSONRPCResponse.JSONRPCError(-32000, "No", Json.tree("{\"status\":404}")));

        assertEquals(SDKS_OWN.valueToTree(plain), reread(SdkAnswers.tree(IntNode.valueOf(7), plain, true)));
        assertEquals(
                SDKS_OWN.valueToTree(telling),
                reread(SdkAnswers.tree(LongNode.valueOf(7_000_000_000L), telling, true)));
    }

    @Test
    void aCallKeepsItsArgumentsAndItsMetaAsTheyCame() throws Exception {
        String call = """
                {"name": "list_workflows", "arguments": {"tags": ["a"], "limit": 5},
                 "_meta": {"progressToken": 3}, "later": 1}""";
        JsonNode params = Json.tree(call);

        CallToolRequest request = new SdkJson().convertValue(params, new TypeRef<CallToolRequest>() {});

        assertEquals("list_workflows", request.name());
        assertEquals(List.of("tags", "limit"), List.copyOf(request.arguments().keySet()));
        assertEquals(params.at("/arguments/tags"), request.arguments().get("tags"));
        assertEquals(params.at("/_meta/progressToken"), request.meta().get("progressToken"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":1}", "{\"name\":\"x\",\"arguments\":[]}", "{\"name\":\"x\",\"_meta\":1}"})
    void aCallThatIsNotOfItsFormIsRefused(String params) {
        assertThrows(
                SdkJson.InvalidParamsException.class,
                () -> new SdkJson().convertValue(Json.tree(params), new TypeRef<CallToolRequest>() {}));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"protocolVersion\": \"2025-06-18\"} | 2025-06-18",
                "{} | unknown",
                "{\"protocolVersion\": \" \", \"clientInfo\": 7} | unknown",
                "{\"protocolVersion\": [], \"clientInfo\": {\"name\": null}, \"capabilities\": 1} | unknown",
            })
    void anInitializeThatSaysLittleIsTaken(String params, String version) throws Exception {
        InitializeRequest request = new SdkJson().convertValue(Json.tree(params), InitializeRequest.class);

        assertEquals(version, request.protocolVersion());
    }

    private static JsonNode reread(JsonNode tree) {
        try {
            return Json.tree(Json.bytes(tree));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
