package io.github.n8nmcp.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rules for {@code headers}. */
final class ExtraHeaders {
    private ExtraHeaders() {}

    static Map<String, String> of(Section instance) throws ConfigException {
        Map<String, JsonNode> given = instance.fields("headers");
        Section section = instance.section("headers", instance.value("headers"));
        Map<String, String> headers = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (String name : given.keySet()) {
            String key = Misplaced.mayBeQuoted(name) ? section.name(name) : section.name("(not shown)");
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw section.fault(key + " is there twice, since upper and lower case are the same in it. Remove one");
            }
            if (!HeaderRules.mayBeSet(name)) {
                throw section.fault(key + " is not a header that can be set. Remove it");
            }
            if (!given.get(name).isTextual()) {
                throw section.fault(key + " must be a text");
            }
            String value = section.resolved(given.get(name).textValue(), name).strip();
            if (!HeaderRules.isValue(value)) {
                throw section.fault(key
                        + " is empty or has characters that no header may have. Copy the value again, in plain ASCII");
            }
            headers.put(name, value);
        }
        return headers;
    }
}
