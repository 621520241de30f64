package io.github.n8nmcp.n8n;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.github.n8nmcp.fixture.Clients;
import io.github.n8nmcp.fixture.FakeTime;
import io.github.n8nmcp.fixture.TestJson;
import io.github.n8nmcp.workflow.WorkflowSummary;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What n8n is sent for each call, and what the caller gets for n8n's answer. */
class N8nClientTest {
    private static final String EMPTY_PAGE = """
            {"data": [], "nextCursor": null}
            """;

    private static final String WORKFLOW = """
            {"id": "abc", "name": "Nightly", "active": false, "nodes": [{"name": "Start"}], "connections": {}, "newInN8n9": [1.0, null]}
            """;
    private static final String DEFINITION = """
            {"name": "Nightly", "nodes": [{"name": "Start"}], "connections": {}, "settings": {}}
            """;
    private static final String NOT_FOUND = """
            {"message": "Not Found"}
            """;

    @RegisterExtension
    static final WireMockExtension n8n = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final FakeTime time = new FakeTime();
    private final N8nClient client = Clients.client(n8n.baseUrl(), time);

    @Test
    void readsAWorkflow() {
        answers(okJson(WORKFLOW));

        ObjectNode workflow = client.workflow("abc").json();

        assertEquals(json(WORKFLOW), workflow);
        onlySent(withoutBody(getRequestedFor(urlEqualTo("/api/v1/workflows/abc"))));
    }

    @Test
    void passesAWorkflowOnAsTextWithoutWhatNoCallerShouldSee() {
        String fromN8n = """
                {"id":"abc","shared":[{"project":{"name":"Olive <o@example.com>"}}],"name":"☾ 😀 \\ud83d",
                "connections":{},"nodes":[{"shared":1}],"newInN8n9":[1.50,1e400,null,{}],"activeVersion":{"nodes":[{}]}}""".replace("\n", "");
        answers(okJson(fromN8n));

        String workflow = new String(client.workflowJson("abc"), StandardCharsets.UTF_8);

        String expected = """
                {"id":"abc","name":"☾ 😀 \\uD83D","newInN8n9":[1.50,1e400,null,{}],"connections":{},"nodes":[{"shared":1}]}""";
        assertEquals(expected, workflow);
        onlySent(withoutBody(getRequestedFor(urlEqualTo("/api/v1/workflows/abc"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "\"text\""})
    void whatIsNoObjectIsNoWorkflow(String body) {
        answers(okJson(body));

        assertThrows(N8nException.class, () -> client.workflowJson("abc"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": \"1\"} garbage", "{\"id\": \"1\"} {\"other\": 1}", "{\"id\": \"1\"}]"})
    void whatHasMoreBehindItIsNoWorkflow(String body) {
        answers(okJson(body));

        assertThrows(N8nException.class, () -> client.workflow("abc"));
        assertThrows(N8nException.class, () -> client.workflowJson("abc"));
    }

    @Test
    void anAnswerThatIsCalledCompressedAndIsNotIsReadAsItIs() {
        answers(okJson(WORKFLOW).withHeader("Content-Encoding", "gzip"));
        assertEquals(json(WORKFLOW), client.workflow("abc").json());

        answers(jsonResponse("", 404).withHeader("Content-Encoding", "gzip"));
        assertTrue(
                assertThrows(N8nException.class, () -> client.workflow("abc")).hasStatus(404));
    }

    @Test
    void readsACompressedAnswer() throws Exception {
        answers(okJson("").withBody(gzip(WORKFLOW)).withHeader("Content-Encoding", "gzip"));

        assertEquals(json(WORKFLOW), client.workflow("abc").json());
    }

    @Test
    void compressedAnswersLeaveTheirConnectionForTheNextCall() throws Exception {
        try (ServerSocket oneConnection = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerTwice(oneConnection));
            server.start();
            N8nClient client = Clients.client("http://127.0.0.1:" + oneConnection.getLocalPort(), time);

            assertEquals(json(WORKFLOW), client.workflow("abc").json());
            assertEquals(json(WORKFLOW), json(new String(client.workflowJson("abc"), StandardCharsets.UTF_8)));

            server.join();
        }
    }

    /** The end of each answer comes in a packet of its own. A second connection would wait for ever. */
    private static void answerTwice(ServerSocket server) {
        try (Socket connection = server.accept()) {
            connection.setTcpNoDelay(true);
            BufferedReader requests =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = connection.getOutputStream();
            for (int i = 0; i < 2; i++) {
                for (String line = requests.readLine(); !line.isEmpty(); ) {
                    line = requests.readLine();
                }
                byte[] body = gzip(WORKFLOW.strip());
                out.write(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                out.write((Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(body);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCompressedAnswerIsBoundedByWhatComesOutOfIt() throws Exception {
        answers(okJson("").withBody(gzip(" ".repeat(65 << 20) + WORKFLOW)).withHeader("Content-Encoding", "gzip"));

        N8nException e = assertThrows(N8nException.class, () -> client.workflow("abc"));
        assertTrue(e.reason().contains("64 MB"), e.reason());
    }

    @Test
    void asksForCompressionWhereTheAnswerLeavesTheMachine() {
        answers(okJson(WORKFLOW));

        client.workflow("abc");
        // An address of this machine that does not look like one.
        Clients.client("http://[::ffff:127.0.0.1]:" + n8n.getPort(), time).workflow("abc");

        n8n.verify(1, anyRequestedFor(anyUrl()).withoutHeader("Accept-Encoding"));
        n8n.verify(1, anyRequestedFor(anyUrl()).withHeader("Accept-Encoding", equalTo("gzip")));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void createsAWorkflow() {
        answers(okJson(WORKFLOW));

        ObjectNode created = client.create(TestJson.object(DEFINITION)).json();

        assertEquals(json(WORKFLOW), created);
        onlySent(withBody(postRequestedFor(urlEqualTo("/api/v1/workflows")), DEFINITION));
    }

    @Test
    void replacesAWorkflow() {
        answers(okJson(WORKFLOW));

        ObjectNode stored = client.replace("abc", TestJson.object(DEFINITION)).json();

        assertEquals(json(WORKFLOW), stored);
        onlySent(withBody(putRequestedFor(urlEqualTo("/api/v1/workflows/abc")), DEFINITION));
    }

    @Test
    void deletesAWorkflow() {
        answers(okJson(WORKFLOW));

        ObjectNode deleted = client.delete("abc").json();

        assertEquals(json(WORKFLOW), deleted);
        onlySent(withoutBody(deleteRequestedFor(urlEqualTo("/api/v1/workflows/abc"))));
    }

    @Test
    void activatesAWorkflow() {
        answers(okJson(WORKFLOW));

        ObjectNode activated = client.activate("abc").json();

        assertEquals(json(WORKFLOW), activated);
        onlySent(withBody(postRequestedFor(urlEqualTo("/api/v1/workflows/abc/activate")), "{}"));
    }

    @Test
    void deactivatesAWorkflow() {
        answers(okJson(WORKFLOW));

        ObjectNode deactivated = client.deactivate("abc").json();

        assertEquals(json(WORKFLOW), deactivated);
        onlySent(withBody(postRequestedFor(urlEqualTo("/api/v1/workflows/abc/deactivate")), "{}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    t1    | [{"id": "t1"}]
                    ''    | []
                    """)
    void givesAWorkflowExactlyTheTags(String tagIds, String body) {
        String tags = """
                [{"id": "t1", "name": "nightly"}]
                """;
        answers(okJson(tags));

        var stored = client.replaceTags(
                "abc", Stream.of(tagIds.split(",")).filter(id -> !id.isEmpty()).toList());

        assertEquals(json(tags), stored);
        onlySent(withBody(putRequestedFor(urlEqualTo("/api/v1/workflows/abc/tags")), body));
    }

    @Test
    void listsWorkflowsAPageAtATime() {
        String pageOfOne = """
                {"data": [{"id": "abc", "name": "Nightly", "active": true}], "nextCursor": "more"}
                """;
        answers(okJson(pageOfOne));

        WorkflowPage<WorkflowSummary> page = client.workflows(query(List.of(), null, null), WorkflowSummary::read);

        assertEquals("abc", page.workflows().get(0).json().path("id").asText());
        assertEquals(Optional.of("more"), page.nextCursor());
        onlySent(withoutBody(getRequestedFor(urlEqualTo("/api/v1/workflows?limit=100&excludePinnedData=true"))));
    }

    @Test
    void checksTheKeyWithTheSmallestPage() {
        answers(okJson(EMPTY_PAGE));

        client.checkKey();

        onlySent(withoutBody(getRequestedFor(urlEqualTo("/api/v1/workflows?limit=1&excludePinnedData=true"))));
    }

    @Test
    void addsTheHeadersOfTheInstanceToCallsWithAndWithoutBody() {
        answers(okJson(WORKFLOW));

        client.workflow("abc");
        client.activate("abc");

        n8n.verify(2, anyRequestedFor(anyUrl()).withHeader("CF-Access-Client-Secret", equalTo(Clients.HEADER_SECRET)));
    }

    @Test
    void offersNoOtherProtocolOverPlainHttp() {
        answers(okJson(WORKFLOW));

        client.workflow("abc");

        onlySent(getRequestedFor(anyUrl()).withHeader("Upgrade", absent()).withHeader("HTTP2-Settings", absent()));
    }

    /** Behind a proxy such an id may lead anywhere. It is refused before it comes here, and never sent. */
    @ParameterizedTest
    @ValueSource(
            strings = {"../users", "a/b", "..", ".", "", "a b", "%2e%2e", "..\\\\users", "a?b", "a#b", "naïve", "a;b"})
    void neverMakesAPathOfWhatIsNoId(String id) {
        assertThrows(IllegalArgumentException.class, () -> client.workflow(id));
        assertThrows(IllegalArgumentException.class, () -> client.activate(id));
        assertThrows(IllegalArgumentException.class, () -> client.replaceTags(id, List.of()));
        assertThrows(IllegalArgumentException.class, () -> client.delete(id));

        n8n.verify(0, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../users", "", "a/b"})
    void anIdOfANewWorkflowThatIsNoneIsNotBelieved(String id) {
        answers(okJson(WORKFLOW.replace("abc", id)));

        N8nException e = assertThrows(N8nException.class, () -> client.create(TestJson.object(DEFINITION)));

        assertEquals("n8n's answer is not the new workflow.", e.reason());
        assertTrue(e.mayHaveActed());
    }

    @Test
    void anIdOfAnOldInstanceMayBeANumber() {
        answers(okJson(WORKFLOW.replace("\"abc\"", "12")));

        assertEquals("12", client.workflow("12").id());
        assertEquals(
                12,
                json(new String(client.workflowJson("12"), StandardCharsets.UTF_8))
                        .path("id")
                        .asInt());
    }

    @Test
    void callsAnN8nBelowASubPath() {
        answers(okJson(WORKFLOW));

        Clients.client(n8n.baseUrl() + "/tools/n8n").workflow("abc");

        onlySent(getRequestedFor(urlEqualTo("/tools/n8n/api/v1/workflows/abc")));
    }

    static Stream<Arguments> queries() {
        return Stream.of(
                Arguments.of(query(List.of(), null, null), ""),
                Arguments.of(query(List.of("nightly"), null, null), "&tags=nightly"),
                Arguments.of(query(List.of("a b", "c&d", "é"), null, null), "&tags=a%20b%2Cc%26d%2C%C3%A9"),
                Arguments.of(query(List.of("x,y", "z"), null, null), "&tags=z"),
                Arguments.of(query(List.of("x,y"), null, null), ""),
                Arguments.of(query(List.of(), "50% + more #1", null), "&name=50%25%20%2B%20more%20%231"),
                Arguments.of(query(List.of(), null, "eyJsaW1pdCI6Mn0+/=="), "&cursor=eyJsaW1pdCI6Mn0%2B%2F%3D%3D"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void asksForWorkflowsThatMatch(WorkflowQuery query, String parameters) {
        answers(okJson(EMPTY_PAGE));

        client.workflows(query, WorkflowSummary::read);

        onlySent(getRequestedFor(urlEqualTo("/api/v1/workflows?limit=100&excludePinnedData=true" + parameters)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asksForActiveOrInactiveWorkflows(boolean active) {
        answers(okJson(EMPTY_PAGE));

        client.workflows(
                new WorkflowQuery(Optional.of(active), List.of(), Optional.empty(), 250, Optional.empty()),
                WorkflowSummary::read);

        onlySent(getRequestedFor(urlEqualTo("/api/v1/workflows?limit=250&excludePinnedData=true&active=" + active)));
    }

    @Test
    void followsCursorsToAllTags() {
        String firstPage = """
                {"data": [{"id": "t1", "name": "nightly"}], "nextCursor": "a=="}
                """;
        n8n.stubFor(get(urlEqualTo("/api/v1/tags?limit=250")).willReturn(okJson(firstPage)));
        String secondPage = """
                {"data": [{"id": "t2", "name": "hourly"}], "nextCursor": "b"}
                """;
        n8n.stubFor(get(urlEqualTo("/api/v1/tags?limit=250&cursor=a%3D%3D")).willReturn(okJson(secondPage)));
        String lastPage = """
                {"data": [{"id": "t3", "name": "weekly"}], "nextCursor": null}
                """;
        n8n.stubFor(get(urlEqualTo("/api/v1/tags?limit=250&cursor=b")).willReturn(okJson(lastPage)));

        String allTags = """
                [{"id": "t1", "name": "nightly"}, {"id": "t2", "name": "hourly"}, {"id": "t3", "name": "weekly"}]
                """;
        assertEquals(json(allTags), client.tags());
        n8n.verify(3, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"data": [], "nextCursor": ""}
            {"data": [], "nextCursor": null}
            {"data": []}
            """)
    void endsTheTagsWhereNoCursorLeadsOn(String lastPage) {
        answers(okJson(lastPage));

        assertEquals(json("[]"), client.tags());
        onlySent(withoutBody(getRequestedFor(urlEqualTo("/api/v1/tags?limit=250"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"executionId": 1, "waitingForWebhook": false}
            {"executionId": "1", "waitingForWebhook": true}
            {}
            """)
    void startsARunWhereN8nCan(String run) {
        answers(okJson(run));

        assertEquals(Optional.of(json(run)), client.execute("abc"));
        onlySent(withBody(postRequestedFor(urlEqualTo("/api/v1/workflows/abc/execute")), "{}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    404 | {"message": "not found"}
                    405 | {"message": "POST method not allowed"}
                    """)
    void remembersThatAnN8nCannotStartRuns(int status, String words) {
        n8n.stubFor(post(anyUrl()).willReturn(jsonResponse(words, status)));
        n8n.stubFor(get(urlEqualTo("/api/v1/workflows/abc")).willReturn(okJson(WORKFLOW)));

        assertEquals(Optional.empty(), client.execute("abc"));
        assertEquals(Optional.empty(), client.execute("another"));

        n8n.verify(1, postRequestedFor(anyUrl()));
        n8n.verify(1, getRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405})
    void distinguishesAMissingWorkflowFromAMissingEndpoint(int status) {
        n8n.stubFor(post(anyUrl()).willReturn(jsonResponse(NOT_FOUND, status)));
        n8n.stubFor(get(anyUrl()).willReturn(jsonResponse(NOT_FOUND, 404)));

        N8nException e = assertThrows(N8nException.class, () -> client.execute("gone"));

        assertEquals("API call failed for instance 'production': Workflow 'gone' not found.", e.getMessage());
        assertTrue(e.hasStatus(404));
    }

    @Test
    void asksAgainWhetherRunsCanBeStartedAfterAMissingWorkflow() {
        n8n.stubFor(any(urlEqualTo("/api/v1/workflows/gone")).willReturn(jsonResponse(NOT_FOUND, 404)));
        n8n.stubFor(post(urlEqualTo("/api/v1/workflows/gone/execute")).willReturn(jsonResponse(NOT_FOUND, 404)));
        String startedRun = """
                {"executionId": "7"}
                """;
        n8n.stubFor(post(urlEqualTo("/api/v1/workflows/abc/execute")).willReturn(okJson(startedRun)));

        assertThrows(N8nException.class, () -> client.execute("gone"));

        assertEquals(
                "7", client.execute("abc").orElseThrow().path("executionId").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    400 | Workflow has no trigger node                | Workflow has no trigger node
                    401 | unauthorized                                | Authentication failed. Check API key.
                    403 | Forbidden                                   | Forbidden
                    500 | Failed to start the run                     | Failed to start the run
                    """)
    void passesOnWhyN8nDidNotStartARun(int status, String words, String reason) {
        String refusal = """
                {"message": "%s"}
                """.formatted(words);
        n8n.stubFor(post(anyUrl()).willReturn(jsonResponse(refusal, status)));

        N8nException e = assertThrows(N8nException.class, () -> client.execute("abc"));

        assertEquals("API call failed for instance 'production': " + reason, e.getMessage());
        assertTrue(e.hasStatus(status));
        onlySent(postRequestedFor(urlEqualTo("/api/v1/workflows/abc/execute")));
    }

    @Test
    void waitsUntilAWorkflowIsUnpublishedAndThenDeletesIt() {
        n8n.stubFor(delete(anyUrl())
                .inScenario("unpublishing")
                .willReturn(jsonResponse(
                        message("Workflow is still being unpublished. Please try again in a few moments."), 409))
                .willSetStateTo("unpublished"));
        n8n.stubFor(delete(anyUrl())
                .inScenario("unpublishing")
                .whenScenarioStateIs("unpublished")
                .willReturn(okJson(WORKFLOW)));

        assertEquals(json(WORKFLOW), client.deleteOnceUnpublished("abc").json());

        n8n.verify(2, deleteRequestedFor(urlEqualTo("/api/v1/workflows/abc")));
        assertFalse(time.sleeps().isEmpty());
    }

    @Test
    @Timeout(20)
    void givesUpDeletingAWorkflowThatStaysPublishedWhenTheTimeIsUp() {
        answers(jsonResponse(message("Cannot delete a published workflow. Unpublish it before deleting."), 409));

        N8nException e = assertThrows(N8nException.class, () -> client.deleteOnceUnpublished("abc"));

        assertTrue(e.is(Refusal.PUBLISHED));
        assertTrue(time.nanos() < Duration.ofSeconds(30).toNanos());
        assertTrue(time.nanos() > Duration.ofSeconds(20).toNanos());
    }

    @Test
    void deletesOnlyOnceWhereTheConflictIsAnother() {
        answers(jsonResponse(message("Workflow is locked"), 409));

        N8nException e = assertThrows(N8nException.class, () -> client.deleteOnceUnpublished("abc"));

        assertEquals("Workflow is locked", e.reason());
        onlySent(deleteRequestedFor(urlEqualTo("/api/v1/workflows/abc")));
    }

    @Test
    void readsTheAbilitiesOfANewN8nFromItsDiscovery() {
        String discovery = """
                {"data": {"endpoints": [
                  {"path": "/api/v1/workflows/{id}/activate"},
                  {"path": "/api/v1/workflows/{id}/publish"},
                  {"path": "/api/v1/executions/{id}/tags"}]}}
                """;
        n8n.stubFor(get(urlEqualTo("/api/v1/discover")).willReturn(okJson(discovery)));

        assertEquals(List.of("activate", "publish"), client.optionalEndpoints());
    }

    @Test
    void readsTheAbilitiesOfAnOldN8nFromItsSpecification() {
        n8n.stubFor(get(urlEqualTo("/api/v1/discover")).willReturn(jsonResponse(NOT_FOUND, 404)));
        String specification = """
                paths:
                  /workflows/{id}/activate:
                    post: {}
                  /workflows/{id}/tags:
                    get: {}
                """;
        n8n.stubFor(get(urlEqualTo("/api/v1/openapi.yml")).willReturn(okForContentType("text/yaml", specification)));

        assertEquals(List.of("activate", "tags"), client.optionalEndpoints());
    }

    private static WorkflowQuery query(List<String> tags, String name, String cursor) {
        return new WorkflowQuery(Optional.empty(), tags, Optional.ofNullable(name), 100, Optional.ofNullable(cursor));
    }

    private static void answers(ResponseDefinitionBuilder answer) {
        n8n.stubFor(any(anyUrl()).willReturn(answer));
    }

    private static void onlySent(RequestPatternBuilder request) {
        n8n.verify(1, request);
        n8n.verify(1, anyRequestedFor(anyUrl()));
    }

    private static RequestPatternBuilder withoutBody(RequestPatternBuilder request) {
        return withHeaders(request).withHeader("Content-Type", absent()).withRequestBody(absent());
    }

    private static RequestPatternBuilder withBody(RequestPatternBuilder request, String body) {
        return withHeaders(request)
                .withHeader("Content-Type", equalTo("application/json"))
                .withRequestBody(equalToJson(body));
    }

    private static RequestPatternBuilder withHeaders(RequestPatternBuilder request) {
        return request.withHeader("X-N8N-API-KEY", equalTo(Clients.API_KEY))
                .withHeader("Accept", equalTo("application/json"));
    }
}
