package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.n8nmcp.mcp.McpService;
import io.github.n8nmcp.mcp.ServerInfo;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the server writes for what it reads, when the input ends after it. */
final class Served {
    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    static final ServerInfo SERVER = new ServerInfo("a server", "1.2.3", "Be kind.");

    private Served() {}

    static List<JsonNode> lines(String lines, McpService service) throws Exception {
        return bytes(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), service);
    }

    static List<JsonNode> bytes(InputStream in, McpService service) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        toTheEnd(new StdioServer(in, out, service, SERVER, () -> {}));
        List<JsonNode> answers = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }

    static void toTheEnd(StdioServer server) throws Exception {
        server.serve(() -> {});
        server.awaitAnswers(Duration.ofDays(1));
    }
}
