package io.github.n8nmcp;

import static io.github.n8nmcp.ServerProcess.call;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Homes and paths that are not ASCII, without a UTF-8 locale, since many clients pass on no LANG. */
@DisabledOnOs(OS.WINDOWS)
class LocaleIT {
    @RegisterExtension
    final StubbedN8n n8n = new StubbedN8n();

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectories(folder.resolve("Zoë 家"));
    }

    private ServerProcess.Ended list(Path here, Map<String, String> variables, List<String> command) throws Exception {
        // By way of env, so that the test's own locale is not passed on.
        List<String> whole =
                new java.util.ArrayList<>(List.of("/usr/bin/env", "-u", "LC_ALL", "-u", "LANG", "-u", "LC_CTYPE"));
        whole.addAll(command);
        ServerProcess server = ServerProcess.start(here, variables, whole);
        server.write(call(1, "list_workflows", "{}"));
        return server.end();
    }

    @Test
    void theLauncherFindsTheConfigurationInTheHome() throws Exception {
        Path config = Files.createDirectories(home.resolve(".config/n8n-workflows-mcp"));
        Files.writeString(config.resolve("config.json"), n8n.config());

        var ended = list(folder, Map.of("HOME", home.toString()), List.of(System.getProperty("server.launcher")));

        assertTrue(ended.answer(1).has("result"), ended.toString());
    }

    @Test
    void theLauncherStartsFromAPathThatIsNotAscii() throws Exception {
        Path launcher = Files.copy(Path.of(System.getProperty("server.launcher")), home.resolve("n8n-workflows-mcp"));
        assertTrue(launcher.toFile().setExecutable(true));
        Files.writeString(home.resolve(".config.json"), n8n.config());

        var ended = list(home, Map.of("HOME", home.toString()), List.of(launcher.toString()));

        assertTrue(ended.answer(1).has("result"), ended.toString());
    }

    @Test
    void theJarFindsTheConfigurationInItsFolder() throws Exception {
        Files.writeString(home.resolve(".config.json"), n8n.config());

        var ended = list(home, Map.of("HOME", folder.toString()), ServerProcess.command());

        assertTrue(ended.answer(1).has("result"), ended.toString());
    }

    @Test
    void theJarStartsWithItsConfigurationInVariables() throws Exception {
        Map<String, String> variables =
                Map.of("HOME", home.toString(), "N8N_HOST", n8n.baseUrl(), "N8N_API_KEY", StubbedN8n.KEY);

        var ended = list(folder, variables, ServerProcess.command());

        assertTrue(ended.answer(1).has("result"), ended.toString());
    }

    @Test
    void theJarSaysWhatKeepsItFromTheHome() throws Exception {
        var ended = list(folder, Map.of("HOME", home.toString()), ServerProcess.command());

        String message = ended.answer(1).at("/error/message").asText();
        assertTrue(message.contains("LC_ALL=C.UTF-8"), message);
    }
}
