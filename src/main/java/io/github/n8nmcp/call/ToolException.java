package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.n8n.N8nException;
import java.util.Optional;

/** A tool cannot do what it was asked. The message says why, and what to do instead. */
public final class ToolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome.Kind kind;
    private final boolean fixedSentence;
    private final transient ObjectNode data;

    private ToolException(Outcome.Kind kind, String message, boolean fixedSentence, ObjectNode data, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.fixedSentence = fixedSentence;
        this.data = data;
    }

    /** The arguments are wrong. */
    public static ToolException invalid(String message) {
        return new ToolException(Outcome.Kind.INVALID_ARGUMENTS, message, false, null, null);
    }

    /** n8n, the workflow or the configuration is against it. */
    public static ToolException failed(String message) {
        return new ToolException(Outcome.Kind.FAILED, message, false, null, null);
    }

    /** As {@link #failed(String)}, with a fixed sentence, which scripts may compare: no advice follows it. */
    public static ToolException failedWithFixedSentence(String message) {
        return new ToolException(Outcome.Kind.FAILED, message, true, null, null);
    }

    /** n8n is against it, and there is more to say than its failure says. */
    public static ToolException failed(N8nException cause, String more) {
        return failed(cause, more, cause.data());
    }

    /** As {@link #failed(N8nException, String)}, with data of its own. */
    public static ToolException failed(N8nException cause, String more, ObjectNode data) {
        String message = (Outcome.asSentence(cause.getMessage()) + " " + more).strip();
        return new ToolException(Outcome.Kind.FAILED, message, false, data, cause);
    }

    /** The same with one more sentence at its end. */
    public ToolException with(String sentence) {
        String separator = getMessage().matches("(?s).*[.!?…]") ? " " : ". ";
        return new ToolException(kind, getMessage() + separator + sentence, false, data, getCause());
    }

    Outcome.Kind kind() {
        return kind;
    }

    boolean isFixedSentence() {
        return fixedSentence;
    }

    Optional<ObjectNode> data() {
        return Optional.ofNullable(data);
    }
}
