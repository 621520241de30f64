package io.github.n8nmcp.call;

/** What a client may tell its user of a tool before it is called (MCP, ToolAnnotations). */
public enum Hints {
    /** Changes nothing. */
    READS(true, false, true, false),
    /** Adds, and takes nothing away. */
    CREATES(false, false, false, false),
    /** May take something away. */
    CHANGES(false, true, true, false),
    /** Doing it twice is the same as once, and the opposite tool undoes it. */
    SWITCHES(false, false, true, false),
    /** Starts a workflow, which may do anything. */
    RUNS(false, true, false, true);

    /** Whether it changes nothing. */
    public final boolean readOnly;
    /** Whether it may take something away. */
    public final boolean destructive;
    /** Whether doing it twice is the same as once. */
    public final boolean idempotent;
    /** Whether it may set off anything at all. */
    public final boolean openWorld;

    Hints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {
        this.readOnly = readOnly;
        this.destructive = destructive;
        this.idempotent = idempotent;
        this.openWorld = openWorld;
    }
}
