package io.github.n8nmcp.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.n8nmcp.call.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That README says of the tools what the code has. */
class ReadmeTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\| ((?:`\\w+`(?:, )?)*) \\|", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    @Test
    void theTableOfToolsHasEveryToolWithItsArgumentsInOrder() throws IOException {
        List<String> documented = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("README.md")));
        while (row.find()) {
            List<String> arguments = WORD.matcher(row.group(2))
                    .results()
                    .map(word -> word.group(1))
                    .toList();
            documented.add(row.group(1) + " " + arguments);
        }

        assertEquals(
                AllTools.LIST.stream()
                        .map(tool -> tool.name() + " " + arguments(tool))
                        .toList(),
                documented);
    }

    private static List<String> arguments(Tool<?> tool) {
        Map<?, ?> properties =
                new ObjectMapper().convertValue(tool.inputSchema(List.of(), "").get("properties"), Map.class);
        return properties.keySet().stream()
                .map(String::valueOf)
                .flatMap(name -> name.equals("instance") ? Stream.empty() : Stream.of(name))
                .toList();
    }
}
