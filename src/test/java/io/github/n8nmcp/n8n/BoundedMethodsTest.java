package io.github.n8nmcp.n8n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.n8nmcp.fixture.Clients;
import io.github.n8nmcp.http.Time;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods that ask n8n more than once, and their one time-out. */
@Timeout(20)
class BoundedMethodsTest {
    @RegisterExtension
    final WireMockExtension n8n = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @Test
    void endlessPagesOfTagsEndWithTheTimeOut() {
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/tags"))
                .willReturn(WireMock.okJson("{\"data\": [], \"nextCursor\": \"{{randomValue length=9}}\"}")
                        .withTransformers("response-template")
                        .withFixedDelay(50)));

        N8nException e = assertThrows(N8nException.class, () -> client(400).tags());

        assertEquals("Connection timeout after 400ms. Check n8n instance availability.", e.getMessage());
    }

    @Test
    void aCursorThatComesAgainEndsThePages() {
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/tags"))
                .willReturn(WireMock.okJson("{\"data\": [{\"id\": \"t\"}], \"nextCursor\": \"same\"}")));

        assertEquals(2, client(5_000).tags().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "7"})
    void tagsThatAreNoListAreAFailure(String data) {
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/tags"))
                .willReturn(WireMock.okJson("{\"data\": " + data + "}")));

        N8nException e = assertThrows(N8nException.class, () -> client(5_000).tags());

        assertTrue(e.getMessage().endsWith("n8n's answer is not a list of tags."), e.getMessage());
    }

    @Test
    void aMissingTagIsToldInN8nsWords() {
        n8n.stubFor(WireMock.put("/api/v1/workflows/abc/tags")
                .willReturn(WireMock.jsonResponse("{\"message\": \"Some tags not found\"}", 404)));

        N8nException e = assertThrows(N8nException.class, () -> client(5_000).replaceTags("abc", List.of("nope")));

        assertEquals("API call failed for instance 'production': Some tags not found", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"message\": \"x\"}", "[{\"id\": \"another\"}]"})
    void anAnswerThatIsNotTheListOfTheTagsIsAFailure(String body) {
        n8n.stubFor(WireMock.put("/api/v1/workflows/abc/tags").willReturn(WireMock.okJson(body)));

        N8nException e = assertThrows(N8nException.class, () -> client(5_000).replaceTags("abc", List.of("t")));

        assertTrue(e.getMessage().endsWith("n8n's answer is not the list of the workflow's tags."), e.getMessage());
        assertTrue(e.mayHaveActed());
    }

    private N8nClient client(int milliseconds) {
        return Clients.client(n8n.baseUrl(), Duration.ofMillis(milliseconds), Time.SYSTEM);
    }
}
