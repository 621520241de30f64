package io.github.n8nmcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The envelope of MCP 2026-07-28, chosen by each message, and what stays as it was without it. */
class StatelessRevisionTest {
    private static final String META = """
            "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28",
                      "io.modelcontextprotocol/clientCapabilities": {}}""";

    private final Answering service = new Answering();

    @Test
    void discoveryNamesVersionsCapabilitiesAndInstructions() throws Exception {
        String expected = """
                {"jsonrpc": "2.0", "id": "d", "result": {
                   "supportedVersions": ["2026-07-28"], "capabilities": {"tools": {}},
                   "instructions": "Be kind.", "ttlMs": 3600000, "cacheScope": "private",
                   "resultType": "complete",
                   "_meta": {"io.modelcontextprotocol/serverInfo": {"name": "a server", "version": "1.2.3"}}}}""";
        assertEquals(
                Served.JSON.readTree(expected),
                serve(request("\"d\"", "server/discover", META)).get(0));
    }

    @Test
    void aListOfToolsMayBeKeptForAWhileByThisUserOnly() throws Exception {
        JsonNode result = serve(request("1", "tools/list", META)).get(0).path("result");

        assertEquals("complete", result.path("resultType").asText());
        assertEquals(3_600_000, result.path("ttlMs").asInt());
        assertEquals("private", result.path("cacheScope").asText());
        assertEquals(
                "a server",
                result.at("/_meta/io.modelcontextprotocol~1serverInfo/name").asText());
        assertEquals("tools/list", result.path("asked").asText());
    }

    @Test
    void aCallIsCompleteAndComesFromAnMcpClient() throws Exception {
        JsonNode result = serve(request("1", "tools/call", META)).get(0).path("result");

        assertEquals("complete", result.path("resultType").asText());
        assertFalse(result.has("ttlMs"));
        assertTrue(service.contexts.get(0).fromMcpClient());
    }

    @Test
    void withoutTheVersionNothingChanges() throws Exception {
        JsonNode answer = serve(request("1", "tools/list", "\"_meta\": {\"progressToken\": 1}"))
                .get(0);

        String expected = """
                {"jsonrpc": "2.0", "id": 1, "result": {"asked": "tools/list"}}""";
        assertEquals(Served.JSON.readTree(expected), answer);
        assertFalse(service.contexts.get(0).fromMcpClient());
    }

    @Test
    void anUnsupportedVersionIsRefusedWithTheSupportedOnes() throws Exception {
        JsonNode answer = serve(request("1", "tools/list", META.replace("2026-07-28", "2030-01-01")))
                .get(0);

        String expected = """
                {"jsonrpc": "2.0", "id": 1, "error": {"code": -32022, "message": "Unsupported protocol version",
                   "data": {"supported": ["2026-07-28"], "requested": "2030-01-01"}}}""";
        assertEquals(Served.JSON.readTree(expected), answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tools/list | \"_meta\": {\"io.modelcontextprotocol/protocolVersion\": \"2026-07-28\"}",
                "tools/list | \"_meta\": {\"io.modelcontextprotocol/protocolVersion\": 7}",
                "server/discover | \"x\": 1",
                "subscriptions/listen | \"notifications\": {}",
            })
    void aRequiredKeyThatIsMissingIsNamed(String method, String params) throws Exception {
        JsonNode answer = serve(request("1", method, params)).get(0);

        assertEquals(-32602, answer.at("/error/code").asInt());
        assertTrue(answer.at("/error/message").asText().contains("io.modelcontextprotocol/"), answer.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"initialize", "ping", "logging/setLevel"})
    void aMethodThatTheRevisionRemovedIsUnknown(String method) throws Exception {
        assertEquals(
                -32601,
                serve(request("1", method, META)).get(0).at("/error/code").asInt());
        assertTrue(serve(request("1", method, "\"x\": 1")).get(0).has("result"));
    }

    @Test
    void aSubscriptionIsAcknowledgedFirstAndEndedWithTheInput() throws Exception {
        List<JsonNode> answers = serve(
                request("\"s\"", "subscriptions/listen", META + ", \"notifications\": {\"toolsListChanged\": true}")
                        + request("2", "tools/list", META));

        String acknowledged = """
                {"jsonrpc": "2.0", "method": "notifications/subscriptions/acknowledged", "params": {
                   "_meta": {"io.modelcontextprotocol/subscriptionId": "s"}, "notifications": {}}}""";
        assertEquals(Served.JSON.readTree(acknowledged), answers.get(0));
        assertEquals(2, answers.get(1).path("id").asInt());
        assertEquals("s", answers.get(2).path("id").asText());
        assertEquals("complete", answers.get(2).at("/result/resultType").asText());
        assertEquals(
                "s",
                answers.get(2)
                        .at("/result/_meta/io.modelcontextprotocol~1subscriptionId")
                        .asText());
        assertEquals(3, answers.size());
    }

    @Test
    void aCancelledSubscriptionEndsInSilence() throws Exception {
        List<JsonNode> answers =
                serve(request("\"s\"", "subscriptions/listen", META + ", \"notifications\": {}") + """
                {"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"s"}}
                """);

        assertEquals(1, answers.size());
        assertEquals(
                "notifications/subscriptions/acknowledged",
                answers.get(0).path("method").asText());
    }

    private static String request(String id, String method, String params) {
        return """
                {"jsonrpc":"2.0","id":%s,"method":"%s","params":{%s}}
                """.formatted(id, method, params.replace('\n', ' '));
    }

    private List<JsonNode> serve(String lines) throws Exception {
        return Served.lines(lines, service);
    }
}
