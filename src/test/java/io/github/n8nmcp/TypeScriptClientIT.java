package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official TypeScript client, from npm, in each of its modes. */
@Tag("n8n")
class TypeScriptClientIT {
    @RegisterExtension
    final StubbedN8n n8n = new StubbedN8n();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "legacy | 2025-11-25 | {\"isError\": true, \"text\": \"Invalid limit: must be between 1 and 250\"}",
                "auto | 2026-07-28 | {\"isError\": true, \"text\": \"Invalid limit: must be between 1 and 250\"}",
                "2026-07-28 | 2026-07-28 | {\"isError\": true, \"text\": \"Invalid limit: must be between 1 and 250\"}",
            })
    void connectsAndUsesTheTools(String mode, String revision, String refusal) throws Exception {
        Path config = folder.resolve("config.json");
        Files.writeString(config, n8n.config());
        List<String> command = new ArrayList<>(List.of("node", "client.mjs", mode));
        command.addAll(ServerProcess.command());
        command.addAll(List.of("--config", config.toString()));

        JsonNode seen = ServerProcess.json(NodeClients.run(command, ""));

        assertEquals(revision, seen.path("revision").asText());
        assertEquals("n8n-workflows-mcp", seen.path("server").asText());
        assertEquals(
                ToolList.ofJar(),
                StreamSupport.stream(seen.path("tools").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
        assertEquals("A", seen.at("/good/data/0/name").asText());
        assertEquals(ServerProcess.json(refusal), seen.path("refused"));
    }
}
