package io.github.n8nmcp.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Builds trees from tokens. It uses no recursion, so that deep nesting does not overflow the stack. */
final class TreeReader {
    /** Deeper trees are refused, since Jackson compares and copies trees by recursion. */
    static final int DEEPEST = 10_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;
    /** The containers around the current one, the innermost first. */
    private final Deque<ContainerNode<?>> outer = new ArrayDeque<>();

    TreeReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The value at whose first token the parser stands; it stands at the value's last token afterwards. */
    JsonNode read() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null || !token.isStructStart()) {
            return scalar(token);
        }
        ContainerNode<?> container = container(token);
        String name = null;
        while (true) {
            token = parser.nextToken();
            if (token == JsonToken.FIELD_NAME) {
                name = LoneSurrogates.restored(parser.currentName(), parser);
            } else if (token == null || !token.isStructEnd()) {
                boolean begins = token != null && token.isStructStart();
                JsonNode value = begins ? container(token) : scalar(token);
                add(container, name, value);
                if (begins) {
                    outer.push(container);
                    container = (ContainerNode<?>) value;
                }
            } else if (outer.isEmpty()) {
                return container;
            } else {
                container = outer.pop();
            }
        }
    }

    private static void add(ContainerNode<?> container, String name, JsonNode value) {
        if (container instanceof ObjectNode object) {
            object.set(name, value);
        } else {
            ((ArrayNode) container).add(value);
        }
    }

    private ContainerNode<?> container(JsonToken token) throws IOException {
        if (outer.size() + 1 >= DEEPEST) {
            throw new StreamConstraintsException(
                    "nested more than " + DEEPEST + " levels deep", parser.currentLocation());
        }
        return token == JsonToken.START_OBJECT ? NODES.objectNode() : NODES.arrayNode();
    }

    private JsonNode scalar(JsonToken token) throws IOException {
        if (token == null) {
            throw new JsonParseException(parser, "a value must begin here");
        }
        return switch (token) {
            case VALUE_STRING -> NODES.textNode(LoneSurrogates.restored(parser.getText(), parser));
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> fraction();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new JsonParseException(parser, "a value must begin here");
        };
    }

    private JsonNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.pojoNode(new LargeNumber(parser.getText()));
        };
    }

    private JsonNode fraction() throws IOException {
        double number = parser.getDoubleValue();
        return Double.isFinite(number) ? NODES.numberNode(number) : NODES.pojoNode(new LargeNumber(parser.getText()));
    }
}
