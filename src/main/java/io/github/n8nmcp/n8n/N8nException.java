package io.github.n8nmcp.n8n;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call to an n8n failed. The message is what the caller is told: it names the instance, holds
 * n8n's own words and no secret.
 */
public final class N8nException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern UNKNOWN_TYPE = Pattern.compile("Unrecognized node type: (\\S+)");

    private final String instance;
    private final int status;
    private final String reason;
    private final String hint;
    private final boolean ambiguous;

    private N8nException(String instance, int status, String reason, String hint, String message, boolean ambiguous) {
        super(message, null, false, false);
        this.instance = instance;
        this.status = status;
        this.reason = reason;
        this.hint = hint;
        this.ambiguous = ambiguous;
    }

    /** n8n answered with this failure. */
    static N8nException of(String instance, int status, String reason, String hint) {
        return new N8nException(instance, status, reason, hint, told(instance, reason), status >= 500);
    }

    /** n8n gave no answer, or no whole one; ambiguous if it may have acted all the same. */
    static N8nException unanswered(String instance, String reason, String hint, boolean ambiguous) {
        return new N8nException(instance, 0, reason, hint, told(instance, reason), ambiguous);
    }

    private static String told(String instance, String reason) {
        return "API call failed for instance '" + instance + "': " + reason;
    }

    /** The time of one call is up. */
    static N8nException timeout(String instance, long milliseconds, boolean wasReading) {
        String message = "Connection timeout after " + milliseconds + "ms. Check n8n instance availability.";
        String hint = wasReading
                ? "Raise timeout_ms of the instance, or ask for less at once."
                : "n8n may have done it all the same: look before you repeat it.";
        return new N8nException(instance, 0, message, hint, message, true);
    }

    /** The name of the instance that failed. */
    public String instance() {
        return instance;
    }

    /** The HTTP status, if n8n answered. */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** Whether n8n answered with this HTTP status. */
    public boolean hasStatus(int wanted) {
        return status == wanted;
    }

    /** What went wrong, in n8n's words where it gave some. */
    public String reason() {
        return reason;
    }

    /** What the caller can do about it, if anything is known. */
    public Optional<String> hint() {
        return Optional.ofNullable(hint);
    }

    /** Whether n8n may have done what it was asked all the same: it broke off, or failed in the middle. */
    public boolean isAmbiguous() {
        return ambiguous;
    }

    /** Whether n8n will not activate a workflow that has no trigger (texts of n8n 1.82 to 1.123, and of 2.x). */
    public boolean isMissingTrigger() {
        return status == 400
                && (reason.contains("no node to start the workflow") || reason.contains("has no trigger node"));
    }

    /** Whether n8n will not delete a workflow because it is, or just was, published (n8n 2.40 and later). */
    public boolean isPublished() {
        return status == 409 && (reason.contains("published workflow") || reason.contains("being unpublished"));
    }

    /** The type of node that n8n does not know and therefore will not activate. */
    public Optional<String> unknownNodeType() {
        Matcher matcher = UNKNOWN_TYPE.matcher(reason);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
