package io.github.n8nmcp.tools;

import static io.github.n8nmcp.tools.N8nStub.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.n8nmcp.config.ErrorStyle;
import io.github.n8nmcp.n8n.Instances;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The road that every call takes, whichever its tool. */
class ToolboxTest {
    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @Test
    void namesTheInstancesThereAreWhenOneIsNotFound() {
        var error = n8n.error("list_workflows", """
                {"instance": "nonexistent"}""");

        assertEquals(-32602, error.code());
        assertEquals(
                "Instance 'nonexistent' not found. Available: production, staging, development, museum",
                error.message());
    }

    @Test
    void callsTheNamedInstance() {
        n8n.gives("GET", "/workflows/1", 401, """
                {"message": "unauthorized"}""");

        var error = n8n.error("get_workflow", """
                {"instance": "production", "id": "1"}""");

        assertEquals(-32000, error.code());
        assertEquals(
                "API call failed for instance 'production': Authentication failed. Check API key.", error.message());
        assertEquals(
                "production",
                ((com.fasterxml.jackson.databind.JsonNode) error.data())
                        .path("instance")
                        .asText());
    }

    @Test
    void defaultMeansTheDefaultInstance() {
        n8n.gives("GET", "/workflows/1", 500, """
                {"message": "boom"}""");

        assertEquals(
                "API call failed for instance 'development': boom",
                n8n.error("get_workflow", """
                {"instance": "default", "id": "1"}""").message());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create_workflow | {\"name\": \"A\", \"nodes\": []}",
                "update_workflow | {\"id\": \"1\", \"name\": \"x\"}",
                "delete_workflow | {\"id\": \"1\"}",
                "activate_workflow | {\"id\": \"1\"}",
                "deactivate_workflow | {\"id\": \"1\"}",
                "execute_workflow | {\"id\": \"1\"}",
            })
    void aReadOnlyInstanceIsOnlyRead(String tool, String arguments) {
        var error = n8n.error(tool, arguments.replaceFirst("\\{", "{\"instance\": \"museum\", "));

        assertEquals(-32000, error.code());
        assertEquals(
                "Instance 'museum' is read-only: " + tool
                        + " may not reach it. Its owner can change read_only in the configuration.",
                error.message());
        assertEquals(List.of(), n8n.requests());
    }

    @Test
    void aReadOnlyInstanceIsRead() {
        n8n.gives("GET", "/workflows", 200, """
                {"data": [], "nextCursor": null}""");

        assertEquals(json("""
                {"data": []}"""), n8n.answer("list_workflows", """
                {"instance": "museum"}"""));
    }

    @Test
    void aFailureIsAResultWhereTheOwnerWantsItSo() {
        n8n.withErrors(ErrorStyle.RESULT).gives("GET", "/workflows/1", 404, """
                {"message": "Not Found"}""");

        McpSchema.CallToolResult result = n8n.call("get_workflow", """
                {"id": "1"}""").block();

        assertTrue(result.isError());
        assertEquals(
                "API call failed for instance 'development': Workflow '1' not found. list_workflows shows the ids.",
                ((McpSchema.TextContent) result.content().get(0)).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"list_workflows", "get_workflow", "create_workflow", "execute_workflow"})
    void withoutAConfigurationEveryCallSaysWhatToWriteWhere(String tool) {
        Toolbox toolbox = new Toolbox(
                Instances.unavailable("No configuration found. Write .config.json."),
                new Toolbox.Options(ErrorStyle.AUTO, Optional.empty()));
        var specification = toolbox.specifications().stream()
                .filter(candidate -> candidate.tool().name().equals(tool))
                .findFirst()
                .orElseThrow();

        McpError error = Assertions.assertThrows(
                McpError.class,
                () -> specification
                        .callHandler()
                        .apply(
                                McpTransportContext.EMPTY,
                                McpSchema.CallToolRequest.builder(tool)
                                        .arguments(Map.of())
                                        .build())
                        .block());

        assertEquals(-32000, error.getJsonRpcError().code());
        assertEquals(
                "No configuration found. Write .config.json.",
                error.getJsonRpcError().message());
    }

    @Test
    void whatN8nEchoesOfTheKeyIsBlottedOut() {
        n8n.gives("GET", "/workflows/1", 500, "{\"message\": \"bad key " + N8nStub.KEY + "\"}");

        var error = n8n.error("get_workflow", """
                {"id": "1"}""");

        assertEquals("API call failed for instance 'development': bad key ***", error.message());
        assertFalse(error.toString().contains(N8nStub.KEY));
    }

    @Test
    void aToolThatBreaksTellsNothingOfItsInside() {
        Tool<String> broken = new Tool<>("broken", "", "", Hints.READS, in -> "", Map.of(), (input, call) -> {
            throw new IllegalStateException("secret inside");
        });
        Toolbox toolbox = n8n.toolbox();

        McpError error = Assertions.assertThrows(
                McpError.class,
                () -> toolbox.result(broken, JsonNodeFactory.instance.objectNode(), Call.Progress.NONE, false));

        assertEquals(-32603, error.getJsonRpcError().code());
        assertEquals(
                "Internal error in broken. The server's log (stderr) has the cause.",
                error.getJsonRpcError().message());
    }
}
