package io.github.n8nmcp.call;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.n8nmcp.http.CallLifetime;
import io.github.n8nmcp.http.Time;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose turn it is on a workflow. */
@Timeout(10)
class CallOrderTest {
    private final CallOrder order = new CallOrder();

    @Test
    void changesTakeTurnsInTheOrderOfTheirArrival() {
        CallOrder.Turn first = order.ask("workflow", true);
        CallOrder.Turn second = order.ask("workflow", true);
        CallOrder.Turn third = order.ask("workflow", true);

        assertTrue(hasBegun(first));
        assertFalse(hasBegun(second));
        first.end();
        assertTrue(hasBegun(second));
        assertFalse(hasBegun(third));
    }

    @Test
    void readsRunSideBySideAfterTheChangesBeforeThem() {
        CallOrder.Turn change = order.ask("workflow", true);
        CallOrder.Turn one = order.ask("workflow", false);
        CallOrder.Turn other = order.ask("workflow", false);

        assertFalse(hasBegun(one));
        change.end();

        assertTrue(hasBegun(one));
        assertTrue(hasBegun(other));
    }

    @Test
    void aChangeComesAfterTheReadsBeforeItAndBeforeThoseAfterIt() {
        CallOrder.Turn one = order.ask("workflow", false);
        CallOrder.Turn other = order.ask("workflow", false);
        CallOrder.Turn change = order.ask("workflow", true);
        CallOrder.Turn later = order.ask("workflow", false);

        assertTrue(hasBegun(one));
        assertTrue(hasBegun(other));
        other.end();
        assertFalse(hasBegun(change));
        one.end();
        assertTrue(hasBegun(change));
        assertFalse(hasBegun(later));
        change.end();
        assertTrue(hasBegun(later));
    }

    @Test
    void aTurnThatEndsBeforeItBeganHoldsUpNobody() {
        CallOrder.Turn first = order.ask("workflow", true);
        order.ask("workflow", true).end();
        CallOrder.Turn third = order.ask("workflow", true);

        first.end();
        first.end();

        assertTrue(hasBegun(third));
    }

    @Test
    void workflowsHaveNothingToDoWithEachOther() {
        order.ask("one", true);

        assertTrue(hasBegun(order.ask("other", true)));
    }

    private static boolean hasBegun(CallOrder.Turn turn) {
        return turn.await(new CallLifetime(Duration.ofMillis(1), Time.SYSTEM));
    }
}
