package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;

/** When two JSON values mean the same: numbers by their value, and null like nothing at all. */
final class Equality {
    private Equality() {}

    static boolean same(JsonNode one, JsonNode other) {
        boolean nothing = isNothing(one) && isNothing(other);
        return nothing || one.equals(Equality::compare, other);
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}
