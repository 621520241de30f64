package io.github.n8nmcp.workflow.edit;

/** An operation that cannot be done; the message is the whole sentence for the caller. */
public final class InvalidOperationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message is for the caller: it says what is wrong and what to do instead. */
    public InvalidOperationException(String message) {
        super(message, null, false, false);
    }
}
