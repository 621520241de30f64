package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** README's recipe for HTTP, on a free port: what README says of it, and the official conformance suite through it. */
@Tag("n8n")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpBridgeIT {
    private static final List<String> APPLICABLE = List.of("server-initialize", "ping", "tools-list");

    /** The suite's other scenarios, by the reason why they do not apply. */
    private static final Map<String, List<String>> NOT_APPLICABLE = Map.of(
            "they call a tool that only the suite's own example server has",
                    List.of(
                            "json-schema-2020-12",
                            "tools-call-simple-text",
                            "tools-call-image",
                            "tools-call-audio",
                            "tools-call-embedded-resource",
                            "tools-call-mixed-content",
                            "tools-call-with-logging",
                            "tools-call-error",
                            "tools-call-with-progress",
                            "tools-call-sampling",
                            "tools-call-elicitation",
                            "elicitation-sep1034-defaults",
                            "elicitation-sep1330-enums"),
            "the server has no logs for clients", List.of("logging-set-level"),
            "the server completes no arguments", List.of("completion-complete"),
            "the server has no resources",
                    List.of(
                            "resources-list",
                            "resources-read-text",
                            "resources-read-binary",
                            "resources-templates-read",
                            "resources-subscribe",
                            "resources-unsubscribe"),
            "the server has no prompts",
                    List.of(
                            "prompts-list",
                            "prompts-get-simple",
                            "prompts-get-with-args",
                            "prompts-get-embedded-resource",
                            "prompts-get-with-image"),
            "they test HTTP streams and sessions, of which the recipe's bridge has none",
                    List.of("server-sse-polling", "server-sse-multiple-streams"),
            "it tests the Host header, which the bridge does not check; README says so",
                    List.of("dns-rebinding-protection"));

    @RegisterExtension
    final StubbedN8n n8n = new StubbedN8n();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private int port;
    private Process bridge;

    @BeforeEach
    void startTheBridgeAsReadmeSays() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path launcher = Path.of(System.getProperty("server.launcher"));
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", "-c", "exec " + onThisPort(ReadmeIT.command("npx -y supergateway")))
                .directory(NodeClients.install().toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("PATH", launcher.getParent() + ":" + environment.get("PATH"));
        environment.put(
                "N8N_MCP_CONFIG",
                Files.writeString(folder.resolve("config.json"), n8n.config()).toString());
        // The version of it that the tests pin must suit the recipe: nothing else is fetched.
        environment.put("npm_config_offline", "true");
        bridge = builder.start();
        awaitLine(bridge, "Listening on port " + port);
    }

    @AfterEach
    void stopTheBridge() throws Exception {
        // Handles, since Process.destroy() would also close the output that is being read.
        List<ProcessHandle> started = Stream.concat(Stream.of(bridge.toHandle()), bridge.descendants())
                .toList();
        started.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : started) {
            process.onExit().get();
        }
    }

    @Test
    void anAnswerIsOneLineOfDataAndWithoutTheAcceptHeaderTheBridgeRefuses() throws Exception {
        var answer = post("application/json, text/event-stream");

        assertEquals(200, answer.statusCode(), answer.body());
        List<String> data =
                answer.body().lines().filter(line -> line.startsWith("data: ")).toList();
        assertEquals(1, data.size(), answer.body());
        assertEquals(
                "A",
                ServerProcess.json(data.get(0).substring("data: ".length()))
                        .at("/result/structuredContent/data/0/name")
                        .asText());
        assertEquals(406, post("*/*").statusCode());
    }

    @Test
    void readmesCurlPrintsTheAnswer() throws Exception {
        Process curl = new ProcessBuilder("sh", "-c", onThisPort(ReadmeIT.command("curl ")))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        String printed = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, curl.waitFor());
        assertEquals(
                "A",
                ServerProcess.json(printed)
                        .at("/result/structuredContent/data/0/name")
                        .asText());
    }

    @Test
    void theScenariosOfTheConformanceSuiteThatApplyPass() throws Exception {
        for (String scenario : APPLICABLE) {
            String report = NodeClients.run(
                    List.of("npx", "conformance", "server", "--url", address().toString(), "--scenario", scenario), "");

            assertTrue(report.contains("Passed: 1/1, 0 failed"), report);
        }
    }

    @Test
    void everyOtherScenarioHasAReasonWhyItDoesNotApply() throws Exception {
        String list = NodeClients.run(List.of("npx", "conformance", "list", "--server"), "");

        List<String> scenarios = Pattern.compile("^  - (\\S+)", Pattern.MULTILINE)
                .matcher(list)
                .results()
                .map(match -> match.group(1))
                .sorted()
                .toList();
        assertEquals(
                scenarios,
                Stream.concat(
                                APPLICABLE.stream(),
                                NOT_APPLICABLE.values().stream().flatMap(Collection::stream))
                        .sorted()
                        .toList());
    }

    private String onThisPort(String command) {
        return command.replace("3456", String.valueOf(port));
    }

    private URI address() {
        return URI.create("http://localhost:" + port + "/mcp");
    }

    private HttpResponse<String> post(String accept) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address())
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(ServerProcess.call(1, "list_workflows", "{}")))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Waits for a line with this text and goes on reading, so that the process is never held up by a full pipe. */
    private static void awaitLine(Process process, String text) {
        CompletableFuture<String> seen = new CompletableFuture<>();
        Thread reading = new Thread(() -> {
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            output.lines().filter(line -> line.contains(text)).forEach(seen::complete);
            seen.completeExceptionally(new AssertionError("it ended before it wrote: " + text));
        });
        reading.setDaemon(true);
        reading.start();
        seen.join();
    }
}
