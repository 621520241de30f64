package io.github.n8nmcp;

import static io.github.n8nmcp.ServerProcess.call;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a wait for a run when the jar as it is shipped is told to end. Not ended, it would last 5 minutes. */
class ExecuteIT {
    private static final String RUNNING = """
            {"id": "3", "status": "running"}""";

    @RegisterExtension
    final StubbedN8n n8n = new StubbedN8n();

    @TempDir
    Path folder;

    private ServerProcess server;

    @BeforeEach
    void startARunThatNeverEnds() throws Exception {
        Files.writeString(folder.resolve(".config.json"), n8n.config());
        n8n.stubFor(WireMock.post("/api/v1/workflows/7/execute").willReturn(WireMock.okJson("{\"executionId\": 3}")));
        n8n.stubFor(
                WireMock.get(WireMock.urlPathEqualTo("/api/v1/executions/3")).willReturn(WireMock.okJson(RUNNING)));
        server = ServerProcess.start(folder);
        String call = """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"execute_workflow",\
                "arguments":{"id":"7","waitSeconds":300},"_meta":{"progressToken":"t"}}}
                """;
        server.write(call);
        // The first progress says that the wait has begun.
        assertEquals("notifications/progress", server.read().path("method").asText());
    }

    @Test
    void sigtermEndsTheWaitWithTheRunsIdAndStatus() throws Exception {
        // Through the handle, since Process.destroy() would also close the pipe that the answer comes through.
        server.process().toHandle().destroy();

        assertIsTold(server.awaitEnd());
    }

    @Test
    void theEndOfInputEndsTheWaitWithTheRunsIdAndStatus() throws Exception {
        assertIsTold(server.end());
    }

    @Test
    void cancellingEndsTheWaitWithoutAnAnswerAndLetsOtherCallsOnTheWorkflowGo() throws Exception {
        String cancellation = """
                {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}
                """;
        server.write(cancellation + call(2, "execute_workflow", "{\"id\": \"7\"}"));

        var ended = server.end();

        assertEquals(0, ended.exitCode(), ended.stderr());
        assertEquals(
                "3", ended.answer(2).at("/result/structuredContent/executionId").asText());
        assertEquals(
                0,
                ended.answers().stream()
                        .filter(message -> message.path("id").asText().equals("1"))
                        .count());
    }

    private static void assertIsTold(ServerProcess.Ended ended) {
        JsonNode answer = ended.answer(1).at("/result/structuredContent");
        assertEquals(0, ended.exitCode(), ended.stderr());
        assertEquals("3", answer.path("executionId").asText());
        assertEquals("running", answer.path("status").asText());
    }
}
