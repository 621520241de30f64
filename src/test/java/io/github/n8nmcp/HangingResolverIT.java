package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The resolver of the machine never answers. Java can be told to look hosts up in a file; this one is a pipe that nobody
 * writes to.
 */
@DisabledOnOs(OS.WINDOWS)
class HangingResolverIT {
    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void aCallEndsWhenItsTimeIsUpAndTheServerGoesOn() throws Exception {
        String config = """
                {"n8n_host": "http://n8n.example.com", "n8n_api_key": "key-of-n8n", "timeout_ms": 300}""";
        Files.writeString(folder.resolve(".config.json"), config);
        Path hosts = folder.resolve("hosts");
        assertEquals(0, new ProcessBuilder("mkfifo", hosts.toString()).start().waitFor());
        List<String> command = ServerProcess.command();
        command.add(1, "-Djdk.net.hosts.file=" + hosts);
        ServerProcess server = ServerProcess.start(folder, Map.of(), command);

        String read = server.ask("get_workflow", "{\"id\": \"abc\"}")
                .at("/error/message")
                .asText();
        String written = server.ask("delete_workflow", "{\"id\": \"abc\"}")
                .at("/error/message")
                .asText();
        String ping = """
                {"jsonrpc": "2.0", "id": "p", "method": "ping"}
                """;
        server.write(ping);
        JsonNode pong = server.read();

        assertEquals("Connection timeout after 300ms. Check n8n instance availability.", sentences(read, 2));
        assertTrue(read.contains("DNS did not tell the address of n8n.example.com"), read);
        assertTrue(written.contains("nothing was sent"), written);
        assertEquals("p", pong.path("id").asText());
        assertEquals(0, server.end().exitCode());
    }

    private static String sentences(String text, int count) {
        int end = -1;
        for (int i = 0; i < count; i++) {
            end = text.indexOf(". ", end + 1);
        }
        return end < 0 ? text : text.substring(0, end + 1);
    }
}
