package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.mcp.McpService.PendingRequest;

/**
 * A request that is not answered yet, and what is to be done when it is over. An answer or a cancellation ends it, whichever
 * comes first.
 */
final class PendingAnswer {
    private final MessageWriter.Slot slot;
    private final Runnable atEnd;
    private PendingRequest work;
    private boolean cancelled;

    PendingAnswer(MessageWriter.Slot slot, Runnable atEnd) {
        this.slot = slot;
        this.atEnd = atEnd;
    }

    MessageWriter.Slot slot() {
        return slot;
    }

    /** The work on it, known only once it has begun. */
    synchronized void work(PendingRequest begun) {
        work = begun;
        if (cancelled) {
            work.cancel();
        }
    }

    void answer(ObjectNode message) {
        try {
            slot.answer(message);
        } finally {
            // Otherwise the server would never end.
            atEnd.run();
        }
    }

    synchronized void cancel() {
        slot.leaveEmpty();
        atEnd.run();
        cancelled = true;
        if (work != null) {
            work.cancel();
        }
    }
}
