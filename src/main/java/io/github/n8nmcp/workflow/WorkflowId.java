package io.github.n8nmcp.workflow;

import java.util.regex.Pattern;

/** What an id of a workflow looks like: n8n makes 16 letters and digits, and numbers on old instances. */
public final class WorkflowId {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private WorkflowId() {}

    /** Whether a text can be an id. Anything else must not become part of a path: it might lead elsewhere. */
    public static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }
}
