package io.github.n8nmcp.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the owner configured.
 *
 * @param source where it came from, for messages
 * @param instances by name, in the order of the file; never empty
 * @param defaultInstance what a call means that names none; a key of the map
 * @param backupDir where definitions are copied to before they are changed
 * @param warnings sentences for the owner about things that work but should be mended
 */
public record Config(
        String source,
        Map<String, Instance> instances,
        String defaultInstance,
        ErrorStyle errors,
        Optional<Path> backupDir,
        List<String> warnings) {

    /** Copies the collections, keeping their order. */
    public Config {
        instances = Collections.unmodifiableMap(new LinkedHashMap<>(instances));
        warnings = List.copyOf(warnings);
    }
}
