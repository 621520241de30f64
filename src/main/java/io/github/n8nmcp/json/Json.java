package io.github.n8nmcp.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON text to Jackson's trees and back. Jackson's {@code ObjectMapper} does this too, among much else; but making one
 * takes a quarter of this server's start (measured on JDK 17), and a server is started with every conversation.
 */
public final class Json {
    /** A text may have up to this many characters. */
    private static final int LONGEST_TEXT = 64 << 20;

    private static final JsonFactory FACTORY = factory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    private static JsonFactory factory() {
        StreamReadConstraints constraints =
                StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build();
        // What can just be read must still be writable inside the envelope of an answer.
        StreamWriteConstraints deeper = StreamWriteConstraints.builder()
                .maxNestingDepth(2 * constraints.getMaxNestingDepth())
                .build();
        return JsonFactory.builder()
                .streamReadConstraints(constraints)
                .streamWriteConstraints(deeper)
                // A stream is closed by who opened it, and may have an end to be read behind the JSON.
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                // Every character stands for itself; half a pair, which UTF-8 has not, stays an escape.
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
    }

    /** Reads UTF-8 as a stream of tokens. */
    public static JsonParser parser(InputStream in) throws IOException {
        return FACTORY.createParser(in);
    }

    /** The one value that UTF-8 bytes hold; missing if they hold none. Throws a {@code JacksonException} for any other. */
    public static JsonNode tree(byte[] utf8) throws IOException {
        return tree(utf8, 0, utf8.length);
    }

    /** The one value that a part of the bytes holds. */
    public static JsonNode tree(byte[] utf8, int offset, int length) throws IOException {
        try (JsonParser parser = FACTORY.createParser(utf8, offset, length)) {
            return only(parser);
        }
    }

    /** The one value that a text holds. */
    public static JsonNode tree(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return only(parser);
        }
    }

    /** As {@link #tree(byte[])}, but an object that has a field twice is an error and not the last of them. */
    public static JsonNode treeWithoutDuplicates(byte[] utf8) throws IOException {
        try (JsonParser parser = FACTORY.createParser(utf8).enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)) {
            return only(parser);
        }
    }

    private static JsonNode only(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            return MissingNode.getInstance();
        }
        JsonNode tree = tree(parser);
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "there is more after the value");
        }
        return tree;
    }

    /** The value at whose first token the parser stands; it stands at its last one afterwards. */
    public static JsonNode tree(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new JsonParseException(parser, "a value must begin here");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new JsonParseException(parser, "a value must begin here");
        };
    }

    private static ObjectNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            object.set(name, tree(parser));
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(tree(parser));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private static JsonNode fraction(JsonParser parser) throws IOException {
        double number = parser.getDoubleValue();
        // Too large for a double: kept as it is, since JSON has no word for infinity.
        return Double.isFinite(number) ? NODES.numberNode(number) : NODES.numberNode(parser.getDecimalValue());
    }

    /** Copies the value at whose first token the parser stands. Its numbers stay as they are written. */
    public static void copy(JsonParser parser, JsonGenerator out) throws IOException {
        int depth = 0;
        for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
            if (token == null) {
                throw new JsonParseException(parser, "a value must end here");
            }
            if (token.isNumeric()) {
                out.writeNumber(parser.getText());
            } else {
                out.copyCurrentEvent(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0 && token != JsonToken.FIELD_NAME) {
                return;
            }
        }
    }

    /** JSON in UTF-8, on one line, as a value that is written as it is, for what need not be looked into. */
    public static JsonNode raw(byte[] utf8) {
        return NODES.pojoNode(new Raw(utf8, false));
    }

    /** A text that holds the JSON of a raw value. */
    public static JsonNode quoted(JsonNode raw) {
        return NODES.pojoNode(new Raw(bytes(raw), true));
    }

    private static final class Raw {
        private final byte[] utf8;
        private final boolean quoted;

        Raw(byte[] utf8, boolean quoted) {
            this.utf8 = utf8;
            this.quoted = quoted;
        }

        void write(JsonGenerator out) throws IOException {
            if (quoted) {
                out.writeUTF8String(utf8, 0, utf8.length);
                return;
            }
            // A generator takes raw values as characters only, so the bytes go round it to where it writes.
            out.writeRawValue("");
            out.flush();
            ((OutputStream) out.getOutputTarget()).write(utf8);
        }
    }

    /** Writes a value; throws a {@code JacksonException} if it is nested too deeply. */
    public static void write(JsonNode value, JsonGenerator out) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                for (Map.Entry<String, JsonNode> field : value.properties()) {
                    out.writeFieldName(field.getKey());
                    write(field.getValue(), out);
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (JsonNode element : value) {
                    write(element, out);
                }
                out.writeEndArray();
            }
            case STRING -> out.writeString(value.textValue());
            case NUMBER -> writeNumber(value, out);
            case BOOLEAN -> out.writeBoolean(value.booleanValue());
            case NULL, MISSING -> out.writeNull();
            case POJO -> ((Raw) ((POJONode) value).getPojo()).write(out);
            default -> throw new IllegalArgumentException("no JSON: " + value.getNodeType());
        }
    }

    private static void writeNumber(JsonNode number, JsonGenerator out) throws IOException {
        switch (number.numberType()) {
            case INT -> out.writeNumber(number.intValue());
            case LONG -> out.writeNumber(number.longValue());
            case BIG_INTEGER -> out.writeNumber(number.bigIntegerValue());
            case BIG_DECIMAL -> out.writeNumber(number.decimalValue());
            default -> out.writeNumber(number.doubleValue());
        }
    }

    /** What writes a value as tokens. */
    @FunctionalInterface
    public interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    /** What is written, as compact UTF-8; throws a {@code JacksonException} if it is nested too deeply. */
    public static byte[] bytes(Writing writing) throws IOException {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            writing.to(out);
        }
        return bytes.toByteArray();
    }

    /** A value as compact UTF-8. What can be read can be written; of what is nested still deeper this throws. */
    public static byte[] bytes(JsonNode value) {
        if (value instanceof POJONode node && node.getPojo() instanceof Raw raw && !raw.quoted) {
            return raw.utf8;
        }
        try {
            return bytes(out -> write(value, out));
        } catch (IOException e) {
            throw new UncheckedIOException("nested too deeply", e);
        }
    }

    /** A value as compact text. */
    public static String text(JsonNode value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }
}
