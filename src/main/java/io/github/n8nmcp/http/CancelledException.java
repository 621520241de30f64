package io.github.n8nmcp.http;

/** The caller cancelled the call before it changed anything, or while it only waited. Nobody is waiting for an answer. */
public final class CancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CancelledException() {
        super("The call was cancelled", null, false, false);
    }
}
