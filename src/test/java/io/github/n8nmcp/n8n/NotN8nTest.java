package io.github.n8nmcp.n8n;

import static io.github.n8nmcp.fixture.TestJson.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.fixture.Clients;
import io.github.n8nmcp.fixture.FakeTime;
import io.github.n8nmcp.fixture.TestInstance;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands before n8n is not taken for n8n, and the advice on a refused key comes from the key's own claims. */
class NotN8nTest {
    @RegisterExtension
    static final WireMockExtension n8n = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        html(401, "<html><title>Sign in to Acme</title>"),
                        "A login page or a proxy stands before n8n and answers in its place (HTTP 401, page 'Sign in to "
                                + "Acme').",
                        "headers"),
                Arguments.of(
                        html(401, "").withHeader("WWW-Authenticate", "Basic realm=\"ops\""),
                        "A server before n8n asks for a user name and a password (HTTP 401, Basic realm=\"ops\").",
                        "Authorization"),
                Arguments.of(
                        WireMock.jsonResponse("{\"message\": \"Unauthorized\"}", 401)
                                .withHeader("WWW-Authenticate", "Key realm=\"kong\""),
                        "A server before n8n asks for a login (HTTP 401, Key realm=\"kong\").",
                        "Authorization"),
                Arguments.of(
                        html(403, "<title>Just a moment...</title>").withHeader("cf-mitigated", "challenge"),
                        "Cloudflare, which stands before n8n, asks for a proof that a person calls, page 'Just a "
                                + "moment...'.",
                        "service token"),
                Arguments.of(
                        html(302, "").withHeader("Location", "https://acme.cloudflareaccess.com/cdn-cgi/access/login"),
                        "Cloudflare Access stands before n8n and answers in its place (HTTP 302).",
                        "headers"),
                Arguments.of(
                        html(400, "<title>400 The plain HTTP request was sent to HTTPS port</title>"),
                        "HOST speaks TLS only.",
                        "https://"),
                Arguments.of(
                        html(400, "Client sent an HTTP request to an HTTPS server.\n"),
                        "HOST speaks TLS only.",
                        "https://"),
                Arguments.of(
                        html(400, "<title>400 No required SSL certificate was sent</title>"),
                        "HOST asks for a client certificate, which this server cannot show (HTTP 400, page '400 No "
                                + "required SSL certificate was sent').",
                        "headers"),
                Arguments.of(
                        html(522, "<title>acme | 522: Connection timed out</title>"),
                        "Cloudflare cannot reach n8n (HTTP 522, page 'acme | 522: Connection timed out').",
                        "Check that n8n runs"),
                Arguments.of(
                        html(502, "<title>502 Bad\nGateway\u001b[31m</title>"),
                        "n8n is not available (HTTP 502, page '502 Bad Gateway\\u001b[31m').",
                        "Try again"),
                Arguments.of(
                        html(200, "<TITLE>Welcome</TITLE>"),
                        "Something else stands before n8n and answers in its place (HTTP 200, page 'Welcome').",
                        "n8n_host"),
                Arguments.of(html(404, "n8n is starting up. Please wait"), "n8n is starting up.", "Try again"));
    }

    private static ResponseDefinitionBuilder html(int status, String body) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody(body);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void whatStandsBeforeN8nIsNeverAMissingScopeOrKey(ResponseDefinitionBuilder answer, String reason, String advice) {
        n8n.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(answer));

        N8nException e = refusal(Clients.API_KEY);

        assertEquals(reason.replace("HOST", "localhost:" + n8n.getPort()), e.reason());
        assertTrue(e.advice().orElseThrow().contains(advice), e.advice()::toString);
        assertFalse((e.getMessage() + e.advice()).contains("scope"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"aud":"public-api","exp":1700000000} | The key has expired at 2023-11-14T22:13:20Z. Make a new key
            {"aud":"mcp-server-api"}              | The key is a token for n8n's own MCP server and not an API key. Make
            {"aud":"some thing"}                  | The key is not an API key: it is a token for 'some?thing'. Make
            {"aud":"public-api","exp":9999999999} | Make a new key
            no JSON                               | Make a new key
            """)
    void theAdviceOnARefusedKeyComesFromTheKeysOwnClaims(String claims, String advice) {
        n8n.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.jsonResponse(message("unauthorized"), 401)));
        String key = "e30." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".sig";

        N8nException e = refusal(key);

        assertEquals("Authentication failed. Check API key.", e.reason());
        assertTrue(e.advice().orElseThrow().startsWith(advice), e.advice()::toString);
        assertTrue(e.advice().orElseThrow().contains("is read when this server starts"), e.advice()::toString);
    }

    @Test
    void noPartOfTheKeyIsInTheTitleOfAPage() {
        n8n.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(html(403, "<title>No " + Clients.API_KEY + "</title>")));

        assertFalse(refusal(Clients.API_KEY).getMessage().contains(Clients.API_KEY));
    }

    private static N8nException refusal(String key) {
        Instance instance = TestInstance.at(n8n.baseUrl()).withKey(key).build();
        N8nClient client = Clients.client(instance, new FakeTime());
        return assertThrows(N8nException.class, () -> client.workflow("abc"));
    }
}
