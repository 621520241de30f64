package io.github.n8nmcp.n8n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.n8nmcp.config.Config;
import io.github.n8nmcp.config.ConfigLookup;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.fixture.Clients;
import io.github.n8nmcp.fixture.FakeTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy between this server and n8n, which takes one user's password. */
class ProxyTest {
    private static final String USER = "Proxy-Authorization: Basic bWU6aHVudGVyMg==";

    private static final String ANSWER = """
            HTTP/1.1 200 OK\r
            Content-Type: application/json\r
            Content-Length: 40\r
            \r
            {"id":"abc","nodes":[],"connections":{}}""";
    private static final String REFUSAL = """
            HTTP/1.1 407 Proxy Authentication Required\r
            Proxy-Authenticate: Basic realm="p"\r
            Content-Length: 0\r
            \r
            """;

    @TempDir
    Path folder;

    private final List<String> heads = new CopyOnWriteArrayList<>();
    private ServerSocket proxy;

    @BeforeEach
    void listen() throws IOException {
        proxy = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::serve, "proxy");
        server.setDaemon(true);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    private void serve() {
        while (!proxy.isClosed()) {
            try (Socket connection = proxy.accept()) {
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
                StringBuilder head = new StringBuilder();
                for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    head.append(line).append('\n');
                }
                heads.add(head.toString());
                boolean known = head.toString().contains(USER);
                String answer = known ? ANSWER : REFUSAL;
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                // The next connection may be better.
            }
        }
    }

    private N8nClient client(String host, String user) throws Exception {
        String settings = """
                {"n8n_host": "%s", "n8n_api_key": "key-of-n8n", "proxy": "http://%s127.0.0.1:%d"}""".formatted(host, user, proxy.getLocalPort());
        Path file = Files.writeString(folder.resolve(".config.json"), settings);
        Config config = new ConfigLookup(folder, Map.of()).find(Optional.of(file));
        Instance instance = config.instances().get("default");
        return Clients.client(instance, new FakeTime());
    }

    @Test
    void leadsToAnN8nWithoutTls() throws Exception {
        N8nClient client = client("http://n8n.invalid", "me:hunter2@");

        assertEquals("abc", client.workflow("abc").id());

        assertTrue(heads.get(0).startsWith("GET http://n8n.invalid/api/v1/workflows/abc"), heads::toString);
    }

    @Test
    void isSentItsPasswordButNotTheKeyOfAnN8nWithTls() throws Exception {
        N8nClient client = client("https://n8n.invalid", "me:hunter2@");

        assertThrows(N8nException.class, () -> client.workflow("abc"));

        assertTrue(heads.get(0).startsWith("CONNECT n8n.invalid:443"), heads::toString);
        assertTrue(heads.get(0).contains(USER), heads::toString);
        assertFalse(heads.toString().contains("key-of-n8n"), heads::toString);
    }

    @Test
    void isNamedWhereItRefuses() throws Exception {
        for (String scheme : List.of("http", "https")) {
            N8nClient client = client(scheme + "://n8n.invalid", "");

            N8nException e = assertThrows(N8nException.class, () -> client.workflow("abc"));

            String expected =
                    "The proxy 127.0.0.1:" + proxy.getLocalPort() + " asks for a user and a password (HTTP 407).";
            assertEquals(expected, e.reason());
        }
    }
}
