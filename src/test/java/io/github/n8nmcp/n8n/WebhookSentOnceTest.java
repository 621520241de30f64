package io.github.n8nmcp.n8n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.n8nmcp.fixture.Clients;
import io.github.n8nmcp.http.Time;
import io.github.n8nmcp.workflow.TriggerRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that reads requests and breaks connections. The JDK's client would repeat a GET by itself. */
class WebhookSentOnceTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private N8nClient client;
    private ServerSocket n8n;
    /** How many requests of a connection are answered; at the next one it is closed. */
    private volatile int answered;

    @BeforeEach
    void listen() throws IOException {
        n8n = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::serve, "n8n");
        server.setDaemon(true);
        server.start();
        client = Clients.client("http://127.0.0.1:" + n8n.getLocalPort(), Duration.ofSeconds(5), Time.SYSTEM);
    }

    @AfterEach
    void stop() throws IOException {
        n8n.close();
    }

    private void serve() {
        try {
            while (true) {
                Socket connection = n8n.accept();
                Thread server = new Thread(() -> serve(connection), "n8n");
                server.setDaemon(true);
                server.start();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket accepted) {
        try (Socket connection = accepted) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            int count = 0;
            for (String request = in.readLine(); request != null; request = in.readLine()) {
                requests.add(request);
                while (!in.readLine().isEmpty()) {
                    // The headers are of no interest.
                }
                if (count++ == answered) {
                    return;
                }
                String answer =
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 40\r\n\r\n{\"id\":\"abc\",\"nodes\":[],\"connections\":{}}";
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // The client closed the connection.
        }
    }

    private void callWebhook(String method) {
        TriggerRequest request = new TriggerRequest(TriggerRequest.Endpoint.WEBHOOK, method, "orders", null, null);
        client.webhooks().call(request, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aWebhookIsCalledOnceThoughTheConnectionBreaksWithoutAnAnswer(String method) {
        assertThrows(N8nException.class, () -> callWebhook(method));

        assertEquals(List.of(method + " /webhook/orders HTTP/1.1"), requests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aWebhookIsNotCalledOnAConnectionThatMayHaveBeenClosed(String method) {
        answered = 1;
        client.workflow("abc");

        callWebhook(method);

        assertEquals(2, requests.size());
    }

    @Test
    void aReadIsRepeatedWhenTheConnectionThatWasKeptHasBeenClosed() {
        answered = 1;
        client.workflow("abc");

        client.workflow("abc");

        assertTrue(requests.size() <= 3, requests::toString);
    }
}
