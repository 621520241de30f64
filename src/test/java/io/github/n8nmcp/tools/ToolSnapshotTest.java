package io.github.n8nmcp.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.fixture.N8nStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each tool as agents see it, in a file of its own. A change of what they see is meant or it is a mistake; whoever means
 * it renews the files with {@code mvn -q test -Dtest=ToolSnapshotTest -Dsnapshots=renew} and commits them.
 */
class ToolSnapshotTest {
    private static final Path FOLDER = Path.of("src/test/resources/tools");
    private static final String HOW_TO_RENEW = "mvn -q test -Dtest=ToolSnapshotTest -Dsnapshots=renew";
    /** The same line ends on every system. */
    private static final PrettyPrinter INDENTED =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @BeforeEach
    void renewIfAsked() throws IOException {
        if (!System.getProperty("snapshots", "").equals("renew")) {
            return;
        }
        Files.createDirectories(FOLDER);
        for (String stale : stored().keySet()) {
            Files.delete(file(stale));
        }
        for (Map.Entry<String, String> tool : listed().entrySet()) {
            Files.writeString(file(tool.getKey()), tool.getValue());
        }
    }

    @Test
    void everyToolIsListedAsItsSnapshotHasIt() throws IOException {
        assertEquals(stored(), listed(), HOW_TO_RENEW);
    }

    private static Path file(String tool) {
        return FOLDER.resolve(tool + ".json");
    }

    private static Map<String, String> stored() throws IOException {
        Map<String, String> stored = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                stored.put(file.getFileName().toString().replaceFirst("\\.json$", ""), Files.readString(file));
            }
        }
        return stored;
    }

    private Map<String, String> listed() {
        Map<String, JsonNode> byName = n8n.listedTools()
                .valueStream()
                .collect(Collectors.toMap(tool -> tool.path("name").asText(), tool -> tool));
        Map<String, String> listed = new TreeMap<>();
        for (Tool<?> tool : AllTools.LIST) {
            listed.put(tool.name(), indented(byName.get(tool.name())));
        }
        return listed;
    }

    private static String indented(JsonNode tool) {
        try {
            return new ObjectMapper().writer(INDENTED).writeValueAsString(tool) + "\n";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
