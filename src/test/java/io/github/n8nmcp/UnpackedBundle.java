package io.github.n8nmcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.condition.OS;

/** The bundle for desktop clients, unpacked as they do it, and started as its manifest says. */
record UnpackedBundle(Path folder, JsonNode manifest) {
    /** No file becomes executable, since some clients unpack them so. */
    static UnpackedBundle in(Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(System.getProperty("mcpb.bundle"))) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        return new UnpackedBundle(folder, ServerProcess.json(Files.readString(folder.resolve("manifest.json"))));
    }

    /** Starts it as the manifest says for this system, with what a user has filled in and else the defaults. */
    ServerProcess start(Path in, Map<String, String> filledIn) {
        Map<String, String> values = new HashMap<>();
        manifest.path("user_config").properties().stream()
                .filter(option -> option.getValue().has("default"))
                .forEach(option -> values.put(
                        option.getKey(), option.getValue().path("default").asText()));
        values.putAll(filledIn);
        JsonNode config = manifest.at("/server/mcp_config");
        JsonNode here = OS.current() == OS.WINDOWS ? config.at("/platform_overrides/win32") : config;
        List<String> command = new ArrayList<>(List.of(here.path("command").asText()));
        here.path("args").forEach(argument -> command.add(substitute(argument.asText(), values)));
        // No archive, since making it would go on after the test.
        Map<String, String> variables =
                new HashMap<>(Map.of("JAVA_HOME", System.getProperty("java.home"), "XDG_CACHE_HOME", "/dev/null"));
        config.path("env")
                .properties()
                .forEach(variable -> variables.put(
                        variable.getKey(), substitute(variable.getValue().asText(), values)));
        return ServerProcess.start(in, variables, command);
    }

    /** A placeholder without a value stays in the text, as clients do it. */
    private String substitute(String text, Map<String, String> values) {
        String result = text.replace("${__dirname}", folder.toString());
        for (var value : values.entrySet()) {
            result = result.replace("${user_config." + value.getKey() + "}", value.getValue());
        }
        return result;
    }
}
