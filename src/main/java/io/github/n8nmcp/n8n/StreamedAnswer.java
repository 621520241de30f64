package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.util.Optional;

/**
 * The answer of a webhook or chat whose response mode is "streaming" (n8n 2.x): a JSON object a line, of which those of
 * type {@code item} carry a piece of the text each, and those of type {@code error} a message.
 */
final class StreamedAnswer {
    private StreamedAnswer() {}

    /** The whole text; nothing if it is not such an answer. A last line that was cut is left out. */
    static Optional<String> text(String lines) {
        if (!lines.startsWith("{\"type\":")) {
            return Optional.empty();
        }
        StringBuilder whole = new StringBuilder();
        for (String line : lines.split("\n", -1)) {
            try {
                JsonNode piece = Json.tree(line);
                String type = piece.path("type").asText("");
                if (type.equals("item") || type.equals("error")) {
                    whole.append(piece.path("content").asText(""));
                }
            } catch (IOException e) {
                break;
            }
        }
        return Optional.of(whole.toString());
    }
}
