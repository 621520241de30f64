package io.github.n8nmcp;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The folder where the launcher keeps its class-data archives. */
record ArchiveCache(Path folder) {
    static ArchiveCache below(Path home) {
        return new ArchiveCache(home.resolve(".cache/n8n-workflows-mcp"));
    }

    /** Waits until the folder has one complete archive and nothing that its making left, and returns it. */
    Path archive() throws Exception {
        return archiveAfter(FileTime.fromMillis(-1));
    }

    /** Waits in the same way for an archive that was made after this time. */
    Path archiveAfter(FileTime time) throws Exception {
        Files.createDirectories(folder);
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            while (true) {
                List<Path> now = files();
                if (now.size() == 1
                        && Files.getLastModifiedTime(now.get(0)).compareTo(time) > 0
                        && now.get(0).toString().matches(".*\\." + Files.size(now.get(0)) + "\\.(jsa|aot)")) {
                    return now.get(0);
                }
                changes.poll(60, TimeUnit.SECONDS).reset();
            }
        }
    }

    /** All files but the one whose bytes are the locks of workflows, which the training run makes as every server does. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("locks")).sorted().toList();
        }
    }
}
