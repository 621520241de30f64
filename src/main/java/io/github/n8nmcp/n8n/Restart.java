package io.github.n8nmcp.n8n;

/** What must follow a change of the configuration. */
final class Restart {
    static final String ADVICE = "The configuration is read when this server starts, so restart it afterwards.";

    private Restart() {}
}
