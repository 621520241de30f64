package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README tells a reader to write or to run works, with the paths of this build in it. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class ReadmeIT {
    private static final Path README = Path.of("README.md");
    private static final Path PROJECT = Path.of("").toAbsolutePath();

    /** Commands that take too long for a test here; a test below checks that .ci/run has them. */
    private static final Pattern ELSEWHERE = Pattern.compile("mvn .*|src/n8n/.*|node src/bench/bench\\.mjs");

    /** The bridge over HTTP and what is sent to it, which HttpBridgeIT runs. */
    private static final Pattern BRIDGE = Pattern.compile("npx -y supergateway.*|curl .*");

    @RegisterExtension
    final StubbedN8n n8n = new StubbedN8n();

    @TempDir
    Path folder;

    private Map<String, String> variables;

    @BeforeEach
    void configure() throws IOException {
        Path config = Files.writeString(folder.resolve("config.json"), n8n.config());
        n8n.stubFor(
                WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson("{\"data\": [], \"nextCursor\": null}")));
        variables = Map.of(
                "N8N_MCP_CONFIG", config.toString(),
                "XDG_CACHE_HOME", "/dev/null",
                "npm_config_cache", folder.resolve("npm").toString(),
                "npm_config_offline", "true",
                "npm_config_update_notifier", "false");
    }

    static List<String> linesForJsonClients() throws IOException {
        return codes("^\\| (?:npx|launcher|jar) \\| `(\"n8n\": .*)` \\|$");
    }

    static List<String> commandsForClaudeCode() throws IOException {
        return codes("^\\| (?:npx|launcher|jar) \\| `claude mcp add n8n -- (.*)` \\|$");
    }

    @Test
    void everyClientIsShownEveryWayToStartTheServer() throws IOException {
        assertEquals(6, linesForJsonClients().size());
        assertEquals(3, commandsForClaudeCode().size());
    }

    @Test
    void theTableOfToolsHasTheToolsThatTheJarLists() throws Exception {
        String section = codes("(?s)^## Tools$(.*?)^## ").get(0);

        assertEquals(
                ToolList.ofJar(),
                Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                        .matcher(section)
                        .results()
                        .map(row -> row.group(1))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("linesForJsonClients")
    void aClientWithThisLineFindsTheTools(String line) throws Exception {
        JsonNode server = ServerProcess.json("{" + line + "}").path("n8n");
        List<String> command = new ArrayList<>(List.of(server.path("command").asText()));
        server.path("args").forEach(argument -> command.add(argument.asText()));

        assertServes(command);
    }

    @ParameterizedTest
    @MethodSource("commandsForClaudeCode")
    void claudeCodeFindsTheTools(String command) throws Exception {
        assertServes(List.of(command.split(" ", -1)));
    }

    @Test
    void theConfigurationsAreAccepted() throws Exception {
        List<String> configurations = codes("(?s)```json\\n(.*?)```");
        assertEquals(2, configurations.size());
        for (String configuration : configurations) {
            Path file = Files.writeString(
                    folder.resolve("configuration.json"), configuration.replaceAll("https?://[^\"]+", n8n.baseUrl()));

            var ended = ServerProcess.start(
                            folder,
                            Map.of("N8N_PRODUCTION_KEY", StubbedN8n.KEY),
                            built(List.of(
                                    "java",
                                    "-jar",
                                    "/path/to/n8n-workflows-mcp.jar",
                                    "--config",
                                    file.toString(),
                                    "--check")))
                    .end();

            assertEquals(0, ended.exitCode(), ended.toString());
        }
    }

    @Test
    void theCommandsWork() throws Exception {
        for (String command : commands()) {
            if (!ELSEWHERE.matcher(command).matches()) {
                String local = command.replace(
                        "npx -y n8n-workflows-mcp",
                        "npx -y --package=" + System.getProperty("npm.package") + " n8n-workflows-mcp");
                var ended = ServerProcess.start(
                                folder, variables, List.of("sh", "-c", "cd '" + PROJECT + "' && " + local))
                        .end();

                assertEquals(0, ended.exitCode(), ended.toString());
                assertTrue(ended.toString().matches("(?s).*(\"id\":1|accepted).*"), ended.toString());
            }
        }
    }

    @Test
    void theOtherCommandsAreRunByCi() throws IOException {
        String ci = Files.readString(Path.of(".ci/run"));
        for (String command : commands()) {
            if (ELSEWHERE.matcher(command).matches()) {
                assertTrue(ci.contains(command), () -> ".ci/run does not run: " + command);
            }
        }
    }

    /** The command of README that begins so, on one line. */
    static String command(String beginning) throws IOException {
        return allCommands().stream()
                .filter(command -> command.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> commands() throws IOException {
        return allCommands().stream()
                .filter(command -> !BRIDGE.matcher(command).matches())
                .toList();
    }

    /** The shell commands, each on one line, without the comments beside them. */
    private static List<String> allCommands() throws IOException {
        return codes("(?s)```sh\\n(.*?)```").stream()
                .flatMap(block -> block.replaceAll("\\|\\n *", "| ")
                        .replaceAll("\\\\\\n *", "")
                        .lines())
                .map(line -> line.replaceFirst("  +#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<String> codes(String pattern) throws IOException {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(Files.readString(README))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private void assertServes(List<String> command) throws Exception {
        ServerProcess server = ServerProcess.start(folder, variables, built(command));
        server.write(ToolList.REQUEST);
        var ended = server.end();

        assertEquals(0, ended.exitCode(), ended.toString());
        assertEquals(ToolList.ofJar(), ToolList.in(ended.answer("list")));
    }

    /** The command with the files of this build in place of the reader's. */
    private static List<String> built(List<String> command) {
        List<String> made = new ArrayList<>();
        for (String word : command) {
            switch (word) {
                case "/path/to/n8n-workflows-mcp.jar" -> made.add(System.getProperty("server.jar"));
                case "/path/to/n8n-workflows-mcp" -> made.add(System.getProperty("server.launcher"));
                // No registry is asked here: npx takes the package that was built.
                case "n8n-workflows-mcp" ->
                    made.addAll(List.of("--package=" + System.getProperty("npm.package"), word));
                default -> made.add(word);
            }
        }
        return made;
    }
}
