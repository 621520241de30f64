package io.github.n8nmcp.stdio;

/**
 * How the server introduces itself, in either era.
 *
 * @param instructions what a model should know of its tools as a whole
 */
public record ServerInfo(String name, String version, String instructions) {}
