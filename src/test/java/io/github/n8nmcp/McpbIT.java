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
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The bundle for desktop clients, unpacked and started as its manifest says. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class McpbIT {
    @RegisterExtension
    final StubbedN8n n8n = new StubbedN8n();

    @TempDir
    Path folder;

    private UnpackedBundle bundle;

    @BeforeEach
    void unpack() throws Exception {
        bundle = UnpackedBundle.in(folder.resolve("Claude Extensions"));
    }

    @Test
    void theManifestFitsThePublishedSchema() throws Exception {
        try (InputStream published = McpbIT.class.getResourceAsStream("/schemas/mcpb-manifest-v0.3.schema.json")) {
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(published);

            assertEquals(List.of(), schema.validate(bundle.manifest()));
        }
        assertTrue(Files.exists(bundle.folder()
                .resolve(bundle.manifest().at("/server/entry_point").asText())));
        assertTrue(bundle.manifest().at("/user_config/n8n_api_key/sensitive").asBoolean());
    }

    @Test
    void theManifestHasTheNamesAndDescriptionsOfTheServersTools() throws Exception {
        ServerProcess server = start(Map.of());

        server.write(ToolList.REQUEST);
        JsonNode tools = server.end().answer("list").at("/result/tools");

        assertFalse(tools.isEmpty());
        assertEquals(
                namesAndDescriptions(tools),
                namesAndDescriptions(bundle.manifest().path("tools")));
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

    private ServerProcess start(Map<String, String> filledIn) {
        return bundle.start(folder, filledIn);
    }

    private static List<String> namesAndDescriptions(JsonNode tools) {
        return StreamSupport.stream(tools.spliterator(), false)
                .map(tool -> tool.path("name").asText() + ": "
                        + tool.path("description").asText())
                .toList();
    }
}
