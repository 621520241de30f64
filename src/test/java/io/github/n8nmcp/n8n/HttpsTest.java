package io.github.n8nmcp.n8n;

import static io.github.n8nmcp.fixture.TestJson.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.fixture.Certificates;
import io.github.n8nmcp.fixture.Clients;
import io.github.n8nmcp.fixture.FakeTime;
import io.github.n8nmcp.fixture.TestInstance;
import io.github.n8nmcp.workflow.TriggerRequest;
import io.github.n8nmcp.workflow.Webhook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An n8n behind TLS with a certificate of a private CA. */
class HttpsTest {
    private static final String WORKFLOW = """
            {"id":"abc","name":"Nightly","connections":{},"nodes":[]}""";

    @TempDir
    private static Path folder;

    private static WireMockServer n8n;
    private static Path caFile;

    @BeforeAll
    static void start() throws Exception {
        Certificates certificates = new Certificates(folder).selfSigned("n8n", "-ext", "SAN=dns:localhost");
        caFile = certificates.pem("n8n");
        n8n = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(certificates.store().toString())
                .keystorePassword(Certificates.PASSWORD)
                .keyManagerPassword(Certificates.PASSWORD)
                .keystoreType("PKCS12"));
        n8n.start();
    }

    @AfterAll
    static void stop() {
        n8n.stop();
    }

    @BeforeEach
    void answer() {
        n8n.resetAll();
        n8n.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson(WORKFLOW)));
    }

    @Test
    void isReachedByWhatItsCaFileTrustsAndByHttp2WhereItIsOffered() {
        N8nClient client = client(https(), https() + "/webhook");

        assertEquals(json(WORKFLOW), client.workflow("abc").json());

        assertEquals(List.of("HTTP/2.0 https"), requests());
    }

    @Test
    void plainHttpIsNotOfferedAnUpgrade() {
        client(http(), http() + "/webhook").workflow("abc");

        assertEquals(List.of("HTTP/1.1 http"), requests());
        n8n.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()).withHeader("Upgrade", WireMock.matching(".*")));
    }

    @Test
    void webhooksMayBeBehindTlsWhereTheApiIsNotAndTheOtherWayRound() {
        Webhook webhook = new Webhook("Webhook", List.of("POST"), "orders", "none");
        TriggerRequest request = webhook.request(JsonNodeFactory.instance.objectNode());
        JsonNode encrypted = client(http(), https() + "/webhook")
                .webhooks()
                .call(request, Map.of())
                .body();
        client(https(), http() + "/webhook").webhooks().call(request, Map.of());
        client(http(), https() + "/webhook").workflow("abc");

        assertEquals(json(WORKFLOW), encrypted);
        assertEquals(List.of("HTTP/2.0 https", "HTTP/1.1 http", "HTTP/1.1 http"), requests());
        n8n.verify(0, WireMock.anyRequestedFor(WireMock.anyUrl()).withHeader("Upgrade", WireMock.matching(".*")));
    }

    private static String http() {
        return "http://localhost:" + n8n.port();
    }

    private static String https() {
        return "https://localhost:" + n8n.httpsPort();
    }

    private static N8nClient client(String host, String webhooks) {
        Instance instance =
                TestInstance.at(host).withWebhooksAt(webhooks).trusting(caFile).build();
        return Clients.client(instance, new FakeTime());
    }

    /** Protocol and scheme of each request, the oldest first. */
    private static List<String> requests() {
        Stream<String> newestFirst = n8n.getAllServeEvents().stream()
                .map(event -> event.getRequest().getProtocol() + " "
                        + event.getRequest().getScheme());
        List<String> requests = new ArrayList<>(newestFirst.toList());
        Collections.reverse(requests);
        return requests;
    }
}
