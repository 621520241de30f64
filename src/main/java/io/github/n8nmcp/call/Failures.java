package io.github.n8nmcp.call;

import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.InvalidWorkflowException;
import io.github.n8nmcp.workflow.edit.InvalidOperationException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The error policy: which exception of a tool becomes which failure. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Outcome.Failure of(String tool, Throwable thrown) {
        Optional<Outcome.Failure> expected = expected(tool, thrown);
        if (expected.isPresent()) {
            LOG.debug("{} failed", tool, thrown);
            return expected.get();
        }
        // A bug. Its text may hold anything, so it goes to the log only.
        LOG.error("{} failed", tool, thrown);
        return new Outcome.Failure(
                Outcome.Kind.INTERNAL,
                "Internal error in " + tool + ". The server's log (stderr) has the cause.",
                Optional.empty(),
                true,
                Optional.empty());
    }

    /** Closing what was open may fail for the same reason, and throw something else. */
    private static boolean isLackOfMemory(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    /** What the caller learns of a failure; nothing for a bug. */
    private static Optional<Outcome.Failure> expected(String tool, Throwable thrown) {
        if (thrown instanceof ToolException e) {
            return Optional.of(new Outcome.Failure(
                    e.kind(), Quoted.line(e.getMessage()), Optional.empty(), e.isFixedSentence(), e.data()));
        }
        if (thrown instanceof InvalidWorkflowException e) {
            return Optional.of(new Outcome.Failure(
                    Outcome.Kind.INVALID_ARGUMENTS,
                    Quoted.line(e.getMessage()),
                    Optional.empty(),
                    true,
                    Optional.empty()));
        }
        if (thrown instanceof InvalidOperationException e) {
            return Optional.of(new Outcome.Failure(
                    Outcome.Kind.INVALID_ARGUMENTS,
                    e.getMessage(),
                    Optional.of("Nothing was written."),
                    false,
                    Optional.empty()));
        }
        if (thrown instanceof N8nException e) {
            return Optional.of(new Outcome.Failure(
                    Outcome.Kind.FAILED,
                    Quoted.line(e.getMessage()),
                    e.advice(),
                    e.isFixedSentence(),
                    Optional.of(e.data())));
        }
        if (isLackOfMemory(thrown)) {
            LOG.error("{} ran out of memory", tool);
            return Optional.of(new Outcome.Failure(
                    Outcome.Kind.FAILED,
                    "There was not enough memory for this call.",
                    Optional.of(
                            "Ask for less at once, or start the server with more memory (Java's option -Xmx). If the "
                                    + "call changes something, look first whether it did."),
                    false,
                    Optional.empty()));
        }
        return Optional.empty();
    }
}
