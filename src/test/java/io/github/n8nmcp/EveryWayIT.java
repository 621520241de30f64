package io.github.n8nmcp;

import static io.github.n8nmcp.ServerProcess.call;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.client.WireMock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One session through every way to start the server gives what the jar gives. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EveryWayIT {
    private static final String HANDSHAKE = """
            {"jsonrpc":"2.0","id":"init","method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"a test","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":1.0,"method":"ping"}
            """;
    private static final String SESSION = HANDSHAKE
            + ToolList.REQUEST
            + call("\"ü €\"", "list_workflows", "{\"name\": \"ü €\"}")
            + call(2, "list_workflows", "{\"limit\": 500}")
            + call(3, "get_workflow", "{\"id\": \"nowhere\"}")
            + call(4, "no_such_tool", "{}");

    @RegisterExtension
    final StubbedN8n n8n = new StubbedN8n();

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();

    private enum Way {
        LAUNCHER,
        NPX,
        BUNDLE
    }

    @BeforeEach
    void configure() {
        n8n.stubFor(WireMock.get("/api/v1/workflows/nowhere")
                .willReturn(WireMock.jsonResponse("{\"message\": \"Not Found\"}", 404)));
        variables.putAll(Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                // No archive, since making it would go on after the test.
                "XDG_CACHE_HOME",
                "/dev/null",
                "npm_config_cache",
                folder.resolve("npm").toString(),
                "npm_config_offline",
                "true",
                "npm_config_update_notifier",
                "false",
                "N8N_HOST",
                n8n.baseUrl(),
                "N8N_API_KEY",
                StubbedN8n.KEY));
    }

    @ParameterizedTest
    @EnumSource
    void theAnswersAreThoseOfTheJar(Way way) throws Exception {
        var jar = session(ServerProcess.start(folder, variables, ServerProcess.command()));

        var other = session(start(way));

        assertEquals(answers(jar), answers(other));
        assertEquals(jar.stderr(), other.stderr());
        assertEquals(List.of(0, 0), List.of(jar.exitCode(), other.exitCode()));
        assertEquals(7, other.stdout().size(), other.toString());
    }

    private ServerProcess start(Way way) throws Exception {
        return switch (way) {
            case LAUNCHER -> ServerProcess.start(folder, variables, List.of(System.getProperty("server.launcher")));
            case NPX -> {
                String packed = "--package=" + System.getProperty("npm.package");
                yield ServerProcess.start(folder, variables, List.of("npx", "--yes", packed, "n8n-workflows-mcp"));
            }
            case BUNDLE ->
                UnpackedBundle.in(Files.createDirectory(folder.resolve("Claude Extensions")))
                        .start(folder, Map.of("n8n_host", n8n.baseUrl(), "n8n_api_key", StubbedN8n.KEY));
        };
    }

    private static ServerProcess.Ended session(ServerProcess server) throws Exception {
        server.write(SESSION);
        return server.end();
    }

    /** The lines as they were written, in any order, since calls run side by side. */
    private static List<String> answers(ServerProcess.Ended ended) {
        return ended.stdout().stream().sorted().toList();
    }
}
