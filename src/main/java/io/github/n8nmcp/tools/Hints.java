package io.github.n8nmcp.tools;

/** What a client may tell its user of a tool before it is called (MCP, ToolAnnotations). */
enum Hints {
    READS(true, false, true, false),
    /** Adds, and takes nothing away. */
    CREATES(false, false, false, false),
    /** May take something away. */
    CHANGES(false, true, true, false),
    /** Twice does what once does, and the opposite tool undoes it. */
    SWITCHES(false, false, true, false),
    /** Sets off what the workflow does, which may be anything. */
    RUNS(false, true, false, true);

    final boolean readOnly;
    final boolean destructive;
    final boolean idempotent;
    final boolean openWorld;

    Hints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
        this.readOnly = readOnly;
        this.destructive = destructive;
        this.idempotent = idempotent;
        this.openWorld = openWorld;
    }
}
