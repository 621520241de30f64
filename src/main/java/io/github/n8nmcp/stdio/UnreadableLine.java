package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.mcp.JsonRpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** The answer to a line that could not be read. */
final class UnreadableLine {
    private UnreadableLine() {}

    /** The error for a line whose reading failed so. It has the request's id if the line is JSON all the same. */
    static ObjectNode answer(byte[] line, int length, Throwable failure) {
        if (failure instanceof StreamConstraintsException) {
            return JsonRpc.error(
                    id(line, length),
                    JsonRpc.INVALID_REQUEST,
                    "Invalid request: a message may be nested 10,000 levels deep at most");
        }
        if (failure instanceof IOException) {
            // Jackson's message would quote the line, which may be anything.
            return JsonRpc.error(
                    NullNode.getInstance(), JsonRpc.PARSE_ERROR, "Parse error: a line must be one JSON value in UTF-8");
        }
        String why = failure instanceof OutOfMemoryError
                ? "There is not enough memory to read this message"
                : "Internal error: this message cannot be read";
        return JsonRpc.error(id(line, length), JsonRpc.INTERNAL_ERROR, why);
    }

    /** Looks for the id without keeping anything else of the line. */
    private static JsonNode id(byte[] line, int length) {
        try (JsonParser parser = Json.parser(new ByteArrayInputStream(line, 0, length))) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isId = parser.currentName().equals("id");
                    JsonToken value = parser.nextToken();
                    if (isId && (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT)) {
                        return Json.tree(parser);
                    }
                    parser.skipChildren();
                }
            }
        } catch (IOException e) {
            // It is not known then.
        }
        return NullNode.getInstance();
    }
}
