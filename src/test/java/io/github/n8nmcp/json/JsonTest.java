package io.github.n8nmcp.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading and writing JSON, held against Jackson's own ObjectMapper. */
class JsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":{\"b\":[1,[],{}]},\"c\":null}",
                "[true,false,null]",
                "[0,-1,2147483647,2147483648,-9223372036854775808]",
                "[0.1,-2.5,1.0E-7,1.7976931348623157E308]",
                "\"\"",
                "\"quote \\\" backslash \\\\ line \\n nul \\u0000 ä € 😀 \\u2028\"",
                "{\"\":1,\"ä\\n\":2}",
                "7",
            })
    void readsAndWritesAsJacksonsMapperDoes(String text) throws Exception {
        JsonNode tree = Json.tree(text);

        assertEquals(MAPPER.readTree(text), tree);
        assertEquals(tree, Json.tree(text.getBytes(StandardCharsets.UTF_8)));
        assertEquals(MAPPER.writeValueAsString(tree), Json.text(tree));
        assertEquals(
                MAPPER.writeValueAsString(tree),
                MAPPER.readTree(Json.bytes(tree)).toString());
    }

    @Test
    void aFieldGivenTwiceIsTheLastOne() throws Exception {
        assertEquals("{\"a\":2}", Json.text(Json.tree("{\"a\":1,\"a\":2}")));
    }

    @Test
    void aFieldGivenTwiceIsAnErrorWhereThatIsAsked() {
        byte[] twice = "{\"x\":{\"a\":1,\"a\":2}}".getBytes(StandardCharsets.UTF_8);

        assertThrows(JacksonException.class, () -> Json.treeWithoutDuplicates(twice));
    }

    /** Java's big numbers fail on the last one, and take all memory for the one before. */
    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "1e999", "-1.5E+999999999", "1e99999999999"})
    void aNumberTooLargeForLongAndDoubleStaysAsItIsWritten(String number) throws Exception {
        JsonNode tree = Json.tree("[" + number + "]");

        assertEquals("[" + number + "]", Json.text(tree));
        assertEquals(Json.tree("[" + number + "]"), tree);
        assertFalse(tree.get(0).canConvertToInt());
        assertEquals(number, tree.get(0).asText());
    }

    @Test
    void numbersOfElevenHundredDigitsAreKept() throws Exception {
        String digits = "9".repeat(1100);
        String json = "[" + digits + ",-" + digits + "]";

        assertEquals(json, Json.text(Json.tree(json)));
        assertEquals(json, copied(json));
        assertEquals("[0.1111111111111111]", Json.text(Json.tree("[0." + "1".repeat(1100) + "]")));
    }

    /** JavaScript writes half of a surrogate pair as an escape, and so does this. */
    @ParameterizedTest
    @ValueSource(strings = {"\\uD800", "a\\uDC00b", "\\uD800\\uD800", "😀\\uD83D", "\\uD83Dx"})
    void halvesOfSurrogatePairsAreKeptInKeysAndTexts(String text) throws Exception {
        String json = "{\"" + text + "\":[\"" + text + "\"]}";

        assertEquals(json, Json.text(Json.tree(json)));
        assertEquals(json, Json.text(Json.tree(json.getBytes(StandardCharsets.UTF_8))));
        assertEquals(json, copied(json));
    }

    /** At every place of the buffer that texts are read through. */
    @Test
    void halvesAndPairsAreKeptWhereverTheyStand() throws Exception {
        for (int before = 8 << 10; before > (8 << 10) - 30; before--) {
            String json = "{\"" + "x".repeat(before) + "\\\\\\uD83D\":\"\\uDE00 \\ud83d\\ude00 \\\\ud83d \\u00e4\"}";

            assertEquals(
                    MAPPER.readTree(json.replace("\\uD83D\"", "\"")).elements().next(),
                    Json.tree(json).elements().next());
            assertEquals(Json.text(Json.tree(json)), copied(json));
            assertTrue(Json.text(Json.tree(json)).contains("x\\\\\\uD83D\":"));
        }
    }

    @Test
    void keysOfAHundredThousandCharactersAreKept() throws Exception {
        String json = "{\"" + "kä".repeat(50_000) + "\":1}";

        assertEquals(json, Json.text(Json.tree(json.getBytes(StandardCharsets.UTF_8))));
        assertEquals(json, copied(json));
    }

    private static String copied(String json) throws Exception {
        try (JsonParser parser = Json.parser(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            parser.nextToken();
            return new String(Json.bytes(out -> Json.copy(parser, out)), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{} {}", "1 2", "nope", "{\"a\" 1}", "]", "NaN", "'a'", "[1,]"})
    void whatIsNotOneValueIsAnError(String text) {
        assertThrows(JacksonException.class, () -> Json.tree(text));
    }

    @Test
    void nothingIsMissing() throws Exception {
        assertTrue(Json.tree(" ").isMissingNode());
        assertTrue(Json.tree(new byte[0]).isMissingNode());
    }

    @Test
    void aValueInAStreamEndsTheReadingAtItsLastToken() throws Exception {
        byte[] bytes = "[{\"a\":[1]},2]".getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = Json.parser(new ByteArrayInputStream(bytes))) {
            parser.nextToken();
            parser.nextToken();

            assertEquals("{\"a\":[1]}", Json.text(Json.tree(parser)));
            parser.nextToken();
            assertEquals(2, parser.getIntValue());
        }
    }

    @Test
    void aStreamIsLeftOpenForWhoOpenedIt() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream in = new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        Json.parser(in).close();

        assertFalse(closed.get());
    }

    @Test
    void aTreeMayBeNestedTenThousandLevelsDeep() throws Exception {
        int deep = 10_000;
        String arrays = "[".repeat(deep) + "]".repeat(deep);
        String objects = "{\"a\":".repeat(deep) + "1" + "}".repeat(deep);

        assertEquals(arrays, Json.text(Json.tree(arrays)));
        assertEquals(objects, Json.text(Json.tree(objects)));
        assertThrows(JacksonException.class, () -> Json.tree("[" + arrays + "]"));
    }

    @Test
    void whatIsOnlyCopiedMayBeNestedDeeper() throws Exception {
        int deep = 100_000;
        String arrays = "[".repeat(deep) + "]".repeat(deep);

        assertEquals(arrays, copied(arrays));
    }

    @Test
    void whatIsRawIsWrittenAsItIsAndQuotedAsAText() throws Exception {
        String json = "{\"a\":[1.50,\"\\u00e4 ☾ 😀 \\\" \\n\"]}";
        JsonNode raw = Json.raw(json.getBytes(StandardCharsets.UTF_8));
        ObjectNode both = MAPPER.createObjectNode().put("before", 1);
        both.set("raw", raw);
        both.putArray("list").add(Json.quoted(raw)).add(raw).add(2);

        assertEquals(json, Json.text(raw));
        assertEquals(
                "{\"before\":1,\"raw\":" + json + ",\"list\":[" + MAPPER.writeValueAsString(json) + "," + json + ",2]}",
                Json.text(both));
    }

    @Test
    void whatIsNoJsonIsNotWritten() {
        assertThrows(IllegalArgumentException.class, () -> Json.bytes(BinaryNode.valueOf(new byte[] {1})));
    }
}
