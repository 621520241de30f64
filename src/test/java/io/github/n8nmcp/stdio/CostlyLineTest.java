package io.github.n8nmcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.n8nmcp.mcp.McpService;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line costs, it costs that line alone: its request is answered, and so are all others. */
class CostlyLineTest {
    private static final String GOOD = "{\"jsonrpc\":\"2.0\",\"id\":\"good\",\"method\":\"m\"}\n";

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e-99999999999", "1e999999999"})
    void aNumberThatNoComputerHoldsIsJsonLikeAnyOther(String number) throws Exception {
        String line = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"limit\":" + number + "}}\n";

        List<JsonNode> answers = Served.lines(line + GOOD, new Answering());

        assertEquals("m", answers.get(0).at("/result/asked").asText());
        assertEquals("good", answers.get(1).path("id").asText());
    }

    @ParameterizedTest
    @ValueSource(ints = {10_001, 150_000})
    void aRequestNestedTooDeeplyIsRefusedByItsId(int deep) throws Exception {
        String line = "{\"params\":{\"a\":" + "[".repeat(deep) + "]".repeat(deep)
                + "},\"jsonrpc\":\"2.0\",\"id\":\"deep\",\"method\":\"m\"}\n";

        List<JsonNode> answers = Served.lines(line + GOOD, new Answering());

        assertEquals("deep", answers.get(0).path("id").asText());
        assertEquals(-32600, answers.get(0).at("/error/code").asInt());
        assertEquals("good", answers.get(1).path("id").asText());
    }

    @Test
    void aRequestForWhichThereIsNotEnoughMemoryIsAnsweredByItsId() throws Exception {
        McpService service = (id, method, params, context, onAnswer) -> {
            if (method.equals("greedy")) {
                throw new OutOfMemoryError("as if");
            }
            return new Answering().serve(id, method, params, context, onAnswer);
        };

        List<JsonNode> answers = Served.lines("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"greedy\"}\n" + GOOD, service);

        assertEquals(7, answers.get(0).path("id").asInt());
        assertEquals(-32603, answers.get(0).at("/error/code").asInt());
        assertEquals("good", answers.get(1).path("id").asText());
    }

    @Test
    void theIdOfALineIsFoundWhereverItStands() {
        byte[] line = "{\"a\":[{\"id\":1}],\"id\":\"x\",\"b\":2}".getBytes(StandardCharsets.UTF_8);

        JsonNode answer = UnreadableLine.answer(line, line.length, new OutOfMemoryError());

        assertEquals("x", answer.path("id").asText());
        assertTrue(answer.at("/error/message").asText().contains("memory"));
    }

    @Test
    void aPingAndACancellationAreServedWhileAThousandCallsHang() throws Exception {
        Map<JsonNode, Boolean> cancelled = new ConcurrentHashMap<>();
        CountDownLatch cancellation = new CountDownLatch(1);
        McpService hanging = (id, method, params, context, onAnswer) -> {
            if (method.equals("ping")) {
                return new Answering().serve(id, method, params, context, onAnswer);
            }
            return () -> {
                cancelled.put(id, true);
                cancellation.countDown();
            };
        };
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            lines.append("{\"jsonrpc\":\"2.0\",\"id\":").append(i).append(",\"method\":\"tools/call\"}\n");
        }
        lines.append("{\"jsonrpc\":\"2.0\",\"id\":\"ping\",\"method\":\"ping\"}\n");
        lines.append("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":999}}\n");
        PipedOutputStream out = new PipedOutputStream();
        try (BufferedReader answers =
                new BufferedReader(new InputStreamReader(new PipedInputStream(out), StandardCharsets.UTF_8))) {
            StdioServer server = new StdioServer(
                    new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)),
                    out,
                    hanging,
                    Served.SERVER,
                    () -> {});
            Thread reader = new Thread(() -> {
                try {
                    server.serve(() -> {});
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            reader.setDaemon(true);
            reader.start();

            assertEquals(
                    "ping",
                    new ObjectMapper().readTree(answers.readLine()).path("id").asText());
            assertTrue(cancellation.await(60, TimeUnit.SECONDS));
            assertEquals("[999]", cancelled.keySet().toString());
        }
    }
}
