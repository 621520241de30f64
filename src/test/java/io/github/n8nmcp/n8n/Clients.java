package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.n8nmcp.config.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Makes the clients that the tests of this package call n8n with. */
final class Clients {
    static final ObjectMapper JSON = JsonMapper.builder().build();
    static final String API_KEY = "n8n_api_0123456789abcdef";
    static final String HEADER_SECRET = "cf-secret-fedcba9876543210";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Clients() {}

    /** The instance {@code production} with a secret header of its own. */
    static Instance instance(String host, Duration timeout) {
        return new Instance(
                "production",
                URI.create(host),
                API_KEY,
                timeout,
                false,
                Map.of("CF-Access-Client-Secret", HEADER_SECRET),
                URI.create(host + "/webhook"),
                Optional.empty());
    }

    static N8nClient client(String host) {
        return client(host, new FakeTime());
    }

    static N8nClient client(String host, Time time) {
        return client(host, TIMEOUT, time);
    }

    static N8nClient client(String host, Duration timeout, Time time) {
        return new N8nClient(instance(host, timeout), time);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port of this machine at which nobody listens. */
    static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
