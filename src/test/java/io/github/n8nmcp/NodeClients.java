package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The scripts of {@code src/test/js} with their packages from npm, in the versions that are pinned there. */
final class NodeClients {
    private static final Path SOURCES = Path.of("src/test/js");
    private static final Path INSTALLED = Path.of("target/js").toAbsolutePath();
    private static boolean ready;

    private NodeClients() {}

    /** Runs a script, which must end well, and answers what it prints. */
    static String run(List<String> command, String stdin) throws IOException, InterruptedException {
        install();
        return output(command, stdin);
    }

    /** Installs the packages, once, and answers the folder with them and the scripts. */
    static synchronized Path install() throws IOException, InterruptedException {
        if (!ready) {
            Files.createDirectories(INSTALLED);
            try (Stream<Path> files = Files.list(SOURCES)) {
                for (Path file : files.toList()) {
                    Files.copy(file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            List<String> install =
                    List.of("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error");
            output(install, "");
            ready = true;
        }
        return INSTALLED;
    }

    private static String output(List<String> command, String stdin) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(INSTALLED.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> command + ": " + output);
        return output;
    }
}
