package io.github.n8nmcp.cli;

/** The terminal that the program may have been started at. */
public final class Terminal {
    private Terminal() {}

    /** Whether a person at a terminal started the program. */
    // Error Prone does not see the property, with which the check is right again.
    @SuppressWarnings("SystemConsoleNull")
    public static boolean isAttached() {
        // From JDK 22 on there is a console even when stdin is a pipe, unless the old one is asked for.
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }

    /** Whether to print in colour (https://no-color.org). */
    static boolean isColoured() {
        return isAttached() && System.getenv("NO_COLOR") == null;
    }
}
