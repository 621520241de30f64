package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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

/** The bundle for desktop clients, unpacked and started as its manifest says. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class McpbIT {
    @RegisterExtension
    final StubbedN8n n8n = new StubbedN8n();

    @TempDir
    Path folder;

    private Path unpacked;
    private JsonNode manifest;

    @BeforeEach
    void unpack() throws Exception {
        // No file is executable, since some clients unpack them so.
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
    }

    @Test
    void theManifestFitsThePublishedSchema() throws Exception {
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
    void theManifestHasTheNamesAndDescriptionsOfTheServersTools() throws Exception {
        ServerProcess server = start(Map.of());

        server.write(ToolList.REQUEST);
        JsonNode tools = server.end().answer("list").at("/result/tools");

        assertFalse(tools.isEmpty());
        assertEquals(namesAndDescriptions(tools), namesAndDescriptions(manifest.path("tools")));
    }

    @Test
    void anAddressAndAKeyAreAllItNeeds() throws Exception {
        ServerProcess server = start(Map.of("n8n_host", n8n.baseUrl(), "n8n_api_key", StubbedN8n.KEY));

        server.answer("list_workflows", "{}");

        assertEquals(0, server.end().exitCode());
    }

    @Test
    void aConfigurationFileIsAllItNeeds() throws Exception {
        Path config = folder.resolve("my n8n.json");
        Files.writeString(config, "{\"environments\": {\"here\": " + n8n.config() + "}, \"defaultEnv\": \"here\"}");

        ServerProcess server = start(Map.of("config_file", config.toString()));

        server.answer("list_workflows", "{\"instance\": \"here\"}");
        assertEquals(0, server.end().exitCode());
    }

    @Test
    void withoutSettingsEachCallSaysWhatIsMissing() throws Exception {
        ServerProcess server = start(Map.of());

        JsonNode answer = server.ask("list_workflows", "{}");

        String message = answer.at("/error/message").asText();
        assertTrue(message.startsWith("No configuration found."), message);
        assertEquals(0, server.end().exitCode());
    }

    /** Starts it as the manifest says for this system, with what a user has filled in and else the defaults. */
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
        // No archive, since making it would go on after the test.
        Map<String, String> variables =
                new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home"), "XDG_CACHE_HOME", "/dev/null"));
        config.path("env")
                .properties()
                .forEach(variable -> variables.put(
                        variable.getKey(), substitute(variable.getValue().asText(), values)));
        return ServerProcess.start(folder, variables, command);
    }

    /** A placeholder without a value stays in the text, as clients do it. */
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
