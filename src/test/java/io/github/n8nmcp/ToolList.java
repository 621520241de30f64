package io.github.n8nmcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The tools that a server lists. Tests compare every way to start the server with the jar itself. */
final class ToolList {
    /** Its answer has the id {@code list}. */
    static final String REQUEST = """
            {"jsonrpc":"2.0","id":"list","method":"tools/list"}
            """;

    private static List<String> ofJar = List.of();

    private ToolList() {}

    /** The names of the tools that the jar lists when nothing is configured. */
    static synchronized List<String> ofJar() throws Exception {
        if (ofJar.isEmpty()) {
            Path folder = Files.createTempDirectory("tool-list");
            ofJar = in(ServerProcess.pipe(folder, REQUEST).answer("list"));
        }
        return ofJar;
    }

    /** The names of the tools in an answer to {@link #REQUEST}; fails if there is none. */
    static List<String> in(JsonNode answer) {
        List<String> names = StreamSupport.stream(answer.at("/result/tools").spliterator(), false)
                .map(tool -> tool.path("name").asText())
                .toList();
        if (names.isEmpty()) {
            throw new AssertionError("no tools: " + answer);
        }
        return names;
    }
}
