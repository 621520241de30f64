package io.github.n8nmcp;

import static io.github.n8nmcp.ServerProcess.call;
import static io.github.n8nmcp.fixture.TestJson.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.jackson2.DefaultJsonSchemaValidator;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as it is shipped, used through plain pipes and through the MCP SDK's client. */
class JarIT {
    private static final String KEY = StubbedN8n.KEY;

    @RegisterExtension
    final StubbedN8n n8n = new StubbedN8n();

    @TempDir
    Path folder;

    @BeforeEach
    void configure() throws Exception {
        String config = """
                {"environments": {
                   "production": {"n8n_host": "%s/api/v1/", "n8n_api_key": "%s", "timeout_ms": 5000},
                   "closed": {"n8n_host": "http://127.0.0.1:1", "n8n_api_key": "%s", "timeout_ms": 2000}},
                 "defaultEnv": "production"}""".formatted(n8n.baseUrl(), KEY, KEY);
        Files.writeString(folder.resolve(".config.json"), config);
    }

    @Test
    void oneCallAndTheEndOfInputGiveOneLineAndExitCodeZero() throws Exception {
        var ended = ServerProcess.pipe(folder, call(1, "list_workflows", "{}").strip());

        assertEquals(0, ended.exitCode(), ended.stderr());
        assertEquals(1, ended.stdout().size());
        JsonNode text =
                ServerProcess.json(ended.answer(1).at("/result/content/0/text").asText());
        assertEquals("A", text.at("/data/0/name").asText());
        assertEquals(text, ended.answer(1).at("/result/structuredContent"));
    }

    @Test
    void fortyCallsInOnePipeGetFortyAnswers() throws Exception {
        String lines = IntStream.range(0, 40)
                .mapToObj(i -> call(i, "list_workflows", "{}"))
                .collect(Collectors.joining());

        var ended = ServerProcess.pipe(folder, lines);

        assertEquals(0, ended.exitCode());
        assertEquals(
                IntStream.range(0, 40).boxed().toList(),
                ended.answers().stream()
                        .map(answer -> answer.path("id").asInt())
                        .sorted()
                        .toList());
        assertTrue(ended.answers().stream().allMatch(answer -> answer.has("result")));
    }

    @Test
    void aMalformedLineGetsAnErrorAndTheNextLineIsServed() throws Exception {
        var ended = ServerProcess.pipe(folder, "{oops\n[]\n\u0000\n" + call(1, "list_workflows", "{}"));

        assertEquals(0, ended.exitCode());
        assertEquals(
                List.of("-32600", "-32700", "-32700"),
                ended.answers().stream()
                        .filter(answer -> answer.has("error"))
                        .map(answer -> answer.at("/error/code").asText())
                        .sorted()
                        .toList());
        assertTrue(ended.answer(1).has("result"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void initializeAcceptsEveryLegacyRevision(String revision) throws Exception {
        var ended = ServerProcess.pipe(folder, initialize(revision) + """
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                {"jsonrpc":"2.0","id":"ping","method":"ping"}
                """ + ToolList.REQUEST);

        assertEquals(
                revision, ended.answer("init").at("/result/protocolVersion").asText());
        assertEquals(
                "n8n-workflows-mcp",
                ended.answer("init").at("/result/serverInfo/name").asText());
        assertTrue(ended.answer("init").at("/result/capabilities/tools").isObject());
        assertEquals("{}", ended.answer("ping").path("result").toString());
        assertEquals(ToolList.ofJar(), ToolList.in(ended.answer("list")));
    }

    @Test
    void initializeOffersTheNewestLegacyRevisionForAnUnknownOne() throws Exception {
        var ended = ServerProcess.pipe(folder, initialize("1999-01-01"));

        assertEquals(
                "2025-11-25", ended.answer("init").at("/result/protocolVersion").asText());
    }

    @Test
    void unknownToolsAndMethodsAreNamed() throws Exception {
        var ended = ServerProcess.pipe(folder, call(1, "drop_database", "{}") + """
                {"jsonrpc":"2.0","id":2,"method":"tools/explode"}
                {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"list_workflows","arguments":[]}}
                """);

        assertEquals(-32602, ended.answer(1).at("/error/code").asInt());
        assertTrue(ended.answer(1).at("/error/message").asText().contains("'drop_database'"));
        assertEquals(-32601, ended.answer(2).at("/error/code").asInt());
        assertEquals(-32602, ended.answer(3).at("/error/code").asInt());
        assertEquals(
                "Invalid params for tools/call: \"arguments\" must be an object",
                ended.answer(3).at("/error/message").asText());
    }

    @Test
    void theListOfToolsIsTheSameAtEveryStartAndNeedsNoN8n() throws Exception {
        var first = ServerProcess.pipe(folder, ToolList.REQUEST);
        var second = ServerProcess.pipe(folder, ToolList.REQUEST);

        assertEquals(first.stdout(), second.stdout());
        assertEquals(List.of(), n8n.getAllServeEvents());
    }

    @Test
    void withoutAConfigurationItListsItsToolsAndEachCallSaysWhatToWriteWhere() throws Exception {
        Files.delete(folder.resolve(".config.json"));

        var ended = ServerProcess.pipe(folder, ToolList.REQUEST + call(1, "list_workflows", "{}"));

        assertEquals(0, ended.exitCode());
        assertEquals(ToolList.ofJar(), ToolList.in(ended.answer("list")));
        assertEquals(-32000, ended.answer(1).at("/error/code").asInt());
        String sentence = ended.answer(1).at("/error/message").asText();
        assertTrue(sentence.contains(folder.resolve(".config.json").toString()), sentence);
        assertTrue(ended.stderr().contains(sentence), ended.stderr());
    }

    @Test
    void everyCallReportsABrokenConfiguration() throws Exception {
        String config = """
                {"n8n_hots": "x", "n8n_api_key": "%s"}""".formatted(KEY);
        Files.writeString(folder.resolve(".config.json"), config);

        var ended = ServerProcess.pipe(folder, call(1, "get_workflow", id("1")));
        var check = ServerProcess.pipe(folder, "", "--check");

        String sentence = ended.answer(1).at("/error/message").asText();
        assertTrue(sentence.contains("unknown key n8n_hots"), sentence);
        assertTrue(check.stderr().contains(sentence), check.stderr());
        assertFalse(check.stderr().contains("\tat "), check.stderr());
        assertEquals(1, check.exitCode());
        assertFalse((ended + " " + check).contains(KEY));
    }

    @Test
    void noKeyIsInAnyOutputWhateverFails() throws Exception {
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows/echo"))
                .willReturn(WireMock.jsonResponse("{\"message\": \"no " + KEY + "\"}", 500)));
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows/html"))
                .willReturn(WireMock.ok("<html>" + KEY).withHeader("Content-Type", "text/html")));
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows/away"))
                .willReturn(WireMock.temporaryRedirect("https://elsewhere.example.com/?key=" + KEY)));
        String lines = call(1, "get_workflow", id("echo"))
                + call(2, "get_workflow", id("html"))
                + call(3, "get_workflow", id("away"))
                + call(4, "get_workflow", id("none"))
                + call(5, "list_workflows", "{\"instance\": \"closed\"}")
                + call(6, "list_workflows", "{\"foo\": 1}");

        var ended = ServerProcess.pipe(folder, lines);
        var check = ServerProcess.pipe(folder, "", "--check");

        assertEquals(
                6,
                ended.answers().stream().filter(answer -> answer.has("error")).count());
        for (String output : List.of(ended.toString(), check.toString())) {
            assertFalse(output.contains(KEY), output);
        }
    }

    @Test
    void checkPrintsATableAndFailsIfAnInstanceFails() throws Exception {
        String discovery = """
                {"data": {"paths": ["/api/v1/workflows/{workflowId}/activate", "/api/v1/workflows/{id}/archive"]}}""";
        n8n.stubFor(WireMock.get("/api/v1/discover").willReturn(WireMock.okJson(discovery)));

        var ended = ServerProcess.pipe(folder, "", "--check");

        assertEquals(1, ended.exitCode());
        assertTrue(ended.stdout().get(0).startsWith("INSTANCE"));
        assertTrue(
                ended.stdout()
                        .get(1)
                        .matches("production \\(default\\) +http\\S+ +yes +accepted +\\d+ ms +activate, archive"),
                ended.toString());
        assertTrue(ended.stdout().get(2).matches("closed +http\\S+ +no .*Connection refused.*"), ended.toString());
    }

    @Test
    void verboseLogsRequestsWithoutPayloadsOrKeys() throws Exception {
        String lines = call(1, "list_workflows", "{\"name\": \"secret name\"}");

        var quiet = ServerProcess.pipe(folder, lines);
        var verbose = ServerProcess.pipe(folder, lines, "--verbose");

        assertFalse(quiet.stderr().contains("GET"), quiet.stderr());
        assertTrue(verbose.stderr().contains("production: GET /api/v1/workflows answered 200"), verbose.stderr());
        assertTrue(verbose.stderr().contains("tools/call answered with a result"), verbose.stderr());
        assertFalse(verbose.stderr().contains("secret"), verbose.stderr());
        assertFalse(verbose.stderr().contains(KEY), verbose.stderr());
        assertEquals(quiet.stdout(), verbose.stdout());
    }

    @Test
    void tenThousandCallsAreAnsweredInLittleMemoryWhenTheClientReadsLate() throws Exception {
        int calls = 10_000;
        ServerProcess server = ServerProcess.startWithHeap(folder, "64m");
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < calls; i++) {
                    server.write("{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"tools/list\"}\n");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        // When the pipe is full the server waits, and so does the writer, until somebody reads.
        Assertions.assertThrows(TimeoutException.class, () -> writing.get(2, TimeUnit.SECONDS));
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < calls; i++) {
            assertTrue(ids.add(server.read().path("id").asInt()));
        }
        writing.join();

        assertEquals(0, server.end().exitCode());
        assertEquals(calls, ids.size());
    }

    @Test
    void aConnectionThatN8nBreaksIsReportedAndNothingHangs() throws Exception {
        n8n.stubFor(WireMock.any(WireMock.urlPathEqualTo("/api/v1/workflows/cut"))
                .willReturn(WireMock.aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
        n8n.stubFor(WireMock.any(WireMock.urlPathEqualTo("/api/v1/workflows/reset/deactivate"))
                .willReturn(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        var ended = ServerProcess.pipe(
                folder,
                call(1, "get_workflow", id("cut"))
                        + call(2, "deactivate_workflow", id("reset"))
                        + call(3, "list_workflows", "{}"));

        assertEquals(0, ended.exitCode());
        assertEquals(3, ended.stdout().size());
        assertEquals(-32000, ended.answer(1).at("/error/code").asInt());
        assertEquals(-32000, ended.answer(2).at("/error/code").asInt());
        assertTrue(ended.answer(3).has("result"));
    }

    @Test
    void versionHelpAndUnknownOptionsStartNoServer() throws Exception {
        assertTrue(ServerProcess.pipe(folder, ToolList.REQUEST, "--version")
                .stdout()
                .get(0)
                .matches("n8n-workflows-mcp \\d+\\.\\d+\\.\\d+.*"));
        assertEquals(0, ServerProcess.pipe(folder, ToolList.REQUEST, "--help").exitCode());
        var wrong = ServerProcess.pipe(folder, ToolList.REQUEST, "--frobnicate");
        assertEquals(2, wrong.exitCode());
        assertEquals(List.of(), wrong.stdout());
        assertTrue(wrong.stderr().contains("--frobnicate"));
    }

    @Test
    void onSigtermTheRunningCallIsAnsweredAndTheExitCodeIsZero() throws Exception {
        try (ServerSocket slowN8n = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String config = """
                    {"n8n_host": "http://127.0.0.1:%d", "n8n_api_key": "%s"}""".formatted(slowN8n.getLocalPort(), KEY);
            Files.writeString(folder.resolve(".config.json"), config);
            ServerProcess server = ServerProcess.start(folder);

            var ended = server.endDuringACall(slowN8n);

            assertEquals(
                    "slow", ended.answer(1).at("/result/structuredContent/id").asText());
            assertEquals(0, ended.exitCode());
        }
    }

    @Test
    void theSdksClientUsesTheToolsAndFindsThatAnswersFitTheirSchemas() throws Exception {
        List<String> command = ServerProcess.command();
        ServerParameters parameters = ServerParameters.builder(command.get(0))
                .args(List.of(
                        command.get(1),
                        command.get(2),
                        "--config",
                        folder.resolve(".config.json").toString()))
                .build();
        JacksonMcpJsonMapper json = new JacksonMcpJsonMapper(new ObjectMapper());
        try (McpSyncClient client = McpClient.sync(new StdioClientTransport(parameters, json))
                .jsonSchemaValidator(new DefaultJsonSchemaValidator())
                .build()) {
            client.initialize();

            assertEquals(
                    ToolList.ofJar(),
                    client.listTools().tools().stream()
                            .map(McpSchema.Tool::name)
                            .toList());
            McpSchema.CallToolResult result = client.callTool(McpSchema.CallToolRequest.builder("list_workflows")
                    .arguments(Map.of("limit", 5))
                    .build());
            assertFalse(result.isError());
            McpSchema.CallToolResult refused = client.callTool(McpSchema.CallToolRequest.builder("list_workflows")
                    .arguments(Map.of("limit", 500))
                    .build());
            assertTrue(refused.isError());
            assertEquals(
                    "Invalid limit: must be between 1 and 250",
                    ((McpSchema.TextContent) refused.content().get(0)).text());
        }
    }

    private static String initialize(String revision) {
        return """
                {"jsonrpc":"2.0","id":"init","method":"initialize","params":{"protocolVersion":"%s",\
                "capabilities":{},"clientInfo":{"name":"a test","version":"1"}}}
                """.formatted(revision);
    }
}
