package io.github.n8nmcp.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One object of a configuration. Its values are read by type, and each fault names the file, the key and the remedy. */
final class Section {
    private final Source source;
    private final String path;
    private final JsonNode object;

    /** The object at this path, such as {@code environments.production.}; empty for the top level. */
    Section(Source source, String path, JsonNode object) {
        this.source = source;
        this.path = path;
        this.object = object;
    }

    /**
     * Where a configuration comes from.
     *
     * @param name for messages
     * @param folder where relative paths begin
     * @param variables of the process, which values may name
     */
    record Source(String name, Path folder, Map<String, String> variables) {}

    ConfigException fault(String what) {
        return new ConfigException(source.name + ": " + what + ".");
    }

    /** A key with its path, for a fault. */
    String name(String key) {
        return path + key;
    }

    boolean isObject() {
        return object.isObject();
    }

    JsonNode value(String key) {
        return object.path(key);
    }

    boolean has(String key) {
        return !value(key).isMissingNode() && !value(key).isNull();
    }

    Section section(String key, JsonNode value) {
        return new Section(source, path + key + ".", value);
    }

    void allowOnly(Collection<String> known) throws ConfigException {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!known.contains(entry.getKey())) {
                throw fault("unknown key "
                        + (Misplaced.mayBeQuoted(entry.getKey())
                                ? name(entry.getKey())
                                : "(not shown, as it may be an API key)")
                        + ". Known here: " + String.join(", ", known));
            }
        }
    }

    Optional<String> text(String key) throws ConfigException {
        if (!has(key)) {
            return Optional.empty();
        }
        if (!value(key).isTextual() || value(key).textValue().isBlank()) {
            throw fault(name(key) + " must be a text that is not empty");
        }
        return Optional.of(value(key).textValue());
    }

    /** A text in which {@code ${NAME}} stands for a variable. */
    Optional<String> resolvedText(String key) throws ConfigException {
        Optional<String> text = text(key);
        return text.isPresent() ? Optional.of(resolved(text.get(), key)) : text;
    }

    /** A value of this key, in which {@code ${NAME}} stands for a variable. */
    String resolved(String text, String key) throws ConfigException {
        StringBuilder resolved = new StringBuilder();
        int from = 0;
        for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", from)) {
            int end = text.indexOf('}', start);
            String variable = end < 0 ? "" : text.substring(start + 2, end);
            if (!isVariable(variable)) {
                throw fault(name(key) + " has a ${ that names no variable. Write it as ${NAME}");
            }
            String value = source.variables.get(variable);
            if (value == null || value.isBlank()) {
                throw fault(name(key) + " names the environment variable "
                        + (Misplaced.mayBeQuoted(variable) ? variable : "(not shown, as it may be an API key)")
                        + ", which is not set. Set it where the server is started, or write the value itself");
            }
            resolved.append(text, from, start).append(value);
            from = end + 1;
        }
        return resolved.append(text, from, text.length()).toString();
    }

    private static boolean isVariable(String name) {
        boolean good = !name.isEmpty() && !Character.isDigit(name.charAt(0));
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            good = good && (c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
        }
        return good;
    }

    /** A path, relative to the folder of the file; {@code ~/} is the user's home. */
    Optional<Path> file(String key) throws ConfigException {
        Optional<String> text = text(key);
        try {
            return text.map(file -> source.folder.resolve(
                    file.startsWith("~/") ? Home.of(source.variables).expand(file) : Path.of(file)));
        } catch (InvalidPathException e) {
            throw fault(name(key) + " cannot be the name of a file or folder. Write a path");
        }
    }

    boolean flag(String key) throws ConfigException {
        if (has(key) && !value(key).isBoolean()) {
            throw fault(name(key) + " must be true or false, without quotes");
        }
        return value(key).booleanValue();
    }

    /** The fields of an object; none if there is no such key. */
    Map<String, JsonNode> fields(String key) throws ConfigException {
        if (has(key) && !value(key).isObject()) {
            throw fault(name(key) + " must be an object of names and values");
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        value(key).properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    Map<String, String> variables() {
        return source.variables;
    }
}
