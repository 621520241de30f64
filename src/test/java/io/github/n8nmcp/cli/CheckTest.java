package io.github.n8nmcp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.n8nmcp.config.Config;
import io.github.n8nmcp.config.ErrorStyle;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.fixture.TestInstance;
import io.github.n8nmcp.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code --check} tells of the configured instances. */
class CheckTest {
    private static final String KEY = "n8n_api_0123456789abcdef";
    private static final String ESCAPE = "\u001b";

    @RegisterExtension
    final WireMockExtension n8n = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private int exitCode;

    @BeforeEach
    void configure() {
        instance("production", n8n.baseUrl(), true);
        instance("refused", n8n.baseUrl() + "/refused", false);
        instance("closed", "http://127.0.0.1:1", false);
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows"))
                .willReturn(WireMock.okJson("{\"data\": [], \"nextCursor\": null}")));
        String discovery = """
                {"data": {"paths": ["/api/v1/workflows/{id}/activate", "/api/v1/workflows/{id}/archive"]}}""";
        n8n.stubFor(WireMock.get("/api/v1/discover").willReturn(WireMock.okJson(discovery)));
        n8n.stubFor(WireMock.any(WireMock.urlPathMatching("/refused/.*"))
                .willReturn(WireMock.jsonResponse("{\"message\": \"unauthorized\"}", 401)));
    }

    @Test
    void thePlainTableHasALineForEachInstanceInTheirOrder() {
        List<String> lines = run(Check.Style.PLAIN).lines().toList();

        assertEquals(1, exitCode);
        assertEquals(4, lines.size(), lines.toString());
        assertTrue(lines.get(0).matches("INSTANCE +URL +REACHED +KEY +LATENCY +THE API CAN +NOTE"), lines.get(0));
        assertTrue(
                lines.get(1)
                        .matches(
                                "production \\(default\\) +http\\S+ +yes +accepted +\\d+ ms +activate, archive +read-only"),
                lines.get(1));
        assertTrue(
                lines.get(2).matches("refused +http\\S+/refused +yes +refused +Authentication failed.*"), lines.get(2));
        assertTrue(lines.get(3).matches("closed +http://127.0.0.1:1 +no +\\? +Connection refused.*"), lines.get(3));
        assertEquals(lines.get(0).indexOf("KEY"), lines.get(1).indexOf("accepted"));
        assertFalse(lines.toString().contains(ESCAPE));
    }

    @Test
    void theColouredTableIsThePlainOneWithGoodLinesGreenAndBadOnesRed() {
        instances.remove("production");
        String plain = run(Check.Style.PLAIN);
        String coloured = run(Check.Style.COLOURED);

        assertEquals(plain, coloured.replaceAll(ESCAPE + "\\[\\d+m", ""));
        assertEquals(
                2,
                coloured.lines()
                        .filter(line -> line.startsWith(ESCAPE + "[31m"))
                        .count());
        instances.remove("refused");
        instances.remove("closed");
        instance("production", n8n.baseUrl(), false);
        assertEquals(
                1,
                run(Check.Style.COLOURED)
                        .lines()
                        .filter(line -> line.startsWith(ESCAPE + "[32m"))
                        .count());
        assertEquals(0, exitCode);
    }

    @Test
    void theJsonSaysTheSame() throws Exception {
        JsonNode answer = Json.tree(run(Check.Style.JSON));

        assertFalse(answer.path("ok").asBoolean(true));
        JsonNode production = answer.at("/instances/0");
        assertTrue(production.path("latencyMs").isIntegralNumber());
        String expected = """
                {"name": "production", "default": true, "url": "%s", "readOnly": true, "reached": true,
                 "key": "accepted", "latencyMs": %s, "abilities": ["activate", "archive"], "note": "read-only"}
                """.formatted(n8n.baseUrl(), production.path("latencyMs"));
        assertEquals(Json.tree(expected), production);
        assertEquals("refused", answer.at("/instances/1/key").asText());
        assertFalse(answer.at("/instances/2/reached").asBoolean(true));
        assertEquals(3, answer.path("instances").size());
    }

    private void instance(String name, String host, boolean readOnly) {
        instances.put(
                name,
                TestInstance.at(host)
                        .named(name)
                        .withKey(KEY)
                        .withTimeout(Duration.ofSeconds(5))
                        .readOnly(readOnly)
                        .build());
    }

    private String run(Check.Style style) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Config config =
                new Config("a test", instances, "production", ErrorStyle.AUTO, true, Optional.empty(), List.of());
        exitCode = Check.run(config, style, new PrintStream(out, true, StandardCharsets.UTF_8));
        String printed = out.toString(StandardCharsets.UTF_8);
        assertFalse(printed.contains(KEY), printed);
        return printed;
    }
}
