package io.github.n8nmcp.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Work that a cancellation does not cut in half. */
class UninterruptibleTest {
    @Test
    void comesToItsEndThoughItsCallerIsInterruptedWhoLearnsOfItAfterwards() {
        Thread.currentThread().interrupt();

        boolean interruptedInside =
                Uninterruptible.get(() -> Thread.currentThread().isInterrupted());

        assertFalse(interruptedInside);
        assertTrue(Thread.interrupted());
    }

    @Test
    void throwsWhatTheWorkThrows() {
        ToolException e = assertThrows(
                ToolException.class,
                () -> Uninterruptible.get(() -> {
                    throw ToolException.failed("no");
                }));

        assertEquals("no", e.getMessage());
    }
}
