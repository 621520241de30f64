package io.github.n8nmcp.n8n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.n8nmcp.fixture.Certificates;
import io.github.n8nmcp.fixture.Clients;
import io.github.n8nmcp.fixture.FakeTime;
import io.github.n8nmcp.fixture.TestInstance;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each reason for which no secure connection comes about is told as what it is, and nothing was done then. */
class TlsFailuresTest {
    /** The answer of a server of TLS 1.0 that knows no newer one and no extensions: its hello. */
    private static final String HELLO_OF_TLS_1_0 =
            "160301002a020000260301" + "0000000000000000000000000000000000000000000000000000000000000000" + "00c01300";
    /** The alert of a server of today that is set to old versions only. */
    private static final String ALERT_PROTOCOL_VERSION = "15030100020246";

    private static final String ALERT_HANDSHAKE_FAILURE = "15030100020228";
    private static final String ALERT_UNRECOGNIZED_NAME = "15030100020270";

    @TempDir
    private static Path folder;

    private static Certificates certificates;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = new Certificates(folder)
                .ca("ca")
                .ca("another-ca")
                .signed("good", "ca", "localhost")
                .signed("elsewhere", "ca", "n8n.example.com")
                .signed("expired", "ca", "localhost", "-startdate", "-30d", "-validity", "3")
                .signed("future", "ca", "localhost", "-startdate", "+30d");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private interface Connection {
        void serve(Socket socket) throws IOException;
    }

    private void start(Connection connection) throws IOException {
        server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(
                () -> {
                    while (!server.isClosed()) {
                        try (Socket socket = server.accept()) {
                            connection.serve(socket);
                        } catch (IOException e) {
                            // The client gave up, as it should, or the test is over.
                        }
                    }
                },
                "server");
        thread.setDaemon(true);
        thread.start();
    }

    private void startTls(String alias, boolean wantsClientCertificate, String... protocols) throws Exception {
        startTls(alias, (secure, socket) -> {
            secure.setNeedClientAuth(wantsClientCertificate);
            if (protocols.length > 0) {
                secure.setEnabledProtocols(protocols);
            }
            try {
                requests.add(head(secure.getInputStream()));
            } finally {
                // To close it with something unread would take back what was sent.
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            }
        });
    }

    private interface SecureConnection {
        void serve(SSLSocket secure, Socket socket) throws IOException;
    }

    private void startTls(String alias, SecureConnection connection) throws Exception {
        SSLSocketFactory tls = certificates.server(alias).getSocketFactory();
        start(socket -> {
            SSLSocket secure = (SSLSocket) tls.createSocket(socket, null, false);
            secure.setUseClientMode(false);
            connection.serve(secure, socket);
        });
    }

    /** Answers the client's first message with these bytes. */
    private void startPlain(String hex) throws IOException {
        start(socket -> {
            InputStream in = socket.getInputStream();
            byte[] record = in.readNBytes(5);
            in.readNBytes(((record[3] & 0xff) << 8) | (record[4] & 0xff));
            socket.getOutputStream().write(HexFormat.of().parseHex(hex));
            socket.getOutputStream().flush();
            in.read();
        });
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private N8nException failure(String ca) throws Exception {
        TestInstance instance = TestInstance.at("https://localhost:" + server.getLocalPort());
        if (!ca.isEmpty()) {
            instance.trusting(certificates.pem(ca));
        }
        N8nClient client = Clients.client(instance.build(), new FakeTime());
        return assertThrows(N8nException.class, () -> client.replace("abc", JsonNodeFactory.instance.objectNode()));
    }

    private void assertTold(N8nException e, String reason, String advice) {
        String expected = reason.replace("HOST", "localhost:" + server.getLocalPort());
        assertTrue(e.reason().startsWith(expected), e.reason());
        assertTrue(e.advice().orElseThrow().contains(advice), e.advice()::toString);
        assertFalse(e.mayHaveActed(), "nothing can have been done");
        assertEquals(List.of(), requests);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    good      | ''         | The certificate of HOST is from an unknown CA   | as ca_file, or in the variable N8N_CA_FILE
                    good      | another-ca | The certificate of HOST is from an unknown CA   | as ca_file
                    expired   | ca         | The certificate of HOST has expired             | Renew it
                    future    | ca         | The certificate of HOST is not valid yet        | clocks
                    elsewhere | ca         | The certificate of HOST is for another host     | Set n8n_host to the name
                    """)
    void aCertificateThatIsNotAccepted(String shown, String ca, String reason, String advice) throws Exception {
        startTls(shown, false);

        assertTold(failure(ca), reason, advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatAsksForAClientCertificate(String version) throws Exception {
        startTls("good", true, version);

        N8nException e = failure("ca");

        // Of TLS 1.2 some servers, as Java's from 25 on, give no reason.
        String told = e.reason() + e.advice().orElseThrow();
        assertTrue(told.contains("client certificate, which this server cannot show"), told);
        assertFalse(e.mayHaveActed(), "nothing can have been done");
    }

    @ParameterizedTest
    @ValueSource(strings = {ALERT_PROTOCOL_VERSION, HELLO_OF_TLS_1_0})
    void aServerOfAnOldVersion(String answer) throws Exception {
        startPlain(answer);

        assertTold(failure("ca"), "HOST only speaks a TLS version that is too old", "TLS 1.2 or newer");
    }

    /** An old choice of ciphers, or a client certificate that is missing: servers of TLS 1.2 say no more. */
    @Test
    void aServerThatEndsTheHandshakeWithoutAReason() throws Exception {
        startPlain(ALERT_HANDSHAKE_FAILURE);

        assertTold(failure("ca"), "HOST refused the secure connection", "client certificate");
    }

    @Test
    void aServerThatDoesNotKnowTheName() throws Exception {
        startPlain(ALERT_UNRECOGNIZED_NAME);

        assertTold(failure("ca"), "HOST serves no host of that name", "n8n_host");
    }

    /** The request was there, so that it may have been carried out. */
    @Test
    void aSecureConnectionThatBreaksAfterTheRequestLeavesOpenWhetherItWasDone() throws Exception {
        startTls("good", (secure, socket) -> {
            requests.add(head(secure.getInputStream()));
            socket.getOutputStream().write("no TLS any more".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        });

        N8nException e = failure("ca");

        assertEquals(1, requests.size());
        assertTrue(e.mayHaveActed(), e.toString());
        assertFalse(e.reason().contains("does not speak TLS"), e.reason());
    }
}
