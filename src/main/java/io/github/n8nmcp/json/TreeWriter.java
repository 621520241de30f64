package io.github.n8nmcp.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;

/** Writes trees as tokens. It uses no recursion, so that deep nesting does not overflow the stack. */
final class TreeWriter {
    private final JsonGenerator out;
    /** What is left to write of each container that is open, the innermost first. */
    private final Deque<Open> open = new ArrayDeque<>();

    TreeWriter(JsonGenerator out) {
        this.out = out;
    }

    /** An object has fields, an array has elements; the other one is null. */
    private record Open(Iterator<Map.Entry<String, JsonNode>> fields, Iterator<JsonNode> elements) {}

    void write(JsonNode value) throws IOException {
        begin(value);
        while (!open.isEmpty()) {
            Open container = open.peek();
            if (container.fields != null) {
                if (container.fields.hasNext()) {
                    Map.Entry<String, JsonNode> field = container.fields.next();
                    out.writeFieldName(field.getKey());
                    begin(field.getValue());
                } else {
                    out.writeEndObject();
                    open.pop();
                }
            } else if (container.elements.hasNext()) {
                begin(container.elements.next());
            } else {
                out.writeEndArray();
                open.pop();
            }
        }
    }

    /** Writes a scalar whole, and of a container its start. */
    private void begin(JsonNode value) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                open.push(new Open(value.properties().iterator(), null));
            }
            case ARRAY -> {
                out.writeStartArray();
                open.push(new Open(null, value.elements()));
            }
            case STRING -> out.writeString(value.textValue());
            case NUMBER -> number(value);
            case BOOLEAN -> out.writeBoolean(value.booleanValue());
            case NULL, MISSING -> out.writeNull();
            case POJO -> other(((POJONode) value).getPojo());
            default -> throw new IllegalArgumentException("no JSON: " + value.getNodeType());
        }
    }

    private void number(JsonNode number) throws IOException {
        switch (number.numberType()) {
            case INT -> out.writeNumber(number.intValue());
            case LONG -> out.writeNumber(number.longValue());
            default -> out.writeNumber(number.doubleValue());
        }
    }

    private void other(Object value) throws IOException {
        if (value instanceof LargeNumber number) {
            out.writeNumber(number.text());
        } else {
            ((RawJson) value).write(out);
        }
    }
}
