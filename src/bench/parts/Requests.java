import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a server does with its first requests. */
final class Requests {
    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
            + "\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"roots\":{\"listChanged\":true}},"
            + "\"clientInfo\":{\"name\":\"client\",\"version\":\"1.0\"}}}";
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{"
            + "\"name\":\"get_workflow\",\"arguments\":{\"id\":\"dYdDZ4kQNkB3vXmP\",\"detail\":\"summary\"}}}";

    private Requests() {}

    /** Reads a call and writes it again, as most programs would. */
    static byte[] withMapper() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        return mapper.writeValueAsBytes(mapper.readTree(CALL.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same without an ObjectMapper. */
    static byte[] withoutMapper() throws IOException {
        return Trees.written(Trees.tree(Trees.FACTORY.createParser(CALL.getBytes(StandardCharsets.UTF_8))));
    }

    /** Reads initialize and a call into the SDK's records, and writes a result, by the SDK's own binding. */
    static Object boundBySdk() throws IOException {
        JacksonMcpJsonMapper mapper = new JacksonMcpJsonMapper(new ObjectMapper());
        JSONRPCRequest hello = (JSONRPCRequest) McpSchema.deserializeJsonRpcMessage(mapper, INITIALIZE);
        InitializeRequest initialize = mapper.convertValue(hello.params(), InitializeRequest.class);
        JSONRPCRequest request = (JSONRPCRequest) McpSchema.deserializeJsonRpcMessage(mapper, CALL);
        CallToolRequest call = mapper.convertValue(request.params(), CallToolRequest.class);
        return mapper.writeValueAsBytes(JSONRPCResponse.result(request.id(), result(initialize, call)));
    }

    /** The same with each field read and written by name. */
    static Object boundByHand() throws IOException {
        JsonNode hello = Trees.tree(Trees.FACTORY.createParser(INITIALIZE)).path("params");
        JsonNode client = hello.path("clientInfo");
        ClientCapabilities capabilities = ClientCapabilities.builder().build();
        Implementation named = Implementation.builder(text(client, "name"), text(client, "version")).build();
        InitializeRequest initialize =
                InitializeRequest.builder(text(hello, "protocolVersion"), capabilities, named).build();
        JsonNode request = Trees.tree(Trees.FACTORY.createParser(CALL));
        JsonNode params = request.path("params");
        Map<String, Object> arguments = new LinkedHashMap<>();
        params.path("arguments").properties().forEach(one -> arguments.put(one.getKey(), one.getValue()));
        CallToolRequest call =
                CallToolRequest.builder(text(params, "name")).arguments(arguments).build();
        CallToolResult result = result(initialize, call);
        ObjectNode answer = Trees.NODES.objectNode().put("jsonrpc", "2.0");
        answer.set("id", request.path("id"));
        ObjectNode tree = answer.putObject("result");
        String text = ((McpSchema.TextContent) result.content().get(0)).text();
        tree.putArray("content").addObject().put("type", "text").put("text", text);
        tree.put("isError", result.isError());
        return Trees.written(answer);
    }

    private static CallToolResult result(InitializeRequest initialize, CallToolRequest call) {
        String text = initialize.clientInfo().name() + " called " + call.name() + " with " + call.arguments();
        return CallToolResult.builder().addTextContent(text).isError(false).build();
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText();
    }
}
