package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** When two JSON values mean the same: numbers by their value, and null like nothing at all. */
final class Equality {
    private Equality() {}

    static boolean same(JsonNode one, JsonNode other) {
        boolean nothing = isNothing(one) && isNothing(other);
        return nothing || one.equals(Equality::compare, other);
    }

    /**
     * Whether a value is stored as it was sent: an object may have got more fields, but a list no more elements. The
     * sources of links are a list too, though they are written as fields.
     */
    static boolean includes(JsonNode stored, JsonNode sent) {
        if (sent.isObject() && stored.isObject()) {
            for (Map.Entry<String, JsonNode> field : sent.properties()) {
                JsonNode there = stored.path(field.getKey());
                boolean included = field.getKey().equals("connections")
                        ? same(there, field.getValue())
                        : includes(there, field.getValue());
                if (!included) {
                    return false;
                }
            }
            return true;
        }
        if (sent.isArray() && stored.isArray()) {
            boolean included = sent.size() == stored.size();
            for (int i = 0; included && i < sent.size(); i++) {
                included = includes(stored.get(i), sent.get(i));
            }
            return included;
        }
        return same(stored, sent);
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
