package io.github.n8nmcp.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The secrets of an instance, which are replaced by {@code ***} in what others said before it is passed on. */
public final class Secrets {
    private static final String BLOT = "***";
    /** Shorter values are flags; replacing them would only garble a text. */
    private static final int SHORTEST = 5;

    /** Headers that tell how a request came, and hold no secret. */
    private static final Set<String> PUBLIC_HEADERS = Set.of(
            "accept-language", "cache-control", "dnt", "forwarded", "origin", "pragma", "referer", "user-agent", "via");

    private static final Set<String> WELL_KNOWN =
            Set.of("https", "false", "no-cache", "no-store", "localhost", "127.0.0.1", "xmlhttprequest");

    /** The longest first, so that none leaves the rest of a longer one behind. */
    private final List<String> secrets;

    private Secrets(Collection<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /** The key, the values of the headers, and others, each as it is and as it stands in a JSON text. */
    static Secrets of(String apiKey, Map<String, String> headers, List<String> others) {
        Set<String> secrets =
                new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        add(apiKey, secrets);
        others.stream().filter(secret -> secret.length() >= SHORTEST).forEach(secret -> add(secret, secrets));
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!PUBLIC_HEADERS.contains(lower) && !lower.startsWith("x-forwarded-")) {
                // Of "Bearer abc" the second word is the secret, and may be told alone.
                for (String secret : List.of(value, value.substring(value.lastIndexOf(' ') + 1))) {
                    if (secret.length() >= SHORTEST && !WELL_KNOWN.contains(secret.toLowerCase(Locale.ROOT))) {
                        add(secret, secrets);
                    }
                }
            }
        });
        return new Secrets(secrets);
    }

    private static void add(String secret, Set<String> secrets) {
        secrets.add(secret);
        secrets.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
    }

    /** The text without the secrets. */
    public String blottedOut(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, BLOT);
        }
        return clean;
    }

    /** The tree without the secrets in its keys and texts. It is changed where it holds any. */
    public JsonNode blottedOut(JsonNode tree) {
        if (tree.isTextual()) {
            return blottedOutText(tree);
        }
        Deque<JsonNode> containers = new ArrayDeque<>();
        containers.add(tree);
        while (!containers.isEmpty()) {
            JsonNode container = containers.pop();
            if (container instanceof ObjectNode object) {
                fields(object, containers);
            } else if (container instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    if (array.get(i).isTextual()) {
                        array.set(i, blottedOutText(array.get(i)));
                    } else if (array.get(i).isContainerNode()) {
                        containers.push(array.get(i));
                    }
                }
            }
        }
        return tree;
    }

    private void fields(ObjectNode object, Deque<JsonNode> containers) {
        boolean keys = false;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            keys |= !blottedOut(field.getKey()).equals(field.getKey());
            if (field.getValue().isTextual()) {
                field.setValue(blottedOutText(field.getValue()));
            } else if (field.getValue().isContainerNode()) {
                containers.push(field.getValue());
            }
        }
        if (keys) {
            ObjectNode copy = object.objectNode();
            object.properties().forEach(field -> copy.set(blottedOut(field.getKey()), field.getValue()));
            object.removeAll();
            object.setAll(copy);
        }
    }

    private JsonNode blottedOutText(JsonNode text) {
        String clean = blottedOut(text.textValue());
        return clean.equals(text.textValue()) ? text : TextNode.valueOf(clean);
    }

    /** Nothing: a list's own text would show the secrets. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
