package io.github.n8nmcp.call;

import static io.github.n8nmcp.fixture.TestJson.id;
import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.n8nmcp.fixture.N8nStub;
import io.github.n8nmcp.n8n.Instances;
import io.github.n8nmcp.tools.AllTools;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every call goes through, whichever its tool. */
class ToolCallsTest {
    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @Test
    void anUnknownInstanceIsRefusedWithTheNamesOfAll() {
        String arguments = """
                {"instance": "nonexistent"}""";
        var error = n8n.error("list_workflows", arguments);

        assertEquals(-32602, error.code());
        assertEquals(
                "Instance 'nonexistent' not found. Available: production, staging, development, museum",
                error.message());
    }

    @Test
    void callsTheNamedInstance() {
        n8n.gives("GET", "/workflows/1", 401, message("unauthorized"));

        String arguments = """
                {"instance": "production", "id": "1"}""";
        var error = n8n.error("get_workflow", arguments);

        assertEquals(-32000, error.code());
        assertEquals(
                "API call failed for instance 'production': Authentication failed. Check API key.", error.message());
        assertEquals("production", error.data().path("instance").asText());
    }

    @Test
    void defaultMeansTheDefaultInstance() {
        n8n.gives("GET", "/workflows/1", 500, message("boom"));

        String arguments = """
                {"instance": "default", "id": "1"}""";

        assertEquals(
                "API call failed for instance 'development': boom",
                n8n.error("get_workflow", arguments).message());
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
        String emptyPage = """
                {"data": [], "nextCursor": null}""";
        n8n.gives("GET", "/workflows", 200, emptyPage);

        String arguments = """
                {"instance": "museum"}""";
        String expected = """
                {"data": []}""";
        assertEquals(json(expected), n8n.answer("list_workflows", arguments));
    }

    @Test
    void anMcpClientGetsAFailureAsAResultWithTheAdviceAtItsEnd() {
        n8n.gives("GET", "/workflows/1", 404, message("Not Found"));

        JsonNode result = n8n.resultForMcpClient("get_workflow", id("1"));

        assertTrue(result.path("isError").asBoolean());
        assertEquals(
                "API call failed for instance 'development': Workflow '1' not found. list_workflows shows the ids.",
                result.at("/content/0/text").asText());
    }

    static List<Tool<?>> tools() {
        return AllTools.LIST;
    }

    @ParameterizedTest
    @MethodSource("tools")
    void withoutAConfigurationEveryCallSaysWhatToWriteWhere(Tool<?> tool) throws Exception {
        Instances none = Instances.unavailable("No configuration found. Write .config.json.");
        ToolCalls calls = new ToolCalls(
                AllTools.LIST,
                none,
                new Backups(Optional.empty(), Clock.systemUTC()),
                new WorkflowLocks(Optional.empty()));
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        calls.start(tool, JsonNodeFactory.instance.objectNode(), Progress.NONE, outcome::complete);

        Outcome.Failure failure = (Outcome.Failure) outcome.get(60, TimeUnit.SECONDS);
        assertEquals(Outcome.Kind.FAILED, failure.kind());
        assertEquals("No configuration found. Write .config.json.", failure.text());
    }

    @Test
    void aKeyThatN8nRepeatsIsReplaced() {
        n8n.gives("GET", "/workflows/1", 500, "{\"message\": \"bad key " + N8nStub.KEY + "\"}");

        var error = n8n.error("get_workflow", id("1"));

        assertEquals("API call failed for instance 'development': bad key ***", error.message());
        assertFalse(error.toString().contains(N8nStub.KEY));
    }

    @Test
    void aBugInAToolShowsNothingOfItsInside() {
        Tool<String> broken = new Tool<>("broken", "", "", Hints.READS, in -> "", Map.of(), (input, call) -> {
            throw new IllegalStateException("secret inside");
        });
        n8n.withTools(List.of(broken));

        var error = n8n.error("broken", "{}");

        assertEquals(-32603, error.code());
        assertEquals("Internal error in broken. The server's log (stderr) has the cause.", error.message());
    }
}
