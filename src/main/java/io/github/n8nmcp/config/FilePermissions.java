package io.github.n8nmcp.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** Who besides the owner may read a file that holds keys. */
final class FilePermissions {
    private FilePermissions() {}

    /**
     * A sentence if others may read the file; nothing where the file system knows no such permissions
     * (Windows).
     */
    static List<String> warnings(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ)) {
                return List.of(file + " can be read by other users of this machine. Run: chmod 600 " + file);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Reading the file itself says what is wrong with it.
        }
        return List.of();
    }
}
