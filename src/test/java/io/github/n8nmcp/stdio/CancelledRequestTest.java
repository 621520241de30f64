package io.github.n8nmcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.mcp.JsonRpc;
import io.github.n8nmcp.mcp.McpService;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cancellation that meets an answer: one of them has the last word, and the call is over either way. */
@Timeout(20)
class CancelledRequestTest {
    private static final String MODERN = """
            "params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientCapabilities":{}}}""";

    @Test
    void anAnswerThatComesAfterTheCancellationIsNotSentAndTheServerEnds() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        McpService service = (id, method, params, context, onAnswer) -> {
            ObjectNode answer = JsonRpc.result(id, JsonNodeFactory.instance.objectNode());
            if (method.equals("slow")) {
                begun.countDown();
                new Thread(() -> {
                            await(go);
                            onAnswer.accept(answer);
                        })
                        .start();
            } else {
                onAnswer.accept(answer);
            }
            return () -> {};
        };
        PipedInputStream in = new PipedInputStream();
        PipedInputStream answers = new PipedInputStream();
        OutputStream client = new PipedOutputStream(in);
        BufferedReader read = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
        StdioServer server = new StdioServer(in, new PipedOutputStream(answers), service, Served.SERVER, () -> {});
        Thread thread = new Thread(() -> {
            try {
                Served.toTheEnd(server);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();

        write(client, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"slow\"," + MODERN + "}\n");
        begun.await();
        String cancellationAndNextCall = """
                {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}
                {"jsonrpc":"2.0","id":2,"method":"quick"}
                """;
        write(client, cancellationAndNextCall);
        assertEquals(2, Served.JSON.readTree(read.readLine()).path("id").asInt());
        go.countDown();
        client.close();
        thread.join(10_000);

        assertFalse(thread.isAlive(), "it waits for an answer that nobody gives");
        assertEquals(0, answers.available());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void subscriptionsTakeNoPlaceAndAreBounded() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            lines.append("{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"subscriptions/listen\","
                    + MODERN.replace("\"_meta\"", "\"notifications\":{},\"_meta\"") + "}\n");
        }
        lines.append("{\"jsonrpc\":\"2.0\",\"id\":\"last\",\"method\":\"m\"}\n");

        var answers = Served.lines(lines.toString(), new Answering());

        assertTrue(
                answers.stream().anyMatch(answer -> answer.path("id").asText().equals("last")));
        assertEquals(284, answers.stream().filter(answer -> answer.has("error")).count());
        assertEquals(
                16,
                answers.stream()
                        .filter(answer ->
                                answer.at("/result/resultType").asText().equals("complete"))
                        .count());
    }

    private static void write(OutputStream out, String text) throws Exception {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
