package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The MCP bundle, unpacked and started as its manifest tells a desktop client to. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class McpbIT {
    private static final String KEY = "n8n_api_0123456789abcdef";

    @RegisterExtension
    final WireMockExtension n8n = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    @TempDir
    Path folder;

    private Path unpacked;
    private JsonNode manifest;

    @BeforeEach
    void unpack() throws Exception {
        // With no file executable, as some clients leave them.
        unpacked = Files.createDirectory(folder.resolve("Claude Extensions"));
        try (ZipFile zip = new ZipFile(System.getProperty("mcpb.bundle"))) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path file = unpacked.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        manifest = ServerProcess.json(Files.readString(unpacked.resolve("manifest.json")));
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows"))
                .withHeader("X-N8N-API-KEY", WireMock.equalTo(KEY))
                .willReturn(WireMock.okJson("{\"data\": [], \"nextCursor\": null}")));
    }

    @Test
    void theManifestFitsItsPublishedSchema() throws Exception {
        try (InputStream published = McpbIT.class.getResourceAsStream("/schemas/mcpb-manifest-v0.3.schema.json")) {
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(published);

            assertEquals(List.of(), schema.validate(manifest));
        }
        assertTrue(
                Files.exists(unpacked.resolve(manifest.at("/server/entry_point").asText())));
        assertTrue(manifest.at("/user_config/n8n_api_key/sensitive").asBoolean());
    }

    @Test
    void itsToolsAreTheServers() throws Exception {
        ServerProcess server = start(Map.of());

        server.write("""
                {"jsonrpc":"2.0","id":"list","method":"tools/list"}
                """);
        JsonNode tools = server.end().answer("list").at("/result/tools");

        assertEquals(8, tools.size());
        assertEquals(namesAndDescriptions(tools), namesAndDescriptions(manifest.path("tools")));
    }

    @Test
    void anAddressAndAKeyAreEnough() throws Exception {
        ServerProcess server = start(Map.of("n8n_host", n8n.baseUrl(), "n8n_api_key", KEY));

        server.answer("list_workflows", "{}");

        assertEquals(0, server.end().exitCode());
    }

    @Test
    void aConfigurationFileIsEnough() throws Exception {
        Path config = folder.resolve("my n8n.json");
        Files.writeString(config, """
                {"environments": {"here": {"n8n_host": "%s", "n8n_api_key": "%s"}}, "defaultEnv": "here"}""".formatted(n8n.baseUrl(), KEY));

        ServerProcess server = start(Map.of("config_file", config.toString()));

        server.answer("list_workflows", "{\"instance\": \"here\"}");
        assertEquals(0, server.end().exitCode());
    }

    @Test
    void withNothingFilledInEachCallSaysWhatIsMissing() throws Exception {
        ServerProcess server = start(Map.of());

        JsonNode answer = server.ask("list_workflows", "{}");

        String message = answer.at("/error/message").asText();
        assertTrue(message.startsWith("No configuration found."), message);
        assertEquals(0, server.end().exitCode());
    }

    /** Starts what the manifest says for this system, with what a user has filled in, and the defaults elsewhere. */
    private ServerProcess start(Map<String, String> filledIn) {
        Map<String, String> values = new HashMap<>();
        manifest.path("user_config").properties().stream()
                .filter(option -> option.getValue().has("default"))
                .forEach(option -> values.put(
                        option.getKey(), option.getValue().path("default").asText()));
        values.putAll(filledIn);
        JsonNode config = manifest.at("/server/mcp_config");
        JsonNode here = OS.current() == OS.WINDOWS ? config.at("/platform_overrides/win32") : config;
        List<String> command = new ArrayList<>(List.of(here.path("command").asText()));
        here.path("args").forEach(argument -> command.add(substitute(argument.asText(), values)));
        // No archive, whose making would go on when the test is over.
        Map<String, String> variables =
                new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home"), "XDG_CACHE_HOME", "/dev/null"));
        config.path("env")
                .properties()
                .forEach(variable -> variables.put(
                        variable.getKey(), substitute(variable.getValue().asText(), values)));
        return ServerProcess.start(folder, variables, command);
    }

    /** What has no value stays as it stands, as with the clients. */
    private String substitute(String text, Map<String, String> values) {
        String result = text.replace("${__dirname}", unpacked.toString());
        for (var value : values.entrySet()) {
            result = result.replace("${user_config." + value.getKey() + "}", value.getValue());
        }
        return result;
    }

    private static List<String> namesAndDescriptions(JsonNode tools) {
        return StreamSupport.stream(tools.spliterator(), false)
                .map(tool -> tool.path("name").asText() + ": "
                        + tool.path("description").asText())
                .toList();
    }
}
