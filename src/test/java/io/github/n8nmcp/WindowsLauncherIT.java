package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher for Windows. */
@EnabledOnOs(OS.WINDOWS)
@Timeout(120)
class WindowsLauncherIT {
    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home")));

    @Test
    void itServesTheTools() throws Exception {
        ServerProcess server = start();
        server.write(ToolList.REQUEST);
        var ended = server.end();

        assertEquals(0, ended.exitCode(), ended.stderr());
        assertEquals(ToolList.ofJar(), ToolList.in(ended.answer("list")));
    }

    @Test
    void argumentsAndExitCodesArePassedOn() throws Exception {
        var wrong = start("--frobnicate").end();

        assertEquals(2, wrong.exitCode());
        assertTrue(wrong.stderr().contains("--frobnicate"), wrong.stderr());
    }

    @Test
    void withoutJavaItSaysInOneSentenceWhatToInstall() throws Exception {
        variables.put("JAVA_HOME", "");
        variables.put("PATH", System.getenv("SystemRoot") + "\\System32");

        var ended = start().end();

        assertEquals(1, ended.exitCode());
        assertEquals(List.of(), ended.stdout());
        assertEquals(1, ended.stderr().lines().count(), ended.stderr());
        assertTrue(ended.stderr().contains("Install one (https://adoptium.net), or set JAVA_HOME"), ended.stderr());
    }

    private ServerProcess start(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("cmd.exe", "/d", "/c", System.getProperty("server.launcher") + ".cmd"));
        command.addAll(List.of(arguments));
        return ServerProcess.start(folder, variables, command);
    }
}
