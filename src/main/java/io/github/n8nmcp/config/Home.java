package io.github.n8nmcp.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The user's home folder, where {@code ~/} leads. */
record Home(Path folder) {

    /**
     * From {@code HOME}, else as Java knows it.
     *
     * @throws InvalidPathException if its name is not ASCII and Java was started without a UTF-8 locale
     */
    static Home of(Map<String, String> environment) {
        String home = Optional.ofNullable(environment.get("HOME"))
                .filter(value -> !value.isBlank())
                .orElse(System.getProperty("user.home"));
        return new Home(Path.of(home));
    }

    /** The path that a text means, relative unless it begins with {@code /} or {@code ~/}. */
    Path expand(String text) {
        return text.startsWith("~/") ? folder.resolve(text.substring(2)) : Path.of(text);
    }
}
