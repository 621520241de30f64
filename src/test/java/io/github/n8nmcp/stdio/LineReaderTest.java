package io.github.n8nmcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How bytes become lines, however they arrive. */
class LineReaderTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void cutsAtLineFeedsWhateverTheSizeOfTheChunks(int chunk) throws IOException {
        assertEquals(List.of("a", "", "b c", "d"), lines("a\n\nb c\nd", chunk, 100));
    }

    /** A slash stands for a line feed. */
    @ParameterizedTest
    @CsvSource({"12345/x/, '12345,x'", "123456/x/, '!,x'", "1/123456789/, '1,!'", "1234567890, !", "12345, 12345"})
    void passesOverALineThatIsTooLongAndServesTheNext(String text, String expected) throws IOException {
        assertEquals(List.of(expected.split(",")), lines(text.replace('/', '\n'), 4, 5));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-,0", "'\n',1", "'\n\n',2"})
    void endsAtTheEnd(String text, int count) throws IOException {
        assertEquals(count, lines(text == null ? "" : text, 10, 10).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {65_535, 65_536, 65_537, 300_000})
    void keepsLongLinesWhole(int length) throws IOException {
        String line = "x".repeat(length);
        assertEquals(List.of(line, "y"), lines(line + "\ny\n", 8192, 1 << 20));
    }

    /** Each line's text; an exclamation mark for one that is too long. */
    private static List<String> lines(String text, int chunk, int limit) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, chunk));
            }
        };
        LineReader reader = new LineReader(in, limit);
        List<String> lines = new ArrayList<>();
        while (true) {
            switch (reader.next()) {
                case LINE -> lines.add(new String(reader.bytes(), 0, reader.length(), StandardCharsets.UTF_8));
                case TOO_LONG -> lines.add("!");
                case END -> {
                    return lines;
                }
            }
        }
    }
}
