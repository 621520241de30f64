package io.github.n8nmcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.n8nmcp.mcp.JsonRpc;
import io.github.n8nmcp.mcp.McpService;
import io.github.n8nmcp.mcp.RequestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines in, answers out: every request is answered once, and nothing else is written. */
class StdioServerTest {

    /** Answers with the method that was asked for; "slow" when released or after a while, "never" never. */
    private static final class Echo implements McpService {
        private final AtomicInteger cancelled = new AtomicInteger();

        @Override
        public PendingRequest serve(
                JsonNode id, String method, JsonNode params, RequestContext context, Consumer<ObjectNode> onAnswer) {
            JsonNode result = switch (method) {
                case "large" -> tooLarge();
                case "deep" -> nested(450_000);
                default -> JsonNodeFactory.instance.objectNode().put("method", method);
            };
            ObjectNode answer = JsonRpc.result(id, result);
            switch (method) {
                case "slow" ->
                    CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                            .execute(() -> onAnswer.accept(answer));
                case "never" -> {}
                default -> new Thread(() -> onAnswer.accept(answer)).start();
            }
            return cancelled::incrementAndGet;
        }
    }

    private final Echo echo = new Echo();

    @Test
    void answersEveryRequestBeforeItEnds() throws Exception {
        String lines = IntStream.range(0, 40)
                .mapToObj(i ->
                        "{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"" + (i % 4 == 0 ? "slow" : "m") + "\"}\n")
                .collect(Collectors.joining());

        List<JsonNode> answers = serve(lines);

        assertEquals(40, answers.size());
        assertEquals(
                IntStream.range(0, 40).boxed().toList(),
                answers.stream()
                        .map(answer -> answer.path("id").asInt())
                        .sorted()
                        .toList());
    }

    @Test
    void servesALastLineWithoutItsLineFeed() throws Exception {
        String withoutLineFeed = """
                {"jsonrpc":"2.0","id":1,"method":"m"}""";

        assertEquals(1, serve(withoutLineFeed).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{oops | -32700",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"} x | -32700",
                "\"\u0001\" | -32700",
                "nul | -32700",
                "null | -32600",
                "7 | -32600",
                "\"text\" | -32600",
                "[] | -32600",
                "{} | -32600",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"m\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"m\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"m\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"m\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"method\":7} | -32600",
            })
    void refusesAnInvalidMessageAndServesTheNext(String line, int code) throws Exception {
        List<JsonNode> answers = serve(line + "\n{\"jsonrpc\":\"2.0\",\"id\":\"next\",\"method\":\"m\"}\n");

        assertEquals(2, answers.size());
        JsonNode refused = answers.stream()
                .filter(answer -> answer.has("error"))
                .findFirst()
                .orElseThrow();
        assertEquals(code, refused.at("/error/code").asInt());
        assertTrue(refused.has("id"));
        assertTrue(
                answers.stream().anyMatch(answer -> answer.path("id").asText().equals("next")));
    }

    @Test
    void refusesParamsThatAreNoObject() throws Exception {
        String listAsParams = """
                {"jsonrpc":"2.0","id":1,"method":"m","params":[1]}""";
        JsonNode answer = serve(listAsParams).get(0);

        assertEquals(-32602, answer.at("/error/code").asInt());
        assertEquals(1, answer.path("id").asInt());
    }

    @Test
    void skipsBlankLinesAndTakesCarriageReturns() throws Exception {
        assertEquals(
                1,
                serve("\n  \n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\"}\r\n\n")
                        .size());
    }

    @Test
    void neverAnswersNotificationsOrResponses() throws Exception {
        String notificationsAndAResponse = """
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                {"jsonrpc":"2.0","method":"notifications/x","params":[]}
                {"jsonrpc":"2.0","id":1,"result":{}}
                """;

        assertEquals(List.of(), serve(notificationsAndAResponse));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-7", "123456789012", "\"0\"", "\"\"", "\"ü\""})
    void givesEveryIdBackAsItCame(String id) throws Exception {
        JsonNode answer = serve("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"m\"}")
                .get(0);

        assertEquals(Served.JSON.readTree(id), answer.path("id"));
    }

    @Test
    void sendsNothingForACancelledCallAndReleasesIt() throws Exception {
        String cancelledCall = """
                {"jsonrpc":"2.0","id":1,"method":"never"}
                {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}
                {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"unknown"}}
                {"jsonrpc":"2.0","id":2,"method":"m"}
                """;
        List<JsonNode> answers = serve(cancelledCall);

        assertEquals(1, answers.size());
        assertEquals(2, answers.get(0).path("id").asInt());
        assertEquals(1, echo.cancelled.get());
    }

    @Test
    void refusesAnIdThatIsStillInUse() throws Exception {
        String sameIdTwice = """
                {"jsonrpc":"2.0","id":1,"method":"slow"}
                {"jsonrpc":"2.0","id":1,"method":"m"}
                """;
        List<JsonNode> answers = serve(sameIdTwice);

        assertEquals(2, answers.size());
        assertEquals(-32600, answers.get(0).at("/error/code").asInt());
        assertEquals("slow", answers.get(1).at("/result/method").asText());
    }

    @Test
    void answersABatchAsOneArrayWithoutItsNotifications() throws Exception {
        String batches = """
                [{"jsonrpc":"2.0","id":1,"method":"slow"},{"jsonrpc":"2.0","method":"n"},7,\
                {"jsonrpc":"2.0","id":2,"method":"m"}]
                [{"jsonrpc":"2.0","method":"n"}]
                """;
        List<JsonNode> answers = serve(batches);

        assertEquals(1, answers.size());
        assertEquals(3, answers.get(0).size());
    }

    @Test
    void stopsReadingWhileTooMuchIsBeingServed() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch clientReads = new CountDownLatch(1);
        List<String> written = new ArrayList<>();
        OutputStream slow = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                await(clientReads);
                written.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
            }
        };
        byte[] lines = IntStream.range(0, 3_000)
                .mapToObj(i -> "{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"m\"}\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        ByteArrayInputStream in = new ByteArrayInputStream(lines) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                int count = super.read(buffer, offset, Math.min(length, 64));
                if (count < 0) {
                    read.countDown();
                }
                return count;
            }
        };
        StdioServer server = new StdioServer(in, slow, echo, Served.SERVER, () -> {});
        Thread thread = new Thread(() -> serve(server));
        thread.start();

        // The reader stands still with most lines unread, since nobody takes the answers.
        assertFalse(read.await(300, TimeUnit.MILLISECONDS));
        clientReads.countDown();
        thread.join(10_000);

        assertEquals(
                3_000, written.stream().filter(line -> line.startsWith("{")).count());
    }

    @Test
    void anAnswerThatCannotBeWrittenIsAnErrorOfThatCallOnly() throws Exception {
        String deepAnswer = """
                {"jsonrpc":"2.0","id":1,"method":"deep"}
                {"jsonrpc":"2.0","id":2,"method":"m"}
                """;
        List<JsonNode> answers = serve(deepAnswer);

        assertEquals(2, answers.size());
        JsonNode refused = answers.stream()
                .filter(answer -> answer.path("id").asInt() == 1)
                .findFirst()
                .orElseThrow();
        assertEquals(-32603, refused.at("/error/code").asInt());
    }

    @Test
    void anAnswerForWhichThereIsNoMemoryIsAnErrorOfThatCallOnlyAndTheServerEnds() throws Exception {
        String largeAnswer = """
                {"jsonrpc":"2.0","id":1,"method":"large"}
                {"jsonrpc":"2.0","id":2,"method":"m"}
                """;
        List<JsonNode> answers = serve(largeAnswer);

        assertEquals(
                -32603,
                answers.stream()
                        .filter(answer -> answer.path("id").asInt() == 1)
                        .findFirst()
                        .orElseThrow()
                        .at("/error/code")
                        .asInt());
        assertEquals(2, answers.size());
    }

    private static JsonNode tooLarge() {
        return new TextNode("") {
            private static final long serialVersionUID = 1L;

            @Override
            public String textValue() {
                throw new OutOfMemoryError("a test");
            }
        };
    }

    @Test
    void reportsThatTheClientIsGone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        InputStream in = new ByteArrayInputStream("{oops".getBytes(StandardCharsets.UTF_8));

        new StdioServer(in, broken, echo, Served.SERVER, gone::countDown).serve(() -> {});

        assertEquals(0, gone.getCount());
    }

    private static JsonNode nested(int depth) {
        JsonNode node = JsonNodeFactory.instance.nullNode();
        for (int i = 0; i < depth; i++) {
            node = JsonNodeFactory.instance.arrayNode().add(node);
        }
        return node;
    }

    private List<JsonNode> serve(String lines) throws Exception {
        return Served.lines(lines, echo);
    }

    private static void serve(StdioServer server) {
        try {
            Served.toTheEnd(server);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
