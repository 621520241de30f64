package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.n8nmcp.http.ResponseReader;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads whatever a webhook answers, up to a limit. */
final class WebhookAnswerReader implements ResponseReader<WebhookAnswer> {
    /** Of a text this many bytes are kept. */
    private static final int LONGEST_TEXT = 16 << 10;

    /** The size of anything else is counted up to this many bytes. */
    private static final int LONGEST_COUNTED = 1 << 20;

    private static final Pattern TEXTUAL = Pattern.compile("json|xml|javascript|x-www-form-urlencoded|yaml");

    @Override
    public boolean accepts(Head head) {
        return true;
    }

    @Override
    public boolean readsAll() {
        return false;
    }

    @Override
    public WebhookAnswer read(Head head, InputStream body) throws IOException {
        byte[] start = body.readNBytes(LONGEST_TEXT);
        byte[] more = body.readNBytes(1);
        boolean cut = more.length > 0;
        String text = isText(head.contentType()) ? text(start, cut) : null;
        if (text != null) {
            return new WebhookAnswer(head.status(), head.contentType(), json(text), start.length, cut);
        }
        long size = (long) start.length + more.length;
        byte[] next = more;
        while (next.length > 0 && size < LONGEST_COUNTED) {
            next = body.readNBytes(LONGEST_TEXT);
            size += next.length;
        }
        return new WebhookAnswer(
                head.status(), head.contentType(), MissingNode.getInstance(), size, size >= LONGEST_COUNTED);
    }

    /** Without a type it may be one, and its bytes decide. n8n 2.41.1 writes some binary data as JSON, but not its type. */
    private static boolean isText(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.isEmpty()
                || type.startsWith("text/")
                || TEXTUAL.matcher(type).find();
    }

    /** Null if the bytes are no text in UTF-8. A text that was cut may end in the middle of a character. */
    private static String text(byte[] bytes, boolean cut) {
        for (int dropped = 0; dropped <= (cut ? 3 : 0) && dropped <= bytes.length; dropped++) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - dropped))
                        .toString();
                return text.indexOf('\0') < 0 ? text : null;
            } catch (CharacterCodingException e) {
                // One byte less may be a whole text.
            }
        }
        return null;
    }

    private static JsonNode json(String text) {
        try {
            JsonNode tree = Json.tree(text);
            return tree.isMissingNode() ? JsonNodeFactory.instance.textNode("") : tree;
        } catch (IOException e) {
            return JsonNodeFactory.instance.textNode(StreamedAnswer.text(text).orElse(text));
        }
    }
}
