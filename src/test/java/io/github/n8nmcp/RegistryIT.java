package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The description for the registry of MCP servers: it follows the registry's rules and is true. */
class RegistryIT {
    private static final Path PACKED = Path.of(System.getProperty("npm.package"));
    private static final Path BUNDLE = Path.of(System.getProperty("mcpb.bundle"));

    private JsonNode server;
    private JsonNode npm;
    private JsonNode mcpb;

    @BeforeEach
    void read() throws Exception {
        server = json(Path.of(System.getProperty("registry.manifest")));
        npm = server.at("/packages/0");
        mcpb = server.at("/packages/1");
    }

    @Test
    void theNameStartsWithTheOwnerOfTheRepository() {
        String[] path = server.at("/repository/url").asText().split("/", -1);

        assertEquals("io.github." + path[3] + "/" + path[4], server.path("name").asText());
        assertTrue(server.path("name").asText().matches("[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+"));
        assertTrue(server.path("description").asText().length() <= 100, "the registry accepts no more characters");
    }

    @Test
    void theNpmPackageNamesThisServer() throws Exception {
        JsonNode description = json(PACKED.resolveSibling("package/package.json"));

        assertEquals(server.path("name"), description.path("mcpName"));
        assertEquals(npm.path("identifier"), description.path("name"));
        assertEquals(npm.path("version"), description.path("version"));
        assertEquals(server.path("version"), description.path("version"));
        assertEquals(
                "npm stdio",
                npm.path("registryType").asText() + " "
                        + npm.at("/transport/type").asText());
    }

    @Test
    void onlyTheKeyIsASecret() {
        assertEquals(
                List.of("N8N_API_KEY"),
                StreamSupport.stream(npm.path("environmentVariables").spliterator(), false)
                        .filter(variable -> variable.path("isSecret").booleanValue())
                        .map(variable -> variable.path("name").asText())
                        .toList());
    }

    @Test
    void theBundleIsFromThisBuildAndIsDownloadedFromTheRelease() throws Exception {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(BUNDLE));

        assertEquals(HexFormat.of().formatHex(sha256), mcpb.path("fileSha256").asText());
        assertEquals(
                server.at("/repository/url").asText() + "/releases/download/v"
                        + server.path("version").asText() + "/" + BUNDLE.getFileName(),
                mcpb.path("identifier").asText());
    }

    /** Needs the file that {@code $schema} names, which is not in this repository. */
    @Test
    @EnabledIfSystemProperty(named = "registry.schema", matches = ".+")
    void itFitsThePublishedSchema() throws Exception {
        JsonNode published = json(Path.of(System.getProperty("registry.schema")));

        assertEquals(published.path("$id"), server.path("$schema"));
        assertEquals(
                List.of(),
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                        .getSchema(published)
                        .validate(server));
    }

    private static JsonNode json(Path file) throws Exception {
        return ServerProcess.json(Files.readString(file));
    }
}
