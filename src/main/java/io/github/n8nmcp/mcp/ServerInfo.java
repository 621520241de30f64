package io.github.n8nmcp.mcp;

/**
 * How the server introduces itself.
 *
 * @param instructions what a model should know of all tools together
 */
public record ServerInfo(String name, String version, String instructions) {}
