package io.github.n8nmcp.actions;

import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.n8n.N8nException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a write is about, in the words that a caller is told when it broke off.
 *
 * @param done what has happened if a reading shows it
 * @param notDone what is so if a reading does not show it
 * @param whereToLook the tool that shows it
 */
record BrokenWrite(String done, String notDone, String whereToLook) {

    /**
     * Looks whether n8n did what it was asked, though it gave no good answer. The failure is thrown as it is if n8n
     * cannot have acted.
     *
     * @param reading a fresh reading; nothing if it does not show the change
     * @throws ToolException if the reading does not show the change, or fails; it says what may be so, and where to look
     */
    <T> T orFound(N8nException failure, Call call, Supplier<Optional<T>> reading) {
        if (!failure.mayHaveActed()) {
            throw failure;
        }
        Optional<T> found;
        try {
            found = reading.get();
        } catch (N8nException e) {
            if (e.equals(failure)) {
                throw e;
            }
            throw ToolException.failed(
                    failure,
                    "n8n may have done it all the same: it could not be looked up (" + e.reason() + "). " + look());
        }
        if (found.isPresent()) {
            call.warn("n8n gave no good answer (" + failure.reason() + "), but " + done + ", as a reading showed.");
            return found.get();
        }
        String soFar = failure.mayStillAct() ? " so far, but n8n may still do it. " + look() : ".";
        throw ToolException.failed(failure, notDone + soFar);
    }

    private String look() {
        return "Look with " + whereToLook + " before you repeat it.";
    }
}
