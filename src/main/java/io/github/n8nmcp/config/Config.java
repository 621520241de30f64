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
 * @param errors how failures are told, unless the variable {@code N8N_MCP_ERRORS} says otherwise
 * @param structuredContent whether answers have {@code structuredContent}, and tools an {@code outputSchema}; without them,
 *     clients that show a model both forms of an answer show one
 * @param backupDir where definitions are copied to before they are changed
 * @param warnings sentences for the owner about things that work but should be mended
 */
public record Config(
        String source,
        Map<String, Instance> instances,
        String defaultInstance,
        ErrorStyle errors,
        boolean structuredContent,
        Optional<Path> backupDir,
        List<String> warnings) {

    /** Copies the collections, keeping their order. */
    public Config {
        instances = Collections.unmodifiableMap(new LinkedHashMap<>(instances));
        warnings = List.copyOf(warnings);
    }

    Config withErrors(ErrorStyle style) {
        return new Config(source, instances, defaultInstance, style, structuredContent, backupDir, warnings);
    }
}
