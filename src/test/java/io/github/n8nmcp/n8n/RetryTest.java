package io.github.n8nmcp.n8n;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static io.github.n8nmcp.fixture.TestJson.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Named.named;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.n8nmcp.fixture.Clients;
import io.github.n8nmcp.fixture.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which calls are sent again, when, and how often. */
class RetryTest {
    /** Good for whatever is asked. */
    private static final String GOOD = """
            {"id": "abc", "name": "Nightly", "nodes": [], "connections": {}, "data": [], "executionId": "7"}
            """;

    private static final ObjectNode DEFINITION =
            JsonNodeFactory.instance.objectNode().put("name", "Nightly");
    private static final List<Duration> GROWING =
            List.of(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));

    @RegisterExtension
    static final WireMockExtension n8n = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final FakeTime time = new FakeTime();
    private final N8nClient client = Clients.client(n8n.baseUrl(), time);

    static Stream<Named<Consumer<N8nClient>>> reads() {
        return Stream.of(
                named("list", N8nClient::checkKey),
                named("read", client -> client.workflow("abc")),
                named("tags", N8nClient::tags));
    }

    static Stream<Named<Consumer<N8nClient>>> writes() {
        return Stream.of(
                named("create", client -> client.create(DEFINITION)),
                named("replace", client -> client.replace("abc", DEFINITION)),
                named("delete", client -> client.delete("abc")),
                named("activate", client -> client.activate("abc")),
                named("deactivate", client -> client.deactivate("abc")),
                named("execute", client -> client.execute("abc")));
    }

    static Stream<Named<Consumer<N8nClient>>> calls() {
        return Stream.concat(reads(), writes());
    }

    static Stream<Named<ResponseDefinitionBuilder>> passingFaults() {
        return Stream.of(
                named("429", status(429)),
                named("502", status(502)),
                named("503", status(503)),
                named("504", status(504)),
                named("broken off", fault(Fault.MALFORMED_RESPONSE_CHUNK)));
    }

    static Stream<Named<ResponseDefinitionBuilder>> faultsAfterWhichN8nMayHaveActed() {
        return Stream.of(
                named("502", status(502)),
                named("503", status(503)),
                named("504", status(504)),
                named("reset", fault(Fault.CONNECTION_RESET_BY_PEER)),
                named("closed", fault(Fault.EMPTY_RESPONSE)),
                named("broken off", fault(Fault.MALFORMED_RESPONSE_CHUNK)));
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void sendsAReadAgainAfterAPassingFault(ResponseDefinitionBuilder fault) {
        answers(fault, okJson(GOOD));

        assertEquals("abc", client.workflow("abc").id());
        assertEquals(GROWING.subList(0, 1), time.sleeps());
        n8n.verify(2, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void sendsAReadAtMost3TimesAgainWithGrowingPauses(ResponseDefinitionBuilder fault) {
        answers(fault);

        assertThrows(N8nException.class, () -> client.workflow("abc"));

        assertEquals(GROWING, time.sleeps());
        n8n.verify(4, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
    void sendsAReadAgainAfterABrokenConnection(Fault fault) {
        // Twice, since the client of some JDKs itself tries a read a second time, without a pause.
        answers(fault(fault), fault(fault), okJson(GOOD));

        assertEquals("abc", client.workflow("abc").id());
        assertFalse(time.sleeps().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE"})
    void givesUpAReadWhoseConnectionBreaksTimeAndAgain(Fault fault) {
        answers(fault(fault));

        assertThrows(N8nException.class, () -> client.workflow("abc"));

        assertEquals(GROWING, time.sleeps());
    }

    @ParameterizedTest
    @MethodSource("reads")
    void sendsEveryReadAgain(Consumer<N8nClient> read) {
        answers(status(503), okJson(GOOD));

        read.accept(client);

        n8n.verify(2, anyRequestedFor(anyUrl()));
    }

    @Test
    void reportsTheLastFault() {
        answers(status(502), status(503), status(429), status(504));

        N8nException e = assertThrows(N8nException.class, () -> client.workflow("abc"));

        assertTrue(e.hasStatus(504));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void sendsAnythingAgainThatN8nDidNotLetIn(Consumer<N8nClient> call) {
        answers(status(429), status(429), status(429), okJson(GOOD));

        call.accept(client);

        assertEquals(GROWING, time.sleeps());
        n8n.verify(4, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void sendsAnythingAgainOnceSomebodyListens(Consumer<N8nClient> call) {
        WireMockServer late = new WireMockServer(wireMockConfig().port(Clients.closedPort()));
        FakeTime starting = new FakeTime(() -> {
            late.start();
            late.stubFor(any(anyUrl()).willReturn(okJson(GOOD)));
        });
        try {
            call.accept(Clients.client("http://localhost:" + late.getOptions().portNumber(), starting));

            assertEquals(GROWING.subList(0, 1), starting.sleeps());
            late.verify(1, anyRequestedFor(anyUrl()));
        } finally {
            late.stop();
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void triesARefusedConnectionAtMost3TimesAgain(Consumer<N8nClient> call) {
        N8nClient client = Clients.client("http://localhost:" + Clients.closedPort(), time);

        assertThrows(N8nException.class, () -> call.accept(client));

        assertEquals(GROWING, time.sleeps());
    }

    @ParameterizedTest
    @MethodSource("faultsAfterWhichN8nMayHaveActed")
    void neverRepeatsWhatN8nMayHaveDone(ResponseDefinitionBuilder fault) {
        answers(fault);

        writes().forEach(write ->
                assertThrows(N8nException.class, () -> write.getPayload().accept(client), write::getName));

        assertEquals(List.of(), time.sleeps());
        n8n.verify((int) writes().count(), anyRequestedFor(anyUrl()));
    }

    @Test
    void neverRepeatsAWriteWhenN8nHangsUpOnAConnectionUsedBefore() {
        answers(okJson(GOOD), fault(Fault.EMPTY_RESPONSE));
        client.workflow("abc");

        assertThrows(N8nException.class, () -> client.activate("abc"));

        n8n.verify(2, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 413, 500, 501})
    void neverRepeatsWhatN8nRefused(int status) {
        answers(status(status));

        assertThrows(N8nException.class, () -> client.workflow("abc"));
        assertThrows(N8nException.class, () -> client.replace("abc", DEFINITION));

        assertEquals(List.of(), time.sleeps());
        n8n.verify(2, anyRequestedFor(anyUrl()));
    }

    @Test
    void neverRepeatsWhatCannotBeRead() {
        answers(okJson("not JSON"));

        assertThrows(N8nException.class, () -> client.workflow("abc"));

        n8n.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void neverLooksTwiceForAnUnknownHost() {
        N8nClient client = Clients.client("http://does-not-exist.invalid", time);

        assertThrows(N8nException.class, () -> client.workflow("abc"));

        assertEquals(List.of(), time.sleeps());
    }

    @Test
    void neverTriesTwiceForASecureConnection() {
        N8nClient client = Clients.client(n8n.baseUrl().replace("http:", "https:"), time);

        assertThrows(N8nException.class, () -> client.workflow("abc"));

        assertEquals(List.of(), time.sleeps());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "Sun, 22 Nov 2026 08:00:07 GMT"})
    void waitsAsLongAsN8nAsks(String retryAfter) {
        answers(status(429).withHeader("Retry-After", retryAfter), okJson(GOOD));

        client.activate("abc");

        assertEquals(List.of(Duration.ofSeconds(7)), time.sleeps());
        n8n.verify(2, anyRequestedFor(anyUrl()));
    }

    @Test
    void failsAtOnceWhereN8nAsksForMoreTimeThanThereIs() {
        answers(status(429).withHeader("Retry-After", "30"));

        N8nException e = assertThrows(N8nException.class, () -> client.workflow("abc"));

        assertTrue(e.hasStatus(429));
        assertEquals(List.of(), time.sleeps());
        n8n.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void stopsTryingBeforeTheTimeIsUp() {
        answers(status(503).withHeader("Retry-After", "11"));

        N8nException e = assertThrows(N8nException.class, () -> client.workflow("abc"));

        // A third pause would end after 33 of the 30 seconds.
        assertTrue(e.hasStatus(503));
        assertEquals(List.of(Duration.ofSeconds(11), Duration.ofSeconds(11)), time.sleeps());
        n8n.verify(3, anyRequestedFor(anyUrl()));
    }

    /** One answer after the other; the last one stays. */
    private static void answers(ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            n8n.stubFor(any(anyUrl())
                    .inScenario("answers")
                    .whenScenarioStateIs(i == 0 ? STARTED : String.valueOf(i))
                    .willReturn(answers[i])
                    .willSetStateTo(i == answers.length - 1 ? null : String.valueOf(i + 1)));
        }
    }

    private static ResponseDefinitionBuilder status(int status) {
        return jsonResponse(message("no"), status);
    }

    private static ResponseDefinitionBuilder fault(Fault fault) {
        return aResponse().withHeader("Content-Type", "application/json").withFault(fault);
    }
}
