package io.github.n8nmcp.config;

/** How a tool's failure reaches the caller. */
public enum ErrorStyle {
    /**
     * As the caller's revision of MCP has it: JSON-RPC errors up to 2025-11-25, {@code isError}
     * results after.
     */
    AUTO,
    /** Always a JSON-RPC error. */
    PROTOCOL,
    /** Always a result with {@code isError}. */
    RESULT
}
