package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the tests are written. */
class TextBlocksTest {
    private static final Pattern ARGUMENT = Pattern.compile("(.*[({,] ?|\\s*)\"{3}");

    /** The formatter writes a call around a text block in a shape in which nobody finds the other arguments. */
    @Test
    void aTextBlockHasANameAndIsNoArgumentOfACall() throws IOException {
        List<String> arguments = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (ARGUMENT.matcher(lines.get(i)).matches()) {
                        arguments.add(file + ":" + (i + 1));
                    }
                }
            }
        }

        assertEquals(List.of(), arguments, "Give each of these text blocks a name: a local variable or a constant.");
    }
}
