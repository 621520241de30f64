package io.github.n8nmcp.stdio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, the next good line is served. */
class AbuseTest {
    private static final String GOOD = "{\"jsonrpc\":\"2.0\",\"id\":\"good\",\"method\":\"m\"}\n";

    @Test
    void aLineOfMoreThan64MegabytesIsRefused() throws Exception {
        InputStream huge = new InputStream() {
            private int left = (64 << 20) + 1;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int count = Math.min(length, left);
                if (count <= 0) {
                    return -1;
                }
                java.util.Arrays.fill(bytes, offset, offset + count, (byte) 'x');
                left -= count;
                return count;
            }
        };

        List<JsonNode> answers = serve(new SequenceInputStream(huge, stream("\n" + GOOD)));

        assertEquals(-32600, answers.get(0).at("/error/code").asInt());
        assertEquals("good", answers.get(1).path("id").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"a\":["})
    void aHundredThousandBracketsAreTooDeepToBeServed(String start) throws Exception {
        List<JsonNode> answers = serve(stream(start.repeat(100_000) + "\n" + GOOD));

        assertEquals(-32600, answers.get(0).at("/error/code").asInt());
        assertEquals("good", answers.get(1).path("id").asText());
    }

    @Test
    void bytesThatAreNoUtf8AreAParseError() throws Exception {
        byte[] line = "{\"jsonrpc\":\"2.0\",\"id\":\"?\",\"method\":\"m\"}\n".getBytes(StandardCharsets.US_ASCII);
        line[23] = (byte) 0xff;

        List<JsonNode> answers = serve(new SequenceInputStream(new ByteArrayInputStream(line), stream(GOOD)));

        assertEquals(-32700, answers.get(0).at("/error/code").asInt());
        assertEquals("good", answers.get(1).path("id").asText());
    }

    @Test
    void loneCarriageReturnsAndBlankLinesAreNothing() throws Exception {
        assertEquals(1, serve(stream("\r\n\r\n \t \n\r\r\n" + GOOD)).size());
    }

    /** Random bytes, and good messages with random bytes changed; the seed makes a failure repeatable. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomBytesNeverEndIt(long seed) throws Exception {
        Random random = new Random(seed);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (int i = 0; i < 5_000; i++) {
            byte[] line = i % 2 == 0
                    ? new byte[random.nextInt(200)]
                    : ("{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"m\",\"params\":{\"a\":[1,\"x\",null]}}")
                            .getBytes(StandardCharsets.UTF_8);
            if (i % 2 == 0) {
                random.nextBytes(line);
            } else {
                line[random.nextInt(line.length)] = (byte) random.nextInt(256);
            }
            lines.write(line);
            lines.write('\n');
        }

        List<JsonNode> answers =
                serve(new SequenceInputStream(new ByteArrayInputStream(lines.toByteArray()), stream(GOOD)));

        assertTrue(
                answers.stream().anyMatch(answer -> answer.path("id").asText().equals("good")));
        assertTrue(
                answers.stream().allMatch(answer -> answer.has("result") || answer.has("error") || answer.isArray()));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> serve(InputStream in) throws Exception {
        return Served.bytes(in, new Answering());
    }
}
