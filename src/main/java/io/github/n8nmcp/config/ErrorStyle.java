package io.github.n8nmcp.config;

import java.util.Locale;
import java.util.Optional;

/** How a tool's failure reaches the caller. */
public enum ErrorStyle {
    /** As a result with {@code isError} for MCP clients, whose models see it so; as a JSON-RPC error for scripts. */
    AUTO,
    /** Always a JSON-RPC error. */
    PROTOCOL,
    /** Always a result with {@code isError}. */
    RESULT;

    /** What a value must be, for messages. */
    static final String CHOICES = "must be \"auto\", \"protocol\" or \"result\"";

    /** The style of this name, as the configuration has it. */
    static Optional<ErrorStyle> named(String name) {
        for (ErrorStyle style : values()) {
            if (style.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(style);
            }
        }
        return Optional.empty();
    }
}
