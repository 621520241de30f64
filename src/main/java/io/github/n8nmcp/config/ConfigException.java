package io.github.n8nmcp.config;

/**
 * The configuration is missing or wrong. The message is one sentence that names file, key and
 * remedy.
 */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigException(String message) {
        super(message);
    }
}
