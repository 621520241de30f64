package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.n8nmcp.fixture.Certificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The runtime image, unpacked in another folder than where it was made, on a machine without Java. */
@EnabledIfSystemProperty(named = "server.image", matches = ".+")
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class ImageIT {
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":"init","method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"a test","version":"1"}}}
            """;

    @TempDir
    Path folder;

    private Path home;
    private Path image;
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void unpack() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
        Path programs = Files.createDirectory(folder.resolve("my programs"));
        run("tar", "-xzf", packed().toString(), "-C", programs.toString());
        image = programs.resolve(packed().getFileName().toString().replace(".tar.gz", ""));
        String[] commands = {"find", "mkdir", "mv", "nice", "readlink", "rm", "rmdir", "sed", "touch", "wc"};
        variables.put("PATH", ServerProcess.path(folder, commands).toString());
        variables.put("JAVA_HOME", "");
        // No folder for archives, except in the test about them: making one would go on after the test.
        variables.put("XDG_CACHE_HOME", "/dev/null");
    }

    @Test
    void itServesOverHttpAndHttpsUntilTheEndOfInput() throws Exception {
        WireMockServer n8n = n8n();
        try {
            String config = """
                    {"environments": {
                       "plain": {"n8n_host": "http://localhost:%d", "n8n_api_key": "key"},
                       "tls": {"n8n_host": "https://localhost:%d", "n8n_api_key": "key", "ca_file": "%s"}},
                     "defaultEnv": "plain"}""".formatted(n8n.port(), n8n.httpsPort(), folder.resolve("n8n.pem"));
            Files.writeString(home.resolve(".config.json"), config);
            ServerProcess server = start();
            server.write(INITIALIZE);
            assertEquals(
                    "n8n-workflows-mcp",
                    server.read().at("/result/serverInfo/name").asText());
            server.write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n" + ToolList.REQUEST);
            assertEquals(ToolList.ofJar(), ToolList.in(server.read()));
            for (String instance : List.of("plain", "tls")) {
                assertEquals(
                        "A",
                        server.answer("list_workflows", "{\"instance\": \"" + instance + "\"}")
                                .at("/data/0/name")
                                .asText());
            }

            ServerProcess.Ended ended = server.end();

            assertEquals(0, ended.exitCode());
            assertEquals("", ended.stderr().replaceAll("(?m)^.*\\.config\\.json.*\\R", ""));
        } finally {
            n8n.stop();
        }
    }

    @Test
    void itRunsOnItsOwnJavaEvenIfThereIsAnother() throws Exception {
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("PATH", System.getenv("PATH"));

        ServerProcess server = start();
        server.write(ToolList.REQUEST);
        server.read();

        assertEquals(
                image.resolve("lib/runtime/bin/java").toRealPath().toString(),
                server.process().info().command().orElseThrow());
        assertEquals(0, server.end().exitCode());
    }

    @Test
    void itLoadsItsClassesFromTheArchiveAfterItWasMoved() throws Exception {
        // To a path without a space, since Java 17 keeps no classes of a jar whose URL is not its path.
        image = Files.move(image, folder.resolve("moved"));
        Path archive = archive();
        Path classes = folder.resolve("classes.txt");
        // Java reads this variable after its command line, which turns all logging off.
        variables.put("_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);

        ServerProcess server = start();
        server.write(ToolList.REQUEST);
        server.read();
        if (OS.current() == OS.LINUX) {
            String maps = Files.readString(
                    Path.of("/proc", String.valueOf(server.process().pid()), "maps"));
            assertTrue(maps.contains(archive.toString()), maps);
        }
        assertEquals(0, server.end().exitCode());

        List<String> ours = Files.readAllLines(classes).stream()
                .filter(line -> line.contains(" io.github.n8nmcp."))
                .toList();
        assertTrue(ours.stream().anyMatch(line -> line.contains(" io.github.n8nmcp.Main source: ")), ours.toString());
        assertEquals(
                List.of(),
                ours.stream()
                        .filter(line -> !line.contains("$$Lambda") && !line.contains("source: shared objects file"))
                        .toList());
    }

    @Test
    void itTrustsThePublicCertificateAuthorities() throws Exception {
        Path authorities = image.resolve("lib/runtime/lib/security/cacerts");

        assertTrue(KeyStore.getInstance(authorities.toFile(), "changeit".toCharArray())
                        .size()
                > 50);
    }

    /** The image's own archive, from Java 25 on; else the one that a first start makes. */
    private Path archive() throws Exception {
        if (Runtime.version().feature() >= 25) {
            return only(image.resolve("lib"), "runtime.*.aot");
        }
        variables.remove("XDG_CACHE_HOME");
        ServerProcess first = start();
        first.write(ToolList.REQUEST);
        first.end();
        return ArchiveCache.below(home).archive();
    }

    private ServerProcess start() {
        return ServerProcess.start(
                home, variables, List.of(image.resolve("bin/n8n-workflows-mcp").toString()));
    }

    /** An n8n with HTTP and HTTPS, whose certificate is self-signed and uses an elliptic curve. */
    private WireMockServer n8n() throws Exception {
        Certificates certificates =
                new Certificates(folder).selfSigned("n8n", "-groupname", "secp256r1", "-ext", "san=dns:localhost");
        certificates.pem("n8n");
        WireMockServer n8n = new WireMockServer(WireMockConfiguration.wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystoreType("PKCS12")
                .keystorePath(certificates.store().toString())
                .keystorePassword(Certificates.PASSWORD)
                .keyManagerPassword(Certificates.PASSWORD));
        n8n.start();
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows"))
                .willReturn(WireMock.okJson(StubbedN8n.ONE_WORKFLOW)));
        return n8n;
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private static Path packed() throws IOException {
        return only(Path.of(System.getProperty("server.image")).getParent(), "n8n-workflows-mcp-image-*.tar.gz");
    }

    private static Path only(Path parent, String glob) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(parent, glob)) {
            return files.iterator().next();
        }
    }
}
