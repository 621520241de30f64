package io.github.n8nmcp.call;

import java.time.Duration;

/** Where a long call reports how far it is. */
@FunctionalInterface
public interface Progress {
    /** For a caller who did not ask for it. */
    Progress NONE = (done, total, message) -> {};

    /** How long the call has been waiting, and for how long it will wait at most. */
    void report(Duration waited, Duration longest, String message);
}
