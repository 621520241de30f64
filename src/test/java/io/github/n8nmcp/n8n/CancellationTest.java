package io.github.n8nmcp.n8n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.n8nmcp.fixture.Clients;
import io.github.n8nmcp.fixture.FakeTime;
import io.github.n8nmcp.http.CallLifetime;
import io.github.n8nmcp.http.CancelledException;
import io.github.n8nmcp.http.Time;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What a cancellation ends, and what it does not. */
@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class CancellationTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    void endsAReadThatWaitsForItsAnswer() throws Exception {
        try (SilentN8n n8n = new SilentN8n()) {
            CallLifetime lifetime = new CallLifetime(TIMEOUT, Time.SYSTEM);
            N8nClient client = client(n8n.url(), lifetime, Time.SYSTEM);
            FutureTask<Boolean> call = call(() -> client.workflow("abc"));
            assertTrue(n8n.requested.await(60, TimeUnit.SECONDS), "n8n has the request");

            lifetime.cancel();

            assertFalse(call.get(60, TimeUnit.SECONDS), "the interruption ends with the read");
            assertTrue(n8n.hungUp.await(60, TimeUnit.SECONDS), "the connection to n8n is closed");
        }
    }

    @Test
    void endsAReadWhoseAnswerHasBegun() throws Exception {
        try (ServerSocket n8n = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CallLifetime lifetime = new CallLifetime(TIMEOUT, Time.SYSTEM);
            N8nClient client = client("http://127.0.0.1:" + n8n.getLocalPort(), lifetime, Time.SYSTEM);
            FutureTask<Boolean> call = call(() -> client.workflow("abc"));
            try (Socket connection = n8n.accept()) {
                String begun = """
                        HTTP/1.1 200 OK\r
                        Content-Type: application/json\r
                        Content-Length: 100\r
                        \r
                        {""";
                connection.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
                connection.getOutputStream().flush();

                lifetime.cancel();

                assertFalse(call.get(60, TimeUnit.SECONDS));
                awaitEnd(connection.getInputStream());
            }
        }
    }

    @Test
    void endsAReadThatWaitsToBeSentAgain() {
        CallLifetime[] lifetime = new CallLifetime[1];
        FakeTime cancelling = new FakeTime(() -> lifetime[0].cancel());
        lifetime[0] = new CallLifetime(TIMEOUT, cancelling);
        N8nClient client = client("http://localhost:" + Clients.closedPort(), lifetime[0], cancelling);

        assertThrows(CancelledException.class, () -> client.workflow("abc"));
    }

    @Test
    void doesNotEvenSendACallThatIsCancelledBefore() throws Exception {
        try (SilentN8n n8n = new SilentN8n()) {
            CallLifetime lifetime = new CallLifetime(TIMEOUT, Time.SYSTEM);
            N8nClient client = client(n8n.url(), lifetime, Time.SYSTEM);
            lifetime.cancel();

            assertThrows(CancelledException.class, () -> client.workflow("abc"));
            assertThrows(CancelledException.class, () -> client.deactivate("abc"));

            assertEquals(1, n8n.requested.getCount());
        }
    }

    private static N8nClient client(String host, CallLifetime lifetime, Time time) {
        return new Connection(Clients.instance(host, TIMEOUT), time).client(lifetime);
    }

    /** Runs what must be cancelled on a thread of its own; answers whether that thread is interrupted afterwards. */
    private static FutureTask<Boolean> call(Runnable read) {
        FutureTask<Boolean> call = new FutureTask<>(() -> {
            assertThrows(CancelledException.class, read::run);
            return Thread.currentThread().isInterrupted();
        });
        new Thread(call).start();
        return call;
    }

    /** Reads until the client hangs up, with or without a farewell. */
    private static void awaitEnd(InputStream request) throws IOException {
        try {
            request.transferTo(OutputStream.nullOutputStream());
        } catch (SocketException e) {
            assertEquals("Connection reset", e.getMessage());
        }
    }

    /** Takes one request and says nothing, until its caller hangs up. */
    private static final class SilentN8n implements AutoCloseable {
        private final CountDownLatch requested = new CountDownLatch(1);
        private final CountDownLatch hungUp = new CountDownLatch(1);
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

        SilentN8n() throws IOException {
            Thread thread = new Thread(this::serve);
            thread.setDaemon(true);
            thread.start();
        }

        String url() {
            return "http://localhost:" + socket.getLocalPort();
        }

        private void serve() {
            try (Socket caller = socket.accept();
                    InputStream request = caller.getInputStream()) {
                request.read();
                requested.countDown();
                request.readAllBytes();
                hungUp.countDown();
            } catch (IOException e) {
                // The test is over, or a latch that stays up makes it fail.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
