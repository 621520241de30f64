package io.github.n8nmcp.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What must not be told: the secrets of an instance, and those that a caller sends along with a call. They are replaced by
 * {@code ***} in what others said before it is passed on.
 */
public final class Secrets {
    private static final String BLOT = "***";

    /** Headers that tell how a request came, and hold no secret. */
    private static final Set<String> PUBLIC_HEADERS = Set.of(
            "accept-language", "cache-control", "dnt", "forwarded", "origin", "pragma", "referer", "user-agent", "via");

    private static final Set<String> WELL_KNOWN =
            Set.of("https", "false", "no-cache", "no-store", "localhost", "127.0.0.1", "xmlhttprequest");

    private final Consumer<SecretForms> secrets;
    /** The texts to replace, the longest first; made once, when there is something to look into. */
    private List<String> forms;

    private Secrets(Consumer<SecretForms> secrets) {
        this.secrets = secrets;
    }

    /** The key, the values of the headers, and others. */
    static Secrets of(String apiKey, Map<String, String> headers, Collection<String> others) {
        return new Secrets(forms -> {
            forms.add(apiKey);
            others.forEach(forms::addIfLong);
            headers.forEach((name, value) -> addHeader(name, value, forms));
        });
    }

    /** These, and the values of headers that a caller sends. */
    public Secrets with(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return this;
        }
        return new Secrets(all -> {
            secrets.accept(all);
            headers.forEach((name, value) -> addHeader(name, value, all));
        });
    }

    private synchronized List<String> forms() {
        if (forms == null) {
            SecretForms all = new SecretForms();
            secrets.accept(all);
            forms = List.copyOf(all.all());
        }
        return forms;
    }

    private static void addHeader(String name, String value, SecretForms forms) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (PUBLIC_HEADERS.contains(lower) || lower.startsWith("x-forwarded-")) {
            return;
        }
        // Of "Bearer abc" the second word is the secret, and may be told alone.
        String lastWord = value.substring(value.lastIndexOf(' ') + 1);
        for (String secret : List.of(value, lastWord)) {
            if (!WELL_KNOWN.contains(secret.toLowerCase(Locale.ROOT))) {
                forms.addIfLong(secret);
            }
        }
        if (value.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            forms.addBasicCredentials(lastWord);
        }
        if (lower.equals("cookie")) {
            for (String cookie : value.split(";", -1)) {
                forms.addIfLong(cookie.substring(cookie.indexOf('=') + 1).strip());
            }
        }
    }

    /** The text without the secrets. */
    public String blottedOut(String text) {
        String clean = text;
        for (String form : forms()) {
            if (clean.length() >= form.length()) {
                clean = clean.replace(form, BLOT);
            }
        }
        return clean;
    }

    /** As {@link #blottedOut(String)}, for the start of a longer text, which may end within a secret. */
    public String blottedOutStart(String start) {
        String clean = blottedOut(start);
        int cut = clean.length();
        for (String form : forms()) {
            for (int length = Math.min(form.length(), clean.length()); length > 0; length--) {
                if (clean.endsWith(form.substring(0, length))) {
                    cut = Math.min(cut, clean.length() - length);
                    break;
                }
            }
        }
        return clean.substring(0, cut);
    }

    /** The tree without the secrets in its keys and texts. It is changed where it holds any. */
    public JsonNode blottedOut(JsonNode tree) {
        if (mayTell(tree)) {
            return blottedOutValue(tree);
        }
        Deque<JsonNode> containers = new ArrayDeque<>();
        containers.add(tree);
        while (!containers.isEmpty()) {
            JsonNode container = containers.pop();
            if (container instanceof ObjectNode object) {
                fields(object, containers);
            } else if (container instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    if (mayTell(array.get(i))) {
                        array.set(i, blottedOutValue(array.get(i)));
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
            if (mayTell(field.getValue())) {
                field.setValue(blottedOutValue(field.getValue()));
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

    /** A secret of digits may come back as a number. */
    private static boolean mayTell(JsonNode value) {
        return value.isTextual() || value.isNumber() || value.isPojo();
    }

    private JsonNode blottedOutValue(JsonNode value) {
        String text = value.asText();
        String clean = blottedOut(text);
        return clean.equals(text) ? value : TextNode.valueOf(clean);
    }

    /** Nothing: a list's own text would show the secrets. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
