package io.github.n8nmcp.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * JSON text to Jackson's trees and back. Jackson's {@code ObjectMapper} does this too, among much else; but making one
 * takes a quarter of this server's start (measured on JDK 17), and a server is started with every conversation.
 */
public final class Json {
    /** A text may have up to this many characters. */
    private static final int LONGEST_TEXT = 64 << 20;

    /** What is only copied or skipped may be nested deeper than a tree may be. */
    private static final int DEEPEST_STREAM = 1_000_000;

    private static final int DEEPEST_WRITTEN = 400_000;

    private static final JsonFactory FACTORY = factory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    private static JsonFactory factory() {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxStringLength(LONGEST_TEXT)
                .maxNameLength(LONGEST_TEXT)
                .maxNumberLength(LONGEST_TEXT)
                .maxNestingDepth(DEEPEST_STREAM)
                .build();
        StreamWriteConstraints deeper = StreamWriteConstraints.builder()
                .maxNestingDepth(DEEPEST_WRITTEN)
                .build();
        return JsonFactory.builder()
                .streamReadConstraints(constraints)
                .streamWriteConstraints(deeper)
                // A stream is closed by who opened it, and may have an end to be read behind the JSON.
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                // Half of a surrogate pair has no form in UTF-8, so it stays an escape.
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .build();
    }

    /** Reads UTF-8 as a stream of tokens. */
    public static JsonParser parser(InputStream in) throws IOException {
        return FACTORY.createParser(new LoneSurrogates(in));
    }

    /** The one value that UTF-8 bytes hold; missing if they hold none. Throws a {@code JacksonException} for any other. */
    public static JsonNode tree(byte[] utf8) throws IOException {
        return tree(utf8, 0, utf8.length);
    }

    /** The one value that a part of the bytes holds. */
    public static JsonNode tree(byte[] utf8, int offset, int length) throws IOException {
        try (JsonParser parser = LoneSurrogates.mayBeIn(utf8, offset, length)
                ? parser(new ByteArrayInputStream(utf8, offset, length))
                : FACTORY.createParser(utf8, offset, length)) {
            return only(parser);
        }
    }

    /** The one value that a text holds. */
    public static JsonNode tree(String text) throws IOException {
        return tree(text.getBytes(StandardCharsets.UTF_8));
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

    /**
     * The value at whose first token the parser stands; it stands at its last one afterwards. Throws a {@code
     * StreamConstraintsException} if it is nested more than 10,000 levels deep.
     */
    public static JsonNode tree(JsonParser parser) throws IOException {
        return new TreeReader(parser).read();
    }

    /** As {@link #tree(JsonParser)}, but empty for a value that is nested too deeply; the parser stands at its end then too. */
    public static Optional<JsonNode> treeUnlessTooDeep(JsonParser parser) throws IOException {
        int depth = parser.getParsingContext().getNestingDepth();
        try {
            return Optional.of(tree(parser));
        } catch (StreamConstraintsException e) {
            while (parser.getParsingContext().getNestingDepth() >= depth) {
                if (parser.nextToken() == null) {
                    throw new JsonParseException(parser, "a value must end here");
                }
            }
            return Optional.empty();
        }
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
            } else if (token == JsonToken.FIELD_NAME) {
                out.writeFieldName(LoneSurrogates.restored(parser.currentName(), parser));
            } else if (token == JsonToken.VALUE_STRING) {
                out.writeString(LoneSurrogates.restored(parser.getText(), parser));
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
        return NODES.pojoNode(new RawJson(utf8, false));
    }

    /** A text that holds the JSON of a raw value. */
    public static JsonNode quoted(JsonNode raw) {
        return NODES.pojoNode(new RawJson(bytes(raw), true));
    }

    /** Writes a value as tokens. */
    public static void write(JsonNode value, JsonGenerator out) throws IOException {
        new TreeWriter(out).write(value);
    }

    /** What writes a value as tokens. */
    @FunctionalInterface
    public interface Writing {
        void to(JsonGenerator out) throws IOException;
    }

    /** What is written, as compact UTF-8. */
    public static byte[] bytes(Writing writing) throws IOException {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator out = FACTORY.createGenerator(bytes);
        writing.to(out);
        // Not after a failure: without memory, closing fails too, with an error that hides the first.
        out.close();
        return bytes.toByteArray();
    }

    /** A value as compact UTF-8. */
    public static byte[] bytes(JsonNode value) {
        if (value instanceof POJONode node && node.getPojo() instanceof RawJson raw && !raw.isQuoted()) {
            return raw.utf8();
        }
        try {
            return bytes(out -> write(value, out));
        } catch (IOException e) {
            throw new UncheckedIOException("a tree could not be written to memory", e);
        }
    }

    /** A value as compact text. */
    public static String text(JsonNode value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }
}
