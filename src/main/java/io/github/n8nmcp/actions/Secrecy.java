package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.config.Instance;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Blots secrets out of what an n8n or a workflow says: those of the instance, and those that a caller sent along. */
public final class Secrecy {
    /** Shorter values are flags such as {@code true}; blotting them out would only garble a text. */
    private static final int SHORTEST_SECRET = 5;

    private final Instance instance;
    private final List<String> sent;

    /** The values that a caller sent; of "Bearer abc" the second word is the secret, and may be told alone. */
    public Secrecy(Instance instance, Collection<String> sent) {
        this.instance = instance;
        this.sent = sent.stream()
                .flatMap(value -> Stream.of(value, value.substring(value.lastIndexOf(' ') + 1)))
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    /** The text without secrets. */
    public String text(String text) {
        String clean = instance.withoutSecrets(text);
        for (String secret : sent) {
            clean = clean.replace(secret, "***");
        }
        return clean;
    }

    /** A value whose texts hold no secrets. */
    public JsonNode value(JsonNode value) {
        if (value.isTextual()) {
            return JsonNodeFactory.instance.textNode(text(value.textValue()));
        }
        if (value.isArray()) {
            ArrayNode clean = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> clean.add(value(element)));
            return clean;
        }
        if (value.isObject()) {
            ObjectNode clean = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> clean.set(field.getKey(), value(field.getValue())));
            return clean;
        }
        return value;
    }
}
