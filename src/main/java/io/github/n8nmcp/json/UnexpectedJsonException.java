package io.github.n8nmcp.json;

/** JSON that is valid, but is not what was asked for. The message says what it is not: "not a list of workflows". */
public final class UnexpectedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What it is not, to follow "the answer is". */
    public UnexpectedJsonException(String message) {
        super(message);
    }
}
