package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official TypeScript client, from npm, in each of its modes. */
@Tag("n8n")
class TypeScriptClientIT {
    private static final Path SOURCES = Path.of("src/test/js");
    private static final Path INSTALLED = Path.of("target/js").toAbsolutePath();

    @RegisterExtension
    final StubbedN8n n8n = new StubbedN8n();

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws Exception {
        Files.createDirectories(INSTALLED);
        for (String file : List.of("package.json", "client.mjs")) {
            Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run(List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "legacy | 2025-11-25 | {\"code\": -32602, \"text\": \"Invalid limit: must be between 1 and 250\"}",
                "auto | 2026-07-28 | {\"isError\": true, \"text\": \"Invalid limit: must be between 1 and 250\"}",
                "2026-07-28 | 2026-07-28 | {\"isError\": true, \"text\": \"Invalid limit: must be between 1 and 250\"}",
            })
    void connectsAndUsesTheTools(String mode, String revision, String refusal) throws Exception {
        Path config = folder.resolve("config.json");
        Files.writeString(config, n8n.config());
        List<String> command = new ArrayList<>(List.of("node", "client.mjs", mode));
        command.addAll(ServerProcess.command());
        command.addAll(List.of("--config", config.toString()));

        JsonNode seen = ServerProcess.json(run(command));

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

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> command + ": " + output);
        return output;
    }
}
