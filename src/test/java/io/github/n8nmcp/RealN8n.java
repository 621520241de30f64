package io.github.n8nmcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A running n8n of the version under test. Tests ask it whether what a tool says is true. */
final class RealN8n {
    private static final String VERSION = System.getProperty("n8n.version");
    private static final Path SCRIPT = Path.of("src/n8n/n8n.sh").toAbsolutePath();
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    /** By default the client offers an upgrade to HTTP/2, and n8n 2.41 then leaves some requests without an answer. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String version;
    private final Path folder;
    private final String url;
    private final String key;

    private RealN8n(String version, Path folder, String url, String key) {
        this.version = version;
        this.folder = folder;
        this.url = url;
        this.key = key;
    }

    /** Installs it if needed and starts it with an empty database. A failed start fails the tests; it does not skip them. */
    static RealN8n start() throws Exception {
        return start(VERSION, "n8n");
    }

    /** The same of any version, in a folder of its own. */
    static RealN8n start(String version, String name) throws Exception {
        Path folder = Path.of("target", name + "-" + version).toAbsolutePath();
        delete(folder);
        String config = run("start", version, "--dir", folder.toString());
        JsonNode instance =
                ServerProcess.json(Files.readString(Path.of(config.strip()))).at("/environments/development");
        return new RealN8n(
                version,
                folder,
                instance.path("n8n_host").asText(),
                instance.path("n8n_api_key").asText());
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("n8n.sh " + List.of(arguments) + " failed");
        }
        return output;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    void stop() throws Exception {
        run("stop", version, "--dir", folder.toString());
    }

    String url() {
        return url;
    }

    String key() {
        return key;
    }

    /** Switches its own MCP server on, as its owner does in the editor; answers the token. */
    String switchMcpServerOn() throws Exception {
        asOwner("PATCH", "/rest/mcp/settings", "{\"mcpAccessEnabled\": true}");
        String answer = asOwner("POST", "/rest/mcp/api-key/rotate", "{}");
        String token = ServerProcess.json(answer).at("/data/apiKey").asText();
        if (token.isEmpty()) {
            throw new AssertionError("n8n gave no token for its MCP server");
        }
        return token;
    }

    /** Calls n8n's internal API with the owner's session, whose cookie is the last field of its line. */
    private String asOwner(String method, String path, String body) throws Exception {
        String cookie = Files.readAllLines(folder.resolve("cookies")).stream()
                .filter(line -> line.contains("n8n-auth"))
                .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                .findFirst()
                .orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofNanos(PATIENCE_NANOS))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Cookie", "n8n-auth=" + cookie)
                .header("Content-Type", "application/json")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The body of its answer, whatever the status. */
    JsonNode get(String path) throws Exception {
        return ServerProcess.json(send("GET", "/api/v1" + path, "").body());
    }

    JsonNode post(String path, String body) throws Exception {
        return ServerProcess.json(send("POST", "/api/v1" + path, body).body());
    }

    HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofNanos(PATIENCE_NANOS))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("X-N8N-API-KEY", key)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Asks until the answer is as wanted, since n8n 2.40 and later register webhooks only after the activation was answered. */
    HttpResponse<String> sendUntil(Predicate<HttpResponse<String>> wanted, String method, String path, String body)
            throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            HttpResponse<String> response = send(method, path, body);
            if (wanted.test(response)) {
                return response;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(method + " " + path + ": " + response.statusCode() + " " + response.body());
            }
        }
    }

    /** The newest run of a workflow, once n8n shows one that is over. */
    JsonNode awaitExecution(String workflowId) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            JsonNode runs = get("/executions?workflowId=" + workflowId).path("data");
            JsonNode newest = runs.path(0);
            if (newest.path("finished").asBoolean() || newest.hasNonNull("stoppedAt")) {
                return get("/executions/" + newest.path("id").asText());
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("no run of workflow " + workflowId);
            }
        }
    }
}
