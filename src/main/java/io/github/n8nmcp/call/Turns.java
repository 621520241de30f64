package io.github.n8nmcp.call;

import io.github.n8nmcp.http.CallLifetime;
import java.util.List;
import java.util.Optional;

/** The turns of one call: on the workflow that it is about, and on the one whose definition it copies. */
final class Turns {
    private final List<CallOrder.Turn> turns;
    private final WorkflowLocks locks;

    Turns(List<CallOrder.Turn> turns, WorkflowLocks locks) {
        this.turns = turns;
        this.locks = locks;
    }

    /**
     * Waits for the earlier calls on the workflows, of this process and then of others; false if the call's time is up
     * before. What it locks it has until {@link #end}.
     */
    boolean await(CallLifetime lifetime) {
        // Who waited here with a lock might wait for a call of another process that waits for that lock.
        for (CallOrder.Turn turn : turns) {
            if (!turn.await(lifetime)) {
                return false;
            }
        }
        for (CallOrder.Turn turn : turns) {
            if (turn.mayChange()) {
                Optional<WorkflowLocks.Held> held = locks.take(turn.workflow(), lifetime);
                if (held.isEmpty()) {
                    return false;
                }
                turn.atEnd(held.get()::release);
            }
        }
        return true;
    }

    /** Lets the next calls have their turns. Ending them twice does nothing more. */
    void end() {
        turns.forEach(CallOrder.Turn::end);
    }
}
