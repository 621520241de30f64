package io.github.n8nmcp.call;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.Workflow;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Copies of definitions as they were before a change, in {@code FOLDER/INSTANCE/ID-TIMESTAMP.json}. */
public final class Backups {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** What {@link #write} calls its files. */
    private static final Pattern OWN_NAME = Pattern.compile("[A-Za-z0-9%*+_-][A-Za-z0-9.%*+_-]*\\.json");

    private final Optional<Path> folder;
    private final Clock clock;

    /** Keeps no copies if there is no folder. */
    public Backups(Optional<Path> folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    boolean areKept() {
        return folder.isPresent();
    }

    /** Writes a copy that only its owner may read; answers the file. */
    Optional<Path> write(String instance, Workflow workflow) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path target = folder.get().resolve(fileName(instance));
        String name = fileName(workflow.id()) + "-" + timestamp();
        try {
            Files.createDirectories(target, ownerOnly("rwx------"));
            // Under a name of its own until it is whole: a disk may become full in the middle.
            Path part = Files.createTempFile(target, name, ".part", ownerOnly("rw-------"));
            try {
                Files.write(part, Json.bytes(workflow.json()));
                for (int i = 0; ; i++) {
                    Path file = target.resolve(name + (i == 0 ? "" : "-" + i) + ".json");
                    try {
                        return Optional.of(Files.move(part, file));
                    } catch (FileAlreadyExistsException e) {
                        // Another change in the same millisecond.
                    }
                }
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw ToolException.failed("Nothing was changed, because the backup could not be written to " + target
                    + ". Make that folder writable, or take backup_dir out of the configuration.");
        }
    }

    /**
     * Reads a copy that this server wrote for this instance.
     *
     * @param name of a file, with nothing of a path in it
     * @throws ToolException if there is no such file in the instance's folder, or it holds no workflow
     */
    Workflow read(String instance, String name) {
        if (folder.isEmpty()) {
            throw ToolException.invalid("No backups are kept: backup_dir is not set in the configuration.");
        }
        if (!OWN_NAME.matcher(name).matches()) {
            throw ToolException.invalid(
                    "Invalid backup: must be the name of a file in the instance's folder of backup_dir, "
                            + "such as ID-TIMESTAMP.json, without a path, not " + Quoted.name(name));
        }
        Path home = folder.get().resolve(fileName(instance));
        try {
            Path file = home.resolve(name).toRealPath();
            // What a link that leads out of the folder leads to is not read.
            if (file.getParent().equals(home.toRealPath()) && Files.isRegularFile(file)) {
                JsonNode tree = Json.tree(Files.readAllBytes(file));
                if (tree instanceof ObjectNode json
                        && json.path("nodes").isArray()
                        && json.path("connections").isObject()) {
                    return new Workflow(json);
                }
                throw ToolException.invalid("Backup " + Quoted.name(name) + " holds no workflow. Nothing was written.");
            }
        } catch (JacksonException e) {
            throw ToolException.invalid("Backup " + Quoted.name(name) + " is not valid JSON. Nothing was written.");
        } catch (IOException e) {
            // The same answer as for a file that is none of ours.
        }
        throw ToolException.invalid("There is no backup " + Quoted.name(name) + " of instance '" + instance
                + "' that can be read. The answer of an update or a deletion names its backup.");
    }

    private String timestamp() {
        return DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'")
                .withZone(ZoneOffset.UTC)
                .format(clock.instant());
    }

    /** A text as the name of a file: no text reaches another folder. */
    private static String fileName(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replaceFirst("^\\.", "%2E");
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        if (!POSIX) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
    }
}
