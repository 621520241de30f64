package io.github.n8nmcp;

import static io.github.n8nmcp.ServerProcess.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The npm package, installed and started by npm and npx, without a registry. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NpmPackageIT {
    private static final String PACKED = System.getProperty("npm.package");
    private static final boolean WINDOWS = OS.current() == OS.WINDOWS;

    /** What Node loads before the script: nothing, or what makes it like an older Node or like Node on Windows. */
    private static final String NODE = "--import=data:text/javascript,";

    private static final String OLDER_NODE = "--import=data:text/javascript,process.execve=undefined";
    private static final String WINDOWS_NODE =
            "--import=data:text/javascript,Object.defineProperty(process,'platform',{value:'win32'})";

    @TempDir
    static Path npm;

    @RegisterExtension
    final StubbedN8n n8n = new StubbedN8n();

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeAll
    static void install() throws Exception {
        var ended = ServerProcess.start(npm, settings(), npm("install", "--no-package-lock", "--prefix", ".", PACKED))
                .end();
        assertEquals(0, ended.exitCode(), ended.toString());
    }

    @BeforeEach
    void configure() {
        variables.putAll(settings());
        variables.put("N8N_HOST", n8n.baseUrl());
        variables.put("N8N_API_KEY", StubbedN8n.KEY);
    }

    @Test
    void npxServesUntilTheEndOfInput() throws Exception {
        ServerProcess server = npx();

        String initialize = """
                {"jsonrpc":"2.0","id":"init","method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":{},"clientInfo":{"name":"a test","version":"1"}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                """;
        server.write(initialize + ToolList.REQUEST + call(1, "list_workflows", "{}"));
        var ended = server.end();

        assertEquals(0, ended.exitCode(), ended.stderr());
        assertEquals(
                Set.of("init", "list", "1"),
                ended.answers().stream()
                        .map(answer -> answer.path("id").asText())
                        .collect(Collectors.toSet()));
        assertEquals(3, ended.stdout().size());
        assertEquals(
                "n8n-workflows-mcp",
                ended.answer("init").at("/result/serverInfo/name").asText());
        assertEquals(ToolList.ofJar(), ToolList.in(ended.answer("list")));
        assertEquals(
                "A", ended.answer(1).at("/result/structuredContent/data/0/name").asText());
    }

    @Test
    void npxPassesOnArgumentsAndTheExitCode() throws Exception {
        var wrong = npx("--frobnicate").end();
        assertEquals(2, wrong.exitCode());
        assertEquals(List.of(), wrong.stdout());
        assertTrue(wrong.stderr().contains("--frobnicate"), wrong.stderr());

        Path config = folder.resolve("a 'config' $HOME.json");
        var check = npx("--config", config.toString(), "--check").end();
        assertEquals(1, check.exitCode());
        assertTrue(check.stderr().contains(config.toString()), check.stderr());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "macOS finds a Java that is not on PATH")
    void withoutJavaItSaysInOneSentenceWhatToInstall() throws Exception {
        variables.put("JAVA_HOME", "");
        variables.put(
                "PATH",
                ServerProcess.path(folder, "sh", "env", "node", "readlink", "sed")
                        .toString());

        var ended = npx().end();

        assertEquals(1, ended.exitCode());
        assertEquals(List.of(), ended.stdout());
        assertEquals(1, ended.stderr().lines().count(), ended.stderr());
        assertTrue(ended.stderr().startsWith("n8n-workflows-mcp needs Java 17 or newer. Install one"), ended.stderr());
    }

    @ParameterizedTest
    @ValueSource(strings = {NODE, OLDER_NODE})
    @DisabledOnOs(OS.WINDOWS)
    void onSigtermTheRunningCallIsAnsweredAndTheExitCodeIsZero(String node) throws Exception {
        try (ServerSocket slowN8n = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            variables.put("N8N_HOST", "http://127.0.0.1:" + slowN8n.getLocalPort());
            ServerProcess server = installed(node);

            var ended = server.endDuringACall(slowN8n);

            assertEquals(
                    "slow", ended.answer(1).at("/result/structuredContent/id").asText());
            assertEquals(0, ended.exitCode());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whenTheServerIsKilledTheScriptEndsInTheSameWay() throws Exception {
        ServerProcess server = installed(OLDER_NODE);
        server.write(ToolList.REQUEST);
        server.read();

        server.process().children().forEach(ProcessHandle::destroyForcibly);

        assertEquals(128 + 9, server.awaitEnd().exitCode());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onWindowsItStartsTheCmdAndPassesOnArgumentsAndTheExitCode() throws Exception {
        String fakeShell = """
                #!/bin/sh
                printf '%s\\n' "$@"
                exit 7
                """;
        Path shell = Files.writeString(folder.resolve("cmd.exe"), fakeShell);
        assertTrue(shell.toFile().setExecutable(true));
        variables.put("PATH", folder + ":" + System.getenv("PATH"));
        Path launcher = npm.toRealPath().resolve("node_modules/n8n-workflows-mcp/n8n-workflows-mcp.cmd");

        var ended = installed(WINDOWS_NODE, "--config", "a & file").end();

        String line = "\"\"" + launcher + "\" \"--config\" \"a & file\"\"";
        assertEquals(List.of("/d", "/s", "/c", line), ended.stdout());
        assertEquals(7, ended.exitCode());
        assertTrue(Files.exists(launcher));
    }

    @Test
    void itContainsWhatNpmWouldPackAndDependsOnNoOtherPackage() throws Exception {
        Path content = npm.resolve("node_modules/n8n-workflows-mcp");
        JsonNode description =
                ServerProcess.json(Files.readString(content.resolve("package.json"), StandardCharsets.UTF_8));

        var packed = ServerProcess.start(
                        folder, variables, npm("pack", "--dry-run", "--json", "--ignore-scripts", content.toString()))
                .end();

        assertEquals(0, packed.exitCode(), packed.stderr());
        JsonNode files = ServerProcess.json(String.join("\n", packed.stdout())).at("/0/files");
        assertEquals(
                Set.of(
                        "package.json",
                        "README.md",
                        "LICENSE",
                        "n8n-workflows-mcp.js",
                        "n8n-workflows-mcp",
                        "n8n-workflows-mcp.cmd"),
                StreamSupport.stream(files.spliterator(), false)
                        .map(file -> file.path("path").asText())
                        .collect(Collectors.toSet()));
        try (var listed = Files.list(content)) {
            assertEquals(files.size(), listed.count());
        }
        assertFalse(description.has("dependencies"));
        assertFalse(description.toString().contains("@"), description.toString());
        assertEquals(
                "n8n-workflows-mcp " + description.path("version").asText(),
                ServerProcess.pipe(folder, "", "--version").stdout().get(0));
    }

    /** No registry, none of the user's settings, and no archive, since making it would go on after the test. */
    private static Map<String, String> settings() {
        return Map.of(
                "npm_config_cache", npm.resolve("cache").toString(),
                "npm_config_offline", "true",
                "npm_config_update_notifier", "false",
                "JAVA_HOME", System.getProperty("java.home"),
                "XDG_CACHE_HOME", "/dev/null");
    }

    private static List<String> npm(String... arguments) {
        return command(WINDOWS ? "npm.cmd" : "npm", arguments);
    }

    private ServerProcess npx(String... arguments) {
        List<String> command =
                command(WINDOWS ? "npx.cmd" : "npx", "--yes", "--package=" + PACKED, "--", "n8n-workflows-mcp");
        command.addAll(Arrays.asList(arguments));
        return ServerProcess.start(folder, variables, command);
    }

    /** The command that npm has installed, started by a Node with this option. */
    private ServerProcess installed(String nodeOptions, String... arguments) {
        variables.put("NODE_OPTIONS", nodeOptions);
        String command = npm.resolve("node_modules/.bin/n8n-workflows-mcp").toString();
        return ServerProcess.start(folder, variables, command(command, arguments));
    }

    private static List<String> command(String first, String... others) {
        List<String> command = new ArrayList<>(List.of(first));
        command.addAll(Arrays.asList(others));
        return command;
    }
}
