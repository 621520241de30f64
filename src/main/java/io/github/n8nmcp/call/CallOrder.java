package io.github.n8nmcp.call;

import io.github.n8nmcp.http.CallLifetime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Which calls wait for which. Calls that may change a workflow take turns with all other calls on it, in the order in
 * which they arrived. Calls that only read it run side by side, after the changes that came before them.
 */
final class CallOrder {
    /** The turns that have not ended, by workflow, in the order in which they were asked for. */
    private final Map<String, List<Turn>> turns = new HashMap<>();

    /** Asks for a turn on a workflow; to be called in the order in which the calls arrive. */
    synchronized Turn ask(String workflow, boolean mayChange) {
        Turn turn = new Turn(workflow, mayChange);
        turns.computeIfAbsent(workflow, key -> new ArrayList<>()).add(turn);
        begin(workflow);
        return turn;
    }

    /**
     * Asks for several turns at once, so that no two calls can wait for each other.
     *
     * @param workflows each with whether the call may change it
     */
    synchronized List<Turn> ask(Map<String, Boolean> workflows) {
        return workflows.entrySet().stream()
                .map(workflow -> ask(workflow.getKey(), workflow.getValue()))
                .toList();
    }

    private void begin(String workflow) {
        boolean first = true;
        for (Turn turn : turns.get(workflow)) {
            if (turn.mayChange && !first) {
                return;
            }
            turn.begun.countDown();
            if (turn.mayChange) {
                return;
            }
            first = false;
        }
    }

    private synchronized void end(Turn turn) {
        List<Turn> queue = turns.get(turn.workflow);
        if (queue != null && queue.remove(turn)) {
            if (queue.isEmpty()) {
                turns.remove(turn.workflow);
            } else {
                begin(turn.workflow);
            }
        }
    }

    /** A call's turn on its workflow. */
    final class Turn {
        private final String workflow;
        private final boolean mayChange;
        private final CountDownLatch begun = new CountDownLatch(1);
        private Runnable atEnd = () -> {};

        private Turn(String workflow, boolean mayChange) {
            this.workflow = workflow;
            this.mayChange = mayChange;
        }

        /** Waits for the turn; false if the call's time is up before. */
        boolean await(CallLifetime lifetime) {
            return lifetime.await(begun);
        }

        String workflow() {
            return workflow;
        }

        boolean mayChange() {
            return mayChange;
        }

        /** What to do before the next calls have their turns. */
        void atEnd(Runnable action) {
            atEnd = action;
        }

        /** Lets the next calls have their turns. Ending it twice does nothing more. */
        void end() {
            Runnable action = atEnd;
            atEnd = () -> {};
            action.run();
            CallOrder.this.end(this);
        }
    }
}
