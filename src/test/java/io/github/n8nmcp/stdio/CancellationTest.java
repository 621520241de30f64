package io.github.n8nmcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A cancellation that meets an answer: one of them has the last word, and the call is over either way. */
@Timeout(20)
class CancellationTest {
    private static final String MODERN = """
            "params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientCapabilities":{}}}""";

    /** A result that is being made ready to be written while the cancellation arrives. */
    private static final class SlowToWrite extends AbstractMap<String, Object> {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        /** Asked for when the answer is made. */
        @Override
        public Set<Entry<String, Object>> entrySet() {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Set.of();
        }
    }

    @Test
    void aCancellationWhileTheAnswerIsMadeReadySendsNothingAndLetsTheServerEnd() throws Exception {
        SlowToWrite result = new SlowToWrite();
        PipedInputStream in = new PipedInputStream();
        PipedInputStream answers = new PipedInputStream();
        OutputStream client = new PipedOutputStream(in);
        BufferedReader read = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
        StdioTransport transport = new StdioTransport(in, new PipedOutputStream(answers), Served.SERVER, () -> {});
        transport.setMcpHandler(new McpStatelessServerHandler() {
            @Override
            public Mono<JSONRPCResponse> handleRequest(McpTransportContext context, McpSchema.JSONRPCRequest request) {
                Object value = request.method().equals("slow") ? result : Map.of();
                return Mono.just(JSONRPCResponse.result(request.id(), value)).subscribeOn(Schedulers.boundedElastic());
            }

            @Override
            public Mono<Void> handleNotification(
                    McpTransportContext context, McpSchema.JSONRPCNotification notification) {
                return Mono.empty();
            }
        });
        Thread server = new Thread(() -> {
            try {
                transport.serve();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        server.start();

        write(client, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"slow\"," + MODERN + "}\n");
        result.begun.await();
        write(client, """
                {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}
                {"jsonrpc":"2.0","id":2,"method":"quick"}
                """);
        assertEquals(2, Served.JSON.readTree(read.readLine()).path("id").asInt());
        result.go.countDown();
        client.close();
        server.join(10_000);

        assertFalse(server.isAlive(), "it waits for an answer that nobody gives");
        assertEquals(0, answers.available());
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
