package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** The launcher: how it finds Java, and the class-data archive that it makes and uses. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class LauncherIT {
    private static final Path LAUNCHER = Path.of(System.getProperty("server.launcher"));

    /** Places all over an archive; each takes a start. */
    private static final int DAMAGES = 12;

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
    void theFirstStartAnswersAndMakesAnArchiveThatTheNextOneUses() throws Exception {
        assertListed(run(LAUNCHER));
        Path archive = cache.archive();

        ServerProcess second = start(LAUNCHER);
        second.write(ToolList.REQUEST);
        assertEquals(ToolList.ofJar(), ToolList.in(second.read()));
        assertEquals(OS.current() == OS.LINUX, isMapped(archive, second));
        assertEquals(0, second.end().exitCode());
        assertEquals(List.of(archive), cache.files());
    }

    @Test
    void aLinkToTheLauncherUsesTheSameArchive() throws Exception {
        assertListed(run(LAUNCHER));
        Path archive = cache.archive();
        Path link = Files.createSymbolicLink(folder.resolve("a link"), LAUNCHER);

        assertListed(run(link));

        assertEquals(List.of(archive), cache.files());
    }

    @Test
    void aCopyOfTheLauncherHasAnArchiveOfItsOwn() throws Exception {
        Path copy = Files.copy(LAUNCHER, folder.resolve("it's a copy"));

        assertListed(run(copy));
        assertListed(run(copy));

        assertTrue(cache.archive().getFileName().toString().contains("it's a copy"));
    }

    @Test
    void twoFirstStartsAtOnceBothAnswerAndLeaveOneArchive() throws Exception {
        ServerProcess one = start(LAUNCHER);
        ServerProcess other = start(LAUNCHER);
        one.write(ToolList.REQUEST);
        other.write(ToolList.REQUEST);

        assertListed(one.end());
        assertListed(other.end());
        assertEquals(List.of(cache.archive()), cache.files());
    }

    @Test
    void anArchiveThatWasCutShortIsReplacedAndTheServerStarts() throws Exception {
        run(LAUNCHER);
        Path archive = cache.archive();
        byte[] whole = Files.readAllBytes(archive);
        Files.delete(archive);

        Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
        assertListed(run(LAUNCHER));

        assertTrue(Files.size(cache.archive()) > whole.length / 2);
    }

    @Test
    void anArchiveWithADamagedByteAnywhereIsNotUsed() throws Exception {
        run(LAUNCHER);
        Path archive = cache.archive();
        byte[] whole = Files.readAllBytes(archive);
        Files.delete(archive);
        // With the lock of another start that makes one, this archive is not replaced meanwhile.
        Files.createDirectory(Path.of(archive.toString().replaceAll("\\.\\d+\\.\\w+$", ".lock")));

        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = whole.clone();
            damaged[(int) ((long) whole.length * i / DAMAGES) + 1] ^= 0x55;
            Files.write(archive, damaged);
            ServerProcess server = start(LAUNCHER);
            server.write(ToolList.REQUEST);
            assertEquals(ToolList.ofJar(), ToolList.in(server.read()));
            assertFalse(isMapped(archive, server));
            assertEquals(0, server.end().exitCode());
        }
    }

    @Test
    void theServerStartsWithoutACacheFolder() throws Exception {
        variables.put(
                "XDG_CACHE_HOME", Files.createFile(folder.resolve("a file")).toString());
        assertListed(run(LAUNCHER));

        variables.put("XDG_CACHE_HOME", "");
        variables.put("HOME", "");
        assertListed(run(LAUNCHER));
    }

    @Test
    void theFirstStartEndsWithoutWaitingForTheArchive() throws Exception {
        Path training = folder.resolve("training");
        String servesUnlessTraining = """
                case "$*" in
                  *--training-run*) mkfifo '%1$s'; read -r line < '%1$s' ;;
                  *) echo served ;;
                esac
                """.formatted(training);
        Path java = fakeJava("21.0.1", servesUnlessTraining);
        variables.put("JAVA_HOME", java.toString());

        assertEquals(List.of("served"), run(LAUNCHER).stdout());

        await(folder, training);
        Files.writeString(training, "the test is done\n");
        // Else it would be made while the folder is deleted.
        cache.archive();
    }

    @Test
    void anArchiveOlderThanTheLauncherIsReplaced() throws Exception {
        Path copy = Files.copy(LAUNCHER, folder.resolve("copy"));
        assertListed(run(copy));
        FileTime old = FileTime.fromMillis(0);
        Files.setLastModifiedTime(cache.archive(), old);

        assertListed(run(copy));

        cache.archiveAfter(old);
    }

    @Test
    void aGarbageCollectorChosenInTheEnvironmentIsUsed() throws Exception {
        keepNoArchive();
        variables.put("JAVA_TOOL_OPTIONS", "-XX:+UseParallelGC");

        var ended = run(LAUNCHER);

        assertEquals(0, ended.exitCode(), ended.stderr());
        assertEquals(ToolList.ofJar(), ToolList.in(ended.answer("list")));
    }

    @Test
    void aShellStartsItByItsNameAlone() throws Exception {
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
    void aJavaThatIsTooOldIsSkippedForTheOneOnThePath() throws Exception {
        keepNoArchive();
        variables.put("JAVA_HOME", fakeJava("11.0.2", "echo too old").toString());
        variables.put("PATH", fakeJava("17.0.1", "echo from the path") + "/bin:" + System.getenv("PATH"));

        assertEquals(List.of("from the path"), run(LAUNCHER).stdout());
    }

    @Test
    void aJavaWithoutAReleaseFileIsAskedForItsVersion() throws Exception {
        keepNoArchive();
        String answersItsVersion = """
                case "$*" in -version) echo 'openjdk version "21-ea" 2023-09-19' >&2 ;; *) echo served ;; esac
                """;
        Path java = fakeJava("unused", answersItsVersion);
        Files.delete(java.resolve("release"));
        variables.put("JAVA_HOME", java.toString());

        assertEquals(List.of("served"), run(LAUNCHER).stdout());
    }

    @Test
    void withoutJavaItSaysInOneSentenceWhatToInstall() throws Exception {
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
    void theLauncherIsAlsoAJar() throws Exception {
        List<String> command = ServerProcess.command();
        command.set(2, LAUNCHER.toString());

        ServerProcess server = ServerProcess.start(home, variables, command);
        server.write(ToolList.REQUEST);

        assertListed(server.end());
    }

    /** In a container of 128 MB; the launcher reads its limit from a file of the system. */
    @Test
    void theHeapFitsIntoASmallContainerAndNoSecondJavaMakesAnArchiveThere() throws Exception {
        Path limit = Files.writeString(folder.resolve("memory.max"), "134217728\n");
        byte[] launcher = Files.readAllBytes(Path.of(System.getProperty("server.launcher")));
        String changed = new String(launcher, StandardCharsets.ISO_8859_1)
                .replace("/sys/fs/cgroup/memory.max", limit.toString());
        Path small = Files.write(folder.resolve("small"), changed.getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(small.toFile().setExecutable(true));
        Map<String, String> variables = Map.of("JDK_JAVA_OPTIONS", "-XX:+PrintCommandLineFlags");

        var ended = ServerProcess.start(folder, variables, List.of(small.toString(), "--version"))
                .end();

        assertEquals(0, ended.exitCode(), ended.stderr());
        assertTrue(ended.stderr().contains("-XX:MaxHeapSize=" + (64 << 20)), ended.stderr());
        assertFalse(Files.exists(folder.resolve(".cache")));
    }

    private static void assertListed(ServerProcess.Ended ended) throws Exception {
        assertEquals(0, ended.exitCode(), ended.stderr());
        assertEquals(1, ended.stdout().size(), ended.toString());
        assertEquals(ToolList.ofJar(), ToolList.in(ended.answer("list")));
        assertFalse(ended.stderr().contains("arning"), ended.stderr());
    }

    /** Whether the server uses the archive; only Linux says so. */
    private static boolean isMapped(Path archive, ServerProcess server) throws IOException {
        Path maps = Path.of("/proc", String.valueOf(server.process().pid()), "maps");
        return Files.exists(maps) && Files.readString(maps).contains(archive.toString());
    }

    private ServerProcess start(Path launcher, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return ServerProcess.start(home, variables, command);
    }

    private ServerProcess.Ended run(Path launcher, String... arguments) throws Exception {
        ServerProcess server = start(launcher, arguments);
        try {
            server.write(ToolList.REQUEST);
            return server.end();
        } catch (IOException e) {
            // A process that does not serve may have ended before it read the request.
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

    /** For tests of something else: making the archive would go on after the test. */
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
