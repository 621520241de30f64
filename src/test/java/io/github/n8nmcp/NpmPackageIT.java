package io.github.n8nmcp;

import static io.github.n8nmcp.ServerProcess.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
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

/** The npm package as npm and npx have it, without a registry. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NpmPackageIT {
    private static final String PACKED = System.getProperty("npm.package");
    private static final boolean WINDOWS = OS.current() == OS.WINDOWS;

    /** What Node runs before the script: Node as it is, and as it was before it could give its process away. */
    private static final String NODE = "--import=data:text/javascript,";

    private static final String OLDER_NODE = "--import=data:text/javascript,process.execve=undefined";
    private static final String WINDOWS_NODE =
            "--import=data:text/javascript,Object.defineProperty(process,'platform',{value:'win32'})";

    @TempDir
    static Path npm;

    @RegisterExtension
    final WireMockExtension n8n = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

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
        variables.put("N8N_API_KEY", "n8n_api_0123456789abcdef");
    }

    @Test
    void npxServesUntilTheEndOfItsInput() throws Exception {
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows")).willReturn(WireMock.okJson("""
                {"data": [{"id": "1", "name": "A", "active": true, "nodes": [], "tags": []}], "nextCursor": null}""")));
        ServerProcess server = npx();

        server.write("""
                {"jsonrpc":"2.0","id":"init","method":"initialize","params":{"protocolVersion":"2025-11-25",\
                "capabilities":{},"clientInfo":{"name":"a test","version":"1"}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                {"jsonrpc":"2.0","id":"list","method":"tools/list"}
                """ + call(1, "list_workflows", "{}"));
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
        assertEquals(8, ended.answer("list").at("/result/tools").size());
        assertEquals(
                "A", ended.answer(1).at("/result/structuredContent/data/0/name").asText());
    }

    @Test
    void npxPassesArgumentsAndTheExitCodeOn() throws Exception {
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
    @EnabledOnOs(value = OS.LINUX, disabledReason = "macOS tells of a Java that is not on the path")
    void noJavaIsOneSentenceWithTheRemedy() throws Exception {
        variables.put("JAVA_HOME", "");
        variables.put("PATH", onlyWith("sh", "env", "node", "readlink", "sed").toString());

        var ended = npx().end();

        assertEquals(1, ended.exitCode());
        assertEquals(List.of(), ended.stdout());
        assertEquals(1, ended.stderr().lines().count(), ended.stderr());
        assertTrue(ended.stderr().startsWith("n8n-workflows-mcp needs Java 17 or newer. Install one"), ended.stderr());
    }

    @ParameterizedTest
    @ValueSource(strings = {NODE, OLDER_NODE})
    @DisabledOnOs(OS.WINDOWS)
    void onSigtermACallUnderWayIsAnsweredAndTheExitIsGood(String node) throws Exception {
        try (ServerSocket slowN8n = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            variables.put("N8N_HOST", "http://127.0.0.1:" + slowN8n.getLocalPort());
            ServerProcess server = installed(node);

            var ended = server.endWithACallUnderWay(slowN8n);

            assertEquals(
                    "slow", ended.answer(1).at("/result/structuredContent/id").asText());
            assertEquals(0, ended.exitCode());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aServerThatIsKilledEndsTheScriptInTheSameWay() throws Exception {
        ServerProcess server = installed(OLDER_NODE);
        server.write("""
                {"jsonrpc":"2.0","id":"list","method":"tools/list"}
                """);
        server.read();

        server.process().children().forEach(ProcessHandle::destroyForcibly);

        assertEquals(128 + 9, server.awaitEnd().exitCode());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onWindowsItFindsJavaByItselfAndStartsItAsTheLauncherThereDoes() throws Exception {
        Path home = fakeJava("21.0.1");
        variables.put("JAVA_HOME", home.toString());
        variables.put("LOCALAPPDATA", folder.toString());

        var ended = installed(WINDOWS_NODE, "--config", "a file").end();

        String started = String.join("\n", ended.stdout());
        String flags = Files.readAllLines(Path.of(System.getProperty("server.launcher") + ".cmd")).stream()
                .filter(line -> line.startsWith("\"%JAVA%\" "))
                .map(line -> line.substring("\"%JAVA%\" ".length(), line.indexOf(" %ARCHIVE%")))
                .collect(Collectors.joining());
        assertTrue(started.startsWith(flags.replace(' ', '\n') + "\n-XX:+AutoCreateSharedArchive\n"), started);
        assertTrue(started.contains("\n-XX:SharedArchiveFile=" + folder.resolve("n8n-workflows-mcp")), started);
        assertTrue(started.endsWith("/n8n-workflows-mcp\n--config\na file"), started);
        assertEquals(7, ended.exitCode());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onWindowsAJavaTooOldOrNoneIsOneSentenceWithTheRemedy() throws Exception {
        variables.put("PATH", onlyWith("env", "node").toString());
        variables.put("JAVA_HOME", fakeJava("1.8.0_392").toString());
        var old = installed(WINDOWS_NODE).end();
        variables.put("JAVA_HOME", "");
        var none = installed(WINDOWS_NODE).end();

        for (var ended : List.of(old, none)) {
            assertEquals(1, ended.exitCode());
            assertEquals(List.of(), ended.stdout());
            assertEquals(1, ended.stderr().lines().count(), ended.stderr());
            assertTrue(ended.stderr().contains("Install one (https://adoptium.net), or set JAVA_HOME"), ended.stderr());
        }
        assertTrue(old.stderr().contains("1.8.0_392"), old.stderr());
        assertTrue(none.stderr().startsWith("n8n-workflows-mcp needs Java 17 or newer. "), none.stderr());
    }

    @Test
    void itHoldsWhatNpmItselfWouldPackAndNeedsNoOtherPackage() throws Exception {
        Path content = npm.resolve("node_modules/n8n-workflows-mcp");
        JsonNode description =
                ServerProcess.json(Files.readString(content.resolve("package.json"), StandardCharsets.UTF_8));

        var packed = ServerProcess.start(
                        folder, variables, npm("pack", "--dry-run", "--json", "--ignore-scripts", content.toString()))
                .end();

        assertEquals(0, packed.exitCode(), packed.stderr());
        JsonNode files = ServerProcess.json(String.join("\n", packed.stdout())).at("/0/files");
        assertEquals(
                Set.of("package.json", "README.md", "LICENSE", "n8n-workflows-mcp.js", "n8n-workflows-mcp"),
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

    /** No registry, nothing of the user's, and no archive, whose making would go on when the test is over. */
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

    /** The command that npm has installed, on a Node changed by what it imports first. */
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

    /** A Java as on Windows that says its version, or else the arguments it was given, a line each. */
    private Path fakeJava(String version) throws IOException {
        Path home = Files.createTempDirectory(folder, "java");
        Path java = Files.createDirectory(home.resolve("bin")).resolve("java.exe");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "%s" 2023-10-17' >&2; exit; fi
                printf '%%s\\n' "$@"
                exit 7
                """.formatted(version));
        assertTrue(java.toFile().setExecutable(true));
        return home;
    }

    /** A folder with these commands and no other. */
    private Path onlyWith(String... names) throws IOException {
        Path bin = Files.createTempDirectory(folder, "bin");
        for (String name : names) {
            for (String parent : System.getenv("PATH").split(":", -1)) {
                Path command = Path.of(parent, name);
                if (Files.isExecutable(command) && !Files.exists(bin.resolve(name))) {
                    Files.createSymbolicLink(bin.resolve(name), command);
                }
            }
        }
        return bin;
    }
}
