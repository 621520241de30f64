package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.n8nmcp.config.Config;
import io.github.n8nmcp.config.ErrorStyle;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.n8n.Instances;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** An n8n that answers as told and remembers what it was sent, and the tools that call it. */
final class N8nStub extends WireMockExtension {
    static final String KEY = "n8n_api_0123456789abcdef";

    private static final ObjectMapper JSON = new ObjectMapper();
    private Optional<Path> backupDir = Optional.empty();
    private ErrorStyle errors = ErrorStyle.AUTO;
    private JsonNode progressToken = TextNode.valueOf("a token");
    private Toolbox toolbox;

    N8nStub() {
        super(WireMockExtension.newInstance()
                .options(WireMockConfiguration.wireMockConfig().dynamicPort()));
    }

    N8nStub withBackups(Path folder) {
        this.backupDir = Optional.of(folder);
        this.toolbox = null;
        return this;
    }

    N8nStub withProgressToken(JsonNode token) {
        this.progressToken = token;
        return this;
    }

    N8nStub withErrors(ErrorStyle style) {
        this.errors = style;
        this.toolbox = null;
        return this;
    }

    /** Production, staging and development, the default; and one that is read-only. */
    private Config config() {
        Map<String, Instance> instances = new LinkedHashMap<>();
        for (String name : List.of("production", "staging", "development", "museum")) {
            instances.put(name, instance(name, URI.create(baseUrl())));
        }
        return new Config("a test", instances, "development", errors, backupDir, List.of());
    }

    private static Instance instance(String name, URI url) {
        return new Instance(
                name,
                url,
                KEY,
                Duration.ofSeconds(5),
                name.equals("museum"),
                Map.of(),
                URI.create(url + "/webhook"),
                Optional.empty());
    }

    void gives(String method, String path, int status, String body) {
        stubFor(WireMock.request(method, WireMock.urlPathEqualTo("/api/v1" + path))
                .willReturn(json(status, body)));
    }

    /** One answer after another, the last one for ever. */
    void givesInTurn(String method, String path, ResponseDefinitionBuilder... answers) {
        String scenario = method + path;
        for (int i = 0; i < answers.length; i++) {
            var stub = WireMock.request(method, WireMock.urlPathEqualTo("/api/v1" + path))
                    .inScenario(scenario)
                    .whenScenarioStateIs(i == 0 ? "Started" : String.valueOf(i));
            if (i + 1 < answers.length) {
                stub = stub.willSetStateTo(String.valueOf(i + 1));
            }
            stubFor(stub.willReturn(answers[i]));
        }
    }

    static ResponseDefinitionBuilder json(int status, String body) {
        return WireMock.aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json; charset=utf-8")
                .withBody(body);
    }

    /** The answer of a tool. */
    JsonNode answer(String tool, String arguments) {
        return answer(tool, arguments, progress -> {});
    }

    JsonNode answer(String tool, String arguments, Consumer<McpSchema.ProgressNotification> progress) {
        McpSchema.CallToolResult result = call(tool, arguments, progress).block();
        if (Boolean.TRUE.equals(result.isError())) {
            throw new AssertionError("no good answer: " + result);
        }
        return json(Json.text((JsonNode) result.structuredContent()));
    }

    /** The JSON-RPC error of a tool. */
    McpSchema.JSONRPCResponse.JSONRPCError error(String tool, String arguments) {
        try {
            throw new AssertionError("no error: " + call(tool, arguments).block());
        } catch (McpError e) {
            return e.getJsonRpcError();
        }
    }

    Mono<McpSchema.CallToolResult> call(String tool, String arguments) {
        return call(tool, arguments, progress -> {});
    }

    private Mono<McpSchema.CallToolResult> call(
            String tool, String arguments, Consumer<McpSchema.ProgressNotification> progress) {
        Map<String, Object> map = new LinkedHashMap<>();
        json(arguments).properties().forEach(argument -> map.put(argument.getKey(), argument.getValue()));
        AsyncToolSpecification specification = specifications().stream()
                .filter(candidate -> candidate.tool().name().equals(tool))
                .findFirst()
                .orElseThrow();
        McpSchema.CallToolRequest request = McpSchema.CallToolRequest.builder(tool)
                .arguments(map)
                .meta(Map.of("progressToken", progressToken))
                .build();
        return specification
                .callHandler()
                .apply(McpTransportContext.create(Map.of(McpSchema.METHOD_NOTIFICATION_PROGRESS, progress)), request);
    }

    List<AsyncToolSpecification> specifications() {
        return toolbox().specifications();
    }

    synchronized Toolbox toolbox() {
        if (toolbox == null) {
            toolbox = new Toolbox(new Instances(config()), new Toolbox.Options(errors, backupDir));
        }
        return toolbox;
    }

    /** What n8n was sent so far, each as {@code METHOD /path?query}. */
    List<String> requests() {
        return getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .map(request -> request.getMethod() + " " + request.getUrl().replaceFirst("^/api/v1", ""))
                .collect(Collectors.collectingAndThen(Collectors.toList(), list -> {
                    java.util.Collections.reverse(list);
                    return list;
                }));
    }

    /** The body of the only request of this method and path. */
    ObjectNode sent(String method, String path) {
        List<LoggedRequest> requests =
                findAll(WireMock.requestedFor(method, WireMock.urlPathEqualTo("/api/v1" + path)));
        if (requests.size() != 1) {
            throw new AssertionError(requests.size() + " requests " + method + " " + path);
        }
        return (ObjectNode) json(requests.get(0).getBodyAsString());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
