package io.github.n8nmcp.n8n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** How a cancelled call, whose thread is interrupted, ends. */
@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class InterruptTest {
    private static final String CANCELLED = "API call failed for instance 'production': The call was cancelled.";

    @Test
    void endsACallThatWaitsForItsAnswer() throws Exception {
        try (SilentN8n n8n = new SilentN8n()) {
            N8nClient client = Clients.client(n8n.url(), Time.SYSTEM);
            FutureTask<Boolean> call = new FutureTask<>(() -> {
                N8nException e = assertThrows(N8nException.class, () -> client.workflow("abc"));
                assertEquals(CANCELLED, e.getMessage());
                return Thread.currentThread().isInterrupted();
            });
            Thread caller = new Thread(call);
            caller.start();
            assertTrue(n8n.requested.await(5, TimeUnit.SECONDS), "n8n has the request");

            caller.interrupt();

            assertTrue(call.get(5, TimeUnit.SECONDS), "the thread stays interrupted");
            assertTrue(n8n.hungUp.await(5, TimeUnit.SECONDS), "the connection to n8n is closed");
        }
    }

    @Test
    void endsACallWhoseAnswerHasBegun() throws Exception {
        try (ServerSocket n8n = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            N8nClient client = Clients.client("http://127.0.0.1:" + n8n.getLocalPort(), Time.SYSTEM);
            FutureTask<Boolean> call = new FutureTask<>(() -> {
                N8nException e = assertThrows(N8nException.class, () -> client.workflow("abc"));
                assertEquals(CANCELLED, e.getMessage());
                return Thread.currentThread().isInterrupted();
            });
            Thread caller = new Thread(call);
            caller.start();
            try (Socket connection = n8n.accept()) {
                connection.getOutputStream().write("""
                        HTTP/1.1 200 OK\r
                        Content-Type: application/json\r
                        Content-Length: 100\r
                        \r
                        {""".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                connection.getOutputStream().flush();

                caller.interrupt();

                assertTrue(call.get(5, TimeUnit.SECONDS), "the thread stays interrupted");
                awaitEnd(connection.getInputStream());
            }
        }
    }

    @Test
    void endsACallThatWaitsToTryAgain() {
        FakeTime interrupting = new FakeTime(() -> Thread.currentThread().interrupt());
        N8nClient client = Clients.client("http://localhost:" + Clients.closedPort(), interrupting);

        N8nException e = assertThrows(N8nException.class, () -> client.workflow("abc"));

        assertEquals(CANCELLED, e.getMessage());
        assertTrue(Thread.interrupted());
    }

    @Test
    void doesNotEvenBeginACallThatIsCancelled() throws Exception {
        try (SilentN8n n8n = new SilentN8n()) {
            N8nClient client = Clients.client(n8n.url());
            Thread.currentThread().interrupt();

            N8nException e = assertThrows(N8nException.class, () -> client.workflow("abc"));

            assertEquals(CANCELLED, e.getMessage());
            assertTrue(Thread.interrupted());
            assertEquals(1, n8n.requested.getCount());
        }
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
