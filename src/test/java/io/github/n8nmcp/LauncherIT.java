package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher: how it finds Java, and the archive that it makes and uses. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class LauncherIT {
    private static final Path LAUNCHER = Path.of(System.getProperty("server.launcher"));
    private static final String LIST = """
            {"jsonrpc":"2.0","id":"list","method":"tools/list"}
            """;

    @TempDir
    Path folder;

    private Path home;
    private ArchiveCache cache;
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void makeFolders() throws Exception {
        home = Files.createDirectory(folder.resolve("home"));
        cache = ArchiveCache.below(home);
        variables.put("JAVA_HOME", System.getProperty("java.home"));
    }

    @Test
    void theFirstStartAnswersAndMakesAnArchiveThatTheNextOneMaps() throws Exception {
        assertListed(run(LAUNCHER));
        Path archive = cache.archive();

        ServerProcess second = start(LAUNCHER);
        second.write(LIST);
        assertEquals(8, second.read().at("/result/tools").size());
        if (OS.current() == OS.LINUX) {
            String maps = Files.readString(
                    Path.of("/proc", String.valueOf(second.process().pid()), "maps"));
            assertTrue(maps.contains(archive.toString()), maps);
        }
        assertEquals(0, second.end().exitCode());
        assertEquals(List.of(archive), cache.files());
    }

    @Test
    void aLinkToItUsesTheSameArchive() throws Exception {
        assertListed(run(LAUNCHER));
        Path archive = cache.archive();
        Path link = Files.createSymbolicLink(folder.resolve("a link"), LAUNCHER);

        assertListed(run(link));

        assertEquals(List.of(archive), cache.files());
    }

    @Test
    void anotherFileHasAnotherArchiveWhateverItsName() throws Exception {
        Path copy = Files.copy(LAUNCHER, folder.resolve("it's a copy"));

        assertListed(run(copy));
        assertListed(run(copy));

        assertTrue(cache.archive().getFileName().toString().contains("it's a copy"));
    }

    @Test
    void twoFirstStartsAtOnceBothAnswerAndOneArchiveStays() throws Exception {
        ServerProcess one = start(LAUNCHER);
        ServerProcess other = start(LAUNCHER);
        one.write(LIST);
        other.write(LIST);

        assertListed(one.end());
        assertListed(other.end());
        assertEquals(List.of(cache.archive()), cache.files());
    }

    @Test
    void aTornArchiveIsNoReasonToFailAndIsMadeAnew() throws Exception {
        run(LAUNCHER);
        Path archive = cache.archive();
        byte[] whole = Files.readAllBytes(archive);
        Files.delete(archive);

        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        assertListed(run(LAUNCHER));

        assertTrue(Files.size(cache.archive()) > whole.length / 2);
    }

    @Test
    void aCacheFolderThatCannotBeMadeIsNoReasonToFail() throws Exception {
        variables.put(
                "XDG_CACHE_HOME", Files.createFile(folder.resolve("a file")).toString());
        assertListed(run(LAUNCHER));

        variables.put("XDG_CACHE_HOME", "");
        variables.put("HOME", "");
        assertListed(run(LAUNCHER));
    }

    @Test
    void theEndOfTheFirstStartDoesNotWaitForTheArchive() throws Exception {
        Path rehearsed = folder.resolve("rehearsed");
        Path java = fakeJava("21.0.1", """
                case "$*" in
                  *--rehearse*) mkfifo '%1$s'; read -r line < '%1$s' ;;
                  *) echo served ;;
                esac
                """.formatted(rehearsed));
        variables.put("JAVA_HOME", java.toString());

        assertEquals(List.of("served"), run(LAUNCHER).stdout());

        await(folder, rehearsed);
        Files.writeString(rehearsed, "the test is done\n");
    }

    @Test
    void anArchiveOlderThanTheFileIsMadeAnew() throws Exception {
        Path copy = Files.copy(LAUNCHER, folder.resolve("copy"));
        assertListed(run(copy));
        FileTime old = FileTime.fromMillis(0);
        Files.setLastModifiedTime(cache.archive(), old);

        assertListed(run(copy));

        cache.archiveAfter(old);
    }

    @Test
    void aCollectorInTheEnvironmentIsTaken() throws Exception {
        keepNoArchive();
        variables.put("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC");

        var ended = run(LAUNCHER);

        assertEquals(0, ended.exitCode(), ended.stderr());
        assertEquals(8, ended.answer("list").at("/result/tools").size());
    }

    @Test
    void aShellThatIsGivenItsNameAloneFindsIt() throws Exception {
        keepNoArchive();
        Path alone = Files.createDirectory(home.resolve("alone"));
        Files.copy(LAUNCHER, alone.resolve("n8n-workflows-mcp"));

        ServerProcess server =
                ServerProcess.start(home, variables, List.of("sh", "-c", "cd alone && sh n8n-workflows-mcp --version"));

        assertTrue(server.awaitEnd().stdout().get(0).startsWith("n8n-workflows-mcp "));
    }

    @Test
    void argumentsAndExitCodesArePassedOn() throws Exception {
        Path config = folder.resolve("a 'config' $HOME.json");

        ServerProcess.Ended check = run(LAUNCHER, "--config", config.toString(), "--check");
        assertEquals(1, check.exitCode());
        assertTrue(check.stderr().contains(config.toString()), check.stderr());
        assertEquals(2, run(LAUNCHER, "--frobnicate").exitCode());
    }

    @Test
    void aJavaTooOldIsPassedOverForTheOneOnThePath() throws Exception {
        keepNoArchive();
        variables.put("JAVA_HOME", fakeJava("11.0.2", "echo too old").toString());
        variables.put("PATH", fakeJava("17.0.1", "echo from the path") + "/bin:" + System.getenv("PATH"));

        assertEquals(List.of("from the path"), run(LAUNCHER).stdout());
    }

    @Test
    void aJavaWithoutItsReleaseFileIsAskedForItsVersion() throws Exception {
        keepNoArchive();
        Path java = fakeJava("unused", """
                case "$*" in -version) echo 'openjdk version "21-ea" 2023-09-19' >&2 ;; *) echo served ;; esac
                """);
        Files.delete(java.resolve("release"));
        variables.put("JAVA_HOME", java.toString());

        assertEquals(List.of("served"), run(LAUNCHER).stdout());
    }

    @Test
    void noJavaIsOneSentenceWithTheRemedy() throws Exception {
        variables.put("JAVA_HOME", fakeJava("11.0.2", "echo too old").toString());
        variables.put(
                "PATH", ServerProcess.path(folder, "sh", "readlink", "sed").toString());

        ServerProcess.Ended ended = run(LAUNCHER);

        assertEquals(1, ended.exitCode());
        assertEquals(List.of(), ended.stdout());
        assertEquals(1, ended.stderr().lines().count(), ended.stderr());
        assertTrue(ended.stderr().startsWith("n8n-workflows-mcp needs Java 17 or newer"), ended.stderr());
        assertTrue(ended.stderr().contains("11.0.2"), ended.stderr());
        assertTrue(ended.stderr().contains("JAVA_HOME"), ended.stderr());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itIsAJarAsWell() throws Exception {
        List<String> command = ServerProcess.command();
        command.set(2, LAUNCHER.toString());

        ServerProcess server = ServerProcess.start(home, variables, command);
        server.write(LIST);

        assertListed(server.end());
    }

    private static void assertListed(ServerProcess.Ended ended) {
        assertEquals(0, ended.exitCode(), ended.stderr());
        assertEquals(1, ended.stdout().size(), ended.toString());
        assertEquals(8, ended.answer("list").at("/result/tools").size());
        assertFalse(ended.stderr().contains("arning"), ended.stderr());
    }

    private ServerProcess start(Path launcher, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return ServerProcess.start(home, variables, command);
    }

    private ServerProcess.Ended run(Path launcher, String... arguments) throws Exception {
        ServerProcess server = start(launcher, arguments);
        try {
            server.write(LIST);
            return server.end();
        } catch (IOException e) {
            // What does not serve may have ended before it read.
            return server.awaitEnd();
        }
    }

    private static void await(Path parent, Path file) throws Exception {
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            parent.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                changes.poll(60, TimeUnit.SECONDS).reset();
            }
        }
    }

    /** For what is not about it: its making would go on when the test is over. */
    private void keepNoArchive() {
        variables.put("XDG_CACHE_HOME", "/dev/null");
    }

    private Path fakeJava(String version, String script) throws IOException {
        Path java = Files.createTempDirectory(folder, "java");
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"A test\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path command = Files.createDirectory(java.resolve("bin")).resolve("java");
        Files.writeString(command, "#!/bin/sh\n" + script + "\n");
        assertTrue(command.toFile().setExecutable(true));
        return java;
    }
}
