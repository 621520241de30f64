package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;

/** What a JSON value is, in words. */
final class Kind {
    private Kind() {}

    static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            default -> "null";
        };
    }
}
