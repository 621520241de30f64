package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.n8nmcp.json.UnexpectedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list of workflows.
 *
 * @param workflows what a reader made of each
 * @param nextCursor asks for the next page; empty on the last
 */
public record WorkflowPage<T>(List<T> workflows, Optional<String> nextCursor) {

    /** Reads one workflow of any size, the parser standing at its start. */
    @FunctionalInterface
    public interface WorkflowReader<T> {
        /** What is kept of the workflow. */
        T read(JsonParser parser) throws IOException;
    }

    /** Reads n8n's page as a stream: of each workflow only what the reader keeps is ever held. */
    static <T> WorkflowPage<T> read(JsonParser parser, WorkflowReader<T> reader) throws IOException {
        JsonToken start = parser.nextToken();
        if (start == null) {
            throw new JsonParseException(parser, "there is no answer");
        }
        if (start != JsonToken.START_OBJECT) {
            throw noList();
        }
        boolean isList = false;
        List<T> workflows = new ArrayList<>();
        Optional<String> nextCursor = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("data") && value == JsonToken.START_ARRAY) {
                isList = true;
                for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
                    if (item == JsonToken.START_OBJECT) {
                        workflows.add(reader.read(parser));
                    } else {
                        parser.skipChildren();
                    }
                }
            } else if (field.equals("nextCursor") && value == JsonToken.VALUE_STRING) {
                nextCursor = Optional.of(parser.getText()).filter(cursor -> !cursor.isEmpty());
            } else {
                parser.skipChildren();
            }
        }
        if (!isList) {
            throw noList();
        }
        return new WorkflowPage<>(workflows, nextCursor);
    }

    private static UnexpectedJsonException noList() {
        return new UnexpectedJsonException("not a list of workflows");
    }
}
