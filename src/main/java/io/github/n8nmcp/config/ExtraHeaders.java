package io.github.n8nmcp.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rules for {@code headers}. */
final class ExtraHeaders {
    /** Set by the client itself, or refused by java.net.http. */
    private static final Set<String> RESERVED = Set.of(
            "accept",
            "accept-encoding",
            "connection",
            "content-length",
            "content-type",
            "expect",
            "host",
            "transfer-encoding",
            "upgrade",
            "x-n8n-api-key");

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
            if (!isName(name) || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                throw section.fault(key + " is not a header that can be set. Remove it");
            }
            if (!given.get(name).isTextual()) {
                throw section.fault(key + " must be a text");
            }
            String value = section.resolved(given.get(name).textValue(), name).strip();
            if (!isValue(value)) {
                throw section.fault(key
                        + " is empty or has characters that no header may have. Copy the value again, in plain ASCII");
            }
            headers.put(name, value);
        }
        return headers;
    }

    /** RFC 9110, 5.6.2: a token. */
    private static boolean isName(String name) {
        boolean good = !name.isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            good = good && ((Character.isLetterOrDigit(c) && c < 128) || "!#$%&'*+.^_`|~-".indexOf(c) >= 0);
        }
        return good;
    }

    private static boolean isValue(String value) {
        boolean good = !value.isEmpty();
        for (int i = 0; i < value.length(); i++) {
            good = good && value.charAt(i) >= ' ' && value.charAt(i) <= '~';
        }
        return good;
    }
}
