package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the transport writes for what it reads, the input ending after it. */
final class Served {
    static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    static final ServerInfo SERVER = new ServerInfo("a server", "1.2.3", "Be kind.");

    private Served() {}

    static List<JsonNode> lines(String lines, McpStatelessServerHandler handler) throws Exception {
        return bytes(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), handler);
    }

    static List<JsonNode> bytes(InputStream in, McpStatelessServerHandler handler) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StdioTransport transport = new StdioTransport(in, out, SERVER, () -> {});
        transport.setMcpHandler(handler);
        transport.serve();
        List<JsonNode> answers = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }
}
