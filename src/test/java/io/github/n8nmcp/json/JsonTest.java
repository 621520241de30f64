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
                "[0,-1,2147483647,2147483648,-9223372036854775808,9223372036854775808]",
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

    @Test
    void aNumberTooLargeForADoubleKeepsItsValue() throws Exception {
        assertEquals("[1E+999]", Json.text(Json.tree("[1e999]")));
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
    void whatCanBeReadCanBeWrittenInsideAnEnvelope() throws Exception {
        int deep = 1000;
        JsonNode tree = Json.tree("[".repeat(deep) + "]".repeat(deep));
        JsonNode wrapped = MAPPER.createObjectNode().set("result", tree);

        assertEquals(2 * deep + "{\"result\":}".length(), Json.bytes(wrapped).length);
        assertThrows(JacksonException.class, () -> Json.tree("[".repeat(deep + 1) + "]".repeat(deep + 1)));
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
