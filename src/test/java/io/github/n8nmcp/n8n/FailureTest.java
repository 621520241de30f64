package io.github.n8nmcp.n8n;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.github.n8nmcp.fixture.TestJson.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.fixture.Clients;
import io.github.n8nmcp.fixture.FakeTime;
import io.github.n8nmcp.fixture.TestInstance;
import io.github.n8nmcp.fixture.TestJson;
import io.github.n8nmcp.http.Time;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the caller is told when n8n, something before it or the network fails. */
class FailureTest {
    private static final String PREFIX = "API call failed for instance 'production': ";
    private static final String WORKFLOW = """
            {"id": "abc", "name": "Nightly", "nodes": [], "connections": {}}
            """;
    private static final Duration SHORT = Duration.ofMillis(300);

    /** More than the buffers between n8n and us hold: once it is sent, somebody reads the answer. */
    private static final int MUCH = 16 << 20;

    /** The length that stands for an unknown one. */
    private static final int CHUNKED = 0;

    @RegisterExtension
    static final WireMockExtension n8n = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final N8nClient client = Clients.client(n8n.baseUrl());

    /** An answer, and what is told of it; HOST stands for the base URL of the n8n. */
    private record Case(
            String name, ResponseDefinitionBuilder answer, int status, String reason, Optional<String> hint) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> answers() {
        String withoutMessage = """
                {"error": "no"}
                """;
        String brokenMessage = """
                {"message": "In
                """;
        String malformed = """
                {"id": "abc",, }
                """;
        String endsEarly = """
                {"id": "abc"
                """;
        String list = """
                [{"id": "abc"}]
                """;
        String page = """
                {"data": []}
                """;
        String anotherWorkflow = """
                {"id": "xyz", "nodes": [], "connections": {}}
                """;
        String withoutNodes = """
                {"id": "abc", "connections": {}}
                """;
        String withoutLinks = """
                {"id": "abc", "nodes": [], "connections": []}
                """;
        return Stream.of(
                told(
                        "401",
                        words(401, "unauthorized"),
                        401,
                        "Authentication failed. Check API key.",
                        "Settings > n8n API"),
                told(
                        "401 as HTML",
                        html(401),
                        401,
                        "A login page or a proxy stands before n8n and answers in its place (HTTP 401).",
                        "headers"),
                told("403", words(403, "Forbidden"), 403, "Forbidden", "workflow:read"),
                told(
                        "403 with words",
                        words(403, "feature not licensed"),
                        403,
                        "feature not licensed",
                        "workflow:read"),
                told(
                        "403 as HTML",
                        html(403),
                        403,
                        "A login page or a proxy stands before n8n and answers in its place (HTTP 403).",
                        "headers"),
                told("404", words(404, "Not Found"), 404, "Workflow 'abc' not found.", "list_workflows"),
                told("404 as HTML", html(404), 404, "There is no n8n API at HOST/api/v1.", "n8n_host"),
                told("409", words(409, "Name is taken"), 409, "Name is taken", "get_workflow"),
                told("409 as HTML", html(409), 409, "Conflict.", "get_workflow"),
                told(
                        "413 as HTML",
                        html(413),
                        413,
                        "The workflow is larger than this n8n accepts.",
                        "N8N_PAYLOAD_SIZE_MAX"),
                told("429", words(429, "Slow down"), 429, "Slow down", "Wait a little"),
                told("429 as HTML", html(429), 429, "Too many requests.", "Wait a little"),
                told("502", html(502), 502, "n8n is not available (HTTP 502).", "Try again in a minute."),
                told("503", html(503), 503, "n8n is not available (HTTP 503).", "Try again in a minute."),
                told(
                        "503 with words",
                        words(503, "Database is not ready!"),
                        503,
                        "Database is not ready!",
                        "Try again in a minute."),
                told("504", html(504), 504, "n8n is not available (HTTP 504).", "Try again in a minute."),
                told(
                        "400",
                        words(400, "request/body must have required property 'settings'"),
                        400,
                        "request/body must have required property 'settings'"),
                told("405", words(405, "GET method not allowed"), 405, "GET method not allowed"),
                told("500", words(500, "Internal server error"), 500, "Internal server error"),
                told("500 as HTML", html(500), 500, "HTTP 500."),
                told("500 without message", json(500, withoutMessage), 500, "HTTP 500."),
                told("500 with broken JSON", json(500, brokenMessage), 500, "HTTP 500."),
                told("500 with an empty body", json(500, ""), 500, "HTTP 500."),
                told(
                        "login page",
                        html(200),
                        200,
                        "The answer is not JSON: HOST is not n8n's API.",
                        "login page before n8n"),
                told(
                        "JSON that does not say so",
                        aResponse().withBody(WORKFLOW),
                        200,
                        "The answer is not JSON: HOST is not n8n's API.",
                        "n8n_host"),
                told(
                        "starting",
                        aResponse()
                                .withHeader("Content-Type", "text/html; charset=utf-8")
                                .withBody("n8n is starting up. Please wait"),
                        200,
                        "n8n is starting up.",
                        "Try again in a minute."),
                told("empty", aResponse().withStatus(204), 204, "n8n gave an empty answer.", "proxy"),
                told("malformed", json(200, malformed), 200, "n8n's answer is not valid JSON.", "proxy"),
                told("ends early", json(200, endsEarly), 200, "n8n's answer is not valid JSON.", "proxy"),
                told("nothing", json(200, ""), 200, "n8n's answer is not valid JSON.", "proxy"),
                told("array", json(200, list), 200, "n8n's answer is not the workflow that was asked for.", "n8n_host"),
                told(
                        "nothing much",
                        json(200, "{}"),
                        200,
                        "n8n's answer is not the workflow that was asked for.",
                        "n8n_host"),
                told(
                        "a message",
                        words(200, "ok"),
                        200,
                        "n8n's answer is not the workflow that was asked for.",
                        "n8n_host"),
                told(
                        "a list",
                        json(200, page),
                        200,
                        "n8n's answer is not the workflow that was asked for.",
                        "n8n_host"),
                told(
                        "another workflow",
                        json(200, anotherWorkflow),
                        200,
                        "n8n's answer is not the workflow that was asked for.",
                        "n8n_host"),
                told(
                        "a workflow without nodes",
                        json(200, withoutNodes),
                        200,
                        "n8n's answer is not the workflow that was asked for.",
                        "n8n_host"),
                told(
                        "a workflow without links",
                        json(200, withoutLinks),
                        200,
                        "n8n's answer is not the workflow that was asked for.",
                        "n8n_host"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void saysWhatIsWrongAndWhatHelps(Case wanted) {
        n8n.stubFor(any(anyUrl()).willReturn(wanted.answer()));

        N8nException e = failure(() -> client.workflow("abc"));

        assertEquals(PREFIX + wanted.reason().replace("HOST", n8n.baseUrl()), e.getMessage());
        assertEquals(wanted.reason().replace("HOST", n8n.baseUrl()), e.reason());
        assertEquals("production", e.data().path("instance").asText());
        assertTrue(e.hasStatus(wanted.status()));
        assertEquals(wanted.hint().isPresent(), e.advice().isPresent());
        assertTrue(e.advice().orElse("").contains(wanted.hint().orElse("")), e.advice()::toString);
    }

    static Stream<Arguments> scopes() {
        return Stream.of(
                scope("workflow:list", N8nClient::checkKey),
                scope("workflow:read", client -> client.workflow("abc")),
                scope("workflow:create", client -> client.create(TestJson.MAPPER.createObjectNode())),
                scope("workflow:update", client -> client.replace("abc", TestJson.MAPPER.createObjectNode())),
                scope("workflow:delete", client -> client.delete("abc")),
                scope("workflow:activate", client -> client.activate("abc")),
                scope("workflow:deactivate", client -> client.deactivate("abc")),
                scope("workflow:execute", client -> client.execute("abc")),
                scope("tag:list", N8nClient::tags),
                scope("workflowTags:update", client -> client.replaceTags("abc", List.of())));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void namesTheScopeThatAForbiddenCallNeeds(String scope, Consumer<N8nClient> call) {
        n8n.stubFor(any(anyUrl()).willReturn(words(403, "Forbidden")));

        N8nException e = failure(() -> call.accept(client));

        assertTrue(e.advice().orElseThrow().contains("the scope " + scope + ","), e.advice()::toString);
    }

    @Test
    void passesOnTheMessageOfA404ThatIsNotAboutAWorkflow() {
        n8n.stubFor(any(anyUrl()).willReturn(words(404, "not found")));

        N8nException e = failure(client::tags);

        assertEquals(PREFIX + "not found", e.getMessage());
        assertEquals(Optional.empty(), e.advice());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirectButNamesItsTarget(int status) {
        n8n.stubFor(any(anyUrl())
                .willReturn(aResponse().withStatus(status).withHeader("Location", "https://n8n.example.org/")));

        N8nException e = failure(() -> client.workflow("abc"));

        assertEquals(PREFIX + "n8n_host redirects to https://n8n.example.org/.", e.getMessage());
        assertTrue(e.hasStatus(status));
        assertEquals(Optional.of("Set n8n_host to the address where the n8n really is."), e.advice());
    }

    @Test
    void sendsNothingToTheTargetOfARedirect() {
        n8n.stubFor(any(anyUrl()).willReturn(temporaryRedirect(n8n.url("/elsewhere"))));

        failure(() -> client.activate("abc"));

        n8n.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void saysThatTheConnectionWasRefused() {
        int port = Clients.closedPort();

        N8nException e =
                failure(() -> Clients.client("http://localhost:" + port).workflow("abc"));

        assertEquals(PREFIX + "Connection refused by localhost:" + port + ".", e.getMessage());
        assertEquals(Optional.of("Check that n8n runs and that n8n_host has its port."), e.advice());
        assertFalse(e.hasStatus());
    }

    @Test
    void saysThatTheHostIsUnknown() {
        N8nException e =
                failure(() -> Clients.client("http://does-not-exist.invalid").workflow("abc"));

        assertEquals(PREFIX + "The host does-not-exist.invalid is unknown.", e.getMessage());
        assertEquals(Optional.of("Check n8n_host and the network."), e.advice());
        assertFalse(e.hasStatus());
    }

    @Test
    void saysThatThereIsNoTls() {
        String host = n8n.baseUrl().replace("http:", "https:");

        N8nException e = failure(() -> Clients.client(host).workflow("abc"));

        assertTrue(
                e.getMessage().startsWith(PREFIX + host.substring("https://".length()) + " does not speak TLS ("),
                e.getMessage());
        assertTrue(e.advice().orElseThrow().contains("http://"), e.advice()::toString);
        assertFalse(e.hasStatus());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                                | it holds no certificate
                    garbage                                                           | it is not a PEM file of certificates
                    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n' | it is not a PEM file of certificates
                    """)
    void saysThatTheCaFileCannotBeUsed(String pem, String why, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), pem);
        Instance instance = TestInstance.at("https://localhost").trusting(file).build();

        N8nException e = failure(() -> Clients.client(instance, new FakeTime()).workflow("abc"));

        assertEquals(PREFIX + "ca_file cannot be used: " + why + ".", e.getMessage());
        assertEquals(Optional.of("Name a PEM file with the certificates of your CA."), e.advice());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
    void saysThatNoAnswerCame(Fault fault) {
        n8n.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));

        N8nException e = failure(() -> client.activate("abc"));

        assertTrue(e.getMessage().startsWith(PREFIX + "No answer from " + n8n.baseUrl() + " ("), e.getMessage());
        assertEquals(Optional.of("n8n may have done it all the same: look before you repeat it."), e.advice());
        assertFalse(e.hasStatus());
    }

    @ParameterizedTest
    @ValueSource(longs = {MUCH + 1000, CHUNKED})
    void saysThatTheAnswerBrokeOff(long length) throws Exception {
        HttpHandler cutting = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(spaces(MUCH));
            exchange.getResponseBody().flush();
            throw new IOException("and here the connection breaks");
        };

        N8nException e = failureAt(cutting);

        assertTrue(
                e.getMessage().startsWith(PREFIX + "The connection broke before the answer was complete"),
                e.getMessage());
        // It was a write, which the client does not repeat by itself.
        assertEquals(Optional.of("n8n may have done it all the same: look before you repeat it."), e.advice());
        assertFalse(e.hasStatus());
    }

    @Test
    void saysThatTheAnswerIsTooLarge() throws Exception {
        byte[] spaces = spaces(1 << 20);
        HttpHandler endless = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, CHUNKED);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write('{');
                while (true) {
                    body.write(spaces);
                }
            } catch (IOException e) {
                // The client hung up, as it should.
            }
        };

        N8nException e = failureAt(endless);

        assertEquals(PREFIX + "The answer is larger than 64 MB.", e.getMessage());
        assertEquals(Optional.of("n8n may have done it all the same: look before you repeat it."), e.advice());
    }

    @Test
    void endsACallThatGetsNoAnswerInTime() {
        n8n.stubFor(any(anyUrl()).willReturn(okJson(WORKFLOW).withFixedDelay(5_000)));

        timesOut();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400})
    void endsACallWhoseAnswerDoesNotEndInTime(int status) {
        n8n.stubFor(any(anyUrl()).willReturn(json(status, " ".repeat(100)).withChunkedDribbleDelay(100, 5_000)));

        timesOut();
    }

    private static void timesOut() {
        N8nClient client = Clients.client(n8n.baseUrl(), SHORT, Time.SYSTEM);

        N8nException e = assertTimeoutPreemptively(Duration.ofSeconds(4), () -> failure(() -> client.workflow("abc")));

        assertEquals("Connection timeout after 300ms. Check n8n instance availability.", e.getMessage());
        assertEquals(Optional.of("Raise timeout_ms of the instance, or ask for less at once."), e.advice());
        assertFalse(e.hasStatus());
        assertEquals("production", e.data().path("instance").asText());
    }

    @Test
    void passesOn2KilobytesOfTheMessage() {
        n8n.stubFor(any(anyUrl()).willReturn(words(400, "x".repeat(2048))));
        assertEquals("x".repeat(2048), failure(() -> client.workflow("abc")).reason());

        n8n.stubFor(any(anyUrl()).willReturn(words(400, "x".repeat(2049))));
        assertEquals(
                "x".repeat(2048) + "…", failure(() -> client.workflow("abc")).reason());
    }

    @Test
    void boundsTheTargetOfARedirect() {
        String target = "https://n8n.example.org/" + "x".repeat(4000);
        n8n.stubFor(any(anyUrl()).willReturn(temporaryRedirect(target)));

        N8nException e = failure(() -> client.workflow("abc"));

        assertEquals("n8n_host redirects to " + target.substring(0, 2048) + "….", e.reason());
    }

    @Test
    void blotsOutSecretsThatN8nEchoes() {
        n8n.stubFor(any(anyUrl())
                .willReturn(words(
                        400,
                        "key %1$s, header %2$s, key %1$s again".formatted(Clients.API_KEY, Clients.HEADER_SECRET))));

        assertEquals(
                "key ***, header ***, key *** again",
                failure(() -> client.workflow("abc")).reason());
    }

    @Test
    void blotsOutSecretsInTheTargetOfARedirect() {
        n8n.stubFor(any(anyUrl())
                .willReturn(temporaryRedirect(
                        "https://n8n.example.org/?key=" + Clients.API_KEY + "&cf=" + Clients.HEADER_SECRET)));

        assertEquals(
                "n8n_host redirects to https://n8n.example.org/?key=***&cf=***.",
                failure(() -> client.workflow("abc")).reason());
    }

    @Test
    void blotsOutASecretThatTheBoundWouldHaveCut() {
        n8n.stubFor(any(anyUrl()).willReturn(words(400, "x".repeat(2040) + Clients.API_KEY)));

        assertEquals(
                "x".repeat(2040) + "***", failure(() -> client.workflow("abc")).reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    400 | Workflow "Nightly" has no node to start the workflow - at least one trigger, poller or webhook node is required | true
                    400 | Workflow cannot be activated because it has no trigger node.                                                    | true
                    400 | request/body/nodes must be array                                                                               | false
                    500 | Workflow cannot be activated because it has no trigger node.                                                    | false
                    """)
    void recognizesThatATriggerIsMissing(int status, String words, boolean missing) {
        n8n.stubFor(any(anyUrl()).willReturn(words(status, words.replace("\"", "\\\""))));

        assertEquals(missing, failure(() -> client.activate("abc")).is(Refusal.NO_TRIGGER));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Unrecognized node type: n8n-nodes-base.nope            | n8n-nodes-base.nope
                    Cannot start: Unrecognized node type: @acme/n8n.x, sir | @acme/n8n.x,
                    Unrecognized key(s) in object: 'foo'                   |
                    """)
    void recognizesAnUnknownNodeType(String words, String type) {
        n8n.stubFor(any(anyUrl()).willReturn(words(400, words)));

        assertEquals(
                Optional.ofNullable(type), failure(() -> client.activate("abc")).unknownNodeType());
    }

    private static N8nException failure(Runnable call) {
        return assertThrows(N8nException.class, call::run);
    }

    /** How a write fails at an n8n that answers by the handler. */
    private static N8nException failureAt(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        try {
            N8nClient client =
                    Clients.client("http://localhost:" + server.getAddress().getPort());
            return failure(() -> client.activate("abc"));
        } finally {
            server.stop(0);
        }
    }

    private static byte[] spaces(int length) {
        byte[] spaces = new byte[length];
        Arrays.fill(spaces, (byte) ' ');
        return spaces;
    }

    private static Case told(String name, ResponseDefinitionBuilder answer, int status, String reason) {
        return new Case(name, answer, status, reason, Optional.empty());
    }

    private static Case told(String name, ResponseDefinitionBuilder answer, int status, String reason, String hint) {
        return new Case(name, answer, status, reason, Optional.of(hint));
    }

    private static Arguments scope(String scope, Consumer<N8nClient> call) {
        return Arguments.of(scope, call);
    }

    private static ResponseDefinitionBuilder words(int status, String message) {
        return json(status, message(message));
    }

    private static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body);
    }

    private static ResponseDefinitionBuilder html(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody("<!DOCTYPE html><html><body>nginx</body></html>");
    }
}
