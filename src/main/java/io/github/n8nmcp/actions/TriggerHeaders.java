package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.config.HeaderRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads the headers that a caller wants to send to a trigger's URL. */
public final class TriggerHeaders {
    private TriggerHeaders() {}

    /**
     * The headers by name, in their order.
     *
     * @throws ToolException that names the header, and never its value
     */
    public static Map<String, String> of(JsonNode given) {
        Map<String, String> headers = new LinkedHashMap<>();
        Map<String, String> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            String name = entry.getKey();
            if (!HeaderRules.mayBeSet(name)) {
                throw ToolException.invalid("Invalid headers: '" + (name.length() > 60 ? "…" : name)
                        + "' is not a header that a caller can set. Leave it out");
            }
            String value =
                    entry.getValue().isTextual() ? entry.getValue().textValue().strip() : "";
            if (!HeaderRules.isValue(value)) {
                throw ToolException.invalid(
                        "Invalid headers: the value of '" + name + "' must be a text in plain ASCII, not empty");
            }
            if (seen.put(name, value) != null) {
                throw ToolException.invalid("Invalid headers: '" + name
                        + "' is there twice, since upper and lower case are the same in it");
            }
            headers.put(name, value);
        }
        return headers;
    }
}
