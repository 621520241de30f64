package io.github.n8nmcp;

import static io.github.n8nmcp.ServerProcess.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two server processes of one user that change the same workflow of an n8n that takes its time. */
class TwoProcessesIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer n8n;
    private ObjectNode stored;

    @BeforeEach
    void start() throws IOException {
        String workflow = """
                {"id": "1", "name": "A", "active": false, "versionId": "v", "settings": {}, "connections": {}, "tags": [],
                 "nodes": [{"id": "n", "name": "N", "type": "n8n-nodes-base.noOp", "typeVersion": 1, "position": [0, 0], "parameters": {}}]}""";
        stored = (ObjectNode) JSON.readTree(workflow);
        n8n = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        n8n.setExecutor(threads);
        n8n.createContext("/", this::answer);
        n8n.start();
        Files.writeString(
                folder.resolve(".config.json"),
                StubbedN8n.config("http://127.0.0.1:" + n8n.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        n8n.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        byte[] body;
        synchronized (this) {
            if (exchange.getRequestMethod().equals("PUT")) {
                stored.setAll((ObjectNode) JSON.readTree(sent));
            }
            body = JSON.writeValueAsBytes(stored);
        }
        // The latency of a network, in which the other process would get in between.
        CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS, threads).execute(() -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } catch (IOException e) {
                // The server says that it got no answer.
            }
        });
    }

    @Test
    void tenUpdatesFromTwoProcessesLoseNothing() throws Exception {
        List<ServerProcess> servers = List.of(ServerProcess.start(folder), ServerProcess.start(folder));
        for (int i = 0; i < 10; i++) {
            String node = """
                    {"type": "addNode", "node": {"name": "Added %d", "type": "n8n-nodes-base.noOp", "typeVersion": 1, "position": [0, 0]}}""".formatted(i);
            servers.get(i % 2).write(call(i, "update_workflow", "{\"id\": \"1\", \"operations\": [" + node + "]}"));
        }

        for (ServerProcess server : servers) {
            for (JsonNode answer : server.end().answers()) {
                assertTrue(answer.has("result"), answer::toString);
            }
        }
        assertEquals(11, stored.path("nodes").size(), stored::toString);
        byte[] locks = Files.readAllBytes(folder.resolve(".cache/n8n-workflows-mcp/locks"));
        assertEquals("", new String(locks, StandardCharsets.UTF_8));
    }
}
