package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;

/** The runs of workflows on one n8n: finding the one that was just started, and following it to its end. */
public final class Executions {
    /** How long a run that was just started may take to appear in a list, in nanoseconds. */
    private static final long PATIENCE = 3_000_000_000L;

    private static final long FIRST_PAUSE = 100_000_000L;
    private static final long LONGEST_PAUSE = 2_000_000_000L;
    /** The words for a run that is over; before n8n 1.115 not all of them are in use. */
    private static final Set<String> OVER = Set.of("success", "error", "crashed", "canceled");

    private final N8nClient n8n;
    private final Wire wire;
    private final Time time;

    Executions(N8nClient n8n, Wire wire, Time time) {
        this.n8n = n8n;
        this.wire = wire;
        this.time = time;
    }

    /** The highest id among the workflow's runs, 0 if there is none. Ids grow with time. */
    public long newest(String workflowId) {
        return Math.max(highest(n8n.executions(workflowId, "")), highest(n8n.runningExecutions(workflowId)));
    }

    /** The run of the workflow that is newer than the given id, as soon as n8n shows it, if it does within seconds. */
    public OptionalLong newerThan(long id, String workflowId) {
        return newerThan(id, workflowId, PATIENCE, waited -> {});
    }

    /**
     * The same with another patience: n8n before 1.115 shows no run in a list before it is over.
     *
     * @param patience in nanoseconds
     * @param onWait told of the nanoseconds waited so far
     */
    public OptionalLong newerThan(long id, String workflowId, long patience, LongConsumer onWait) {
        Wait wait = new Wait(patience);
        while (true) {
            long newest = newest(workflowId);
            if (newest > id) {
                return OptionalLong.of(newest);
            }
            if (!wait.again(onWait)) {
                return OptionalLong.empty();
            }
        }
    }

    /**
     * The run with its data when it is over; as it is by then if it is not over within the given nanoseconds.
     *
     * @param onWait told of the nanoseconds waited so far
     */
    public ObjectNode awaitEnd(long id, long patience, LongConsumer onWait) {
        Wait wait = new Wait(patience);
        while (true) {
            ObjectNode run = n8n.execution(id, false);
            if (isOver(run)) {
                return n8n.execution(id, true);
            }
            if (!wait.again(onWait)) {
                return run;
            }
        }
    }

    /** Whether nothing more will come of a run. */
    public static boolean isOver(JsonNode run) {
        String status = run.path("status").asText("");
        return status.isEmpty() ? run.path("finished").asBoolean() : OVER.contains(status);
    }

    private static long highest(JsonNode runs) {
        long highest = 0;
        for (JsonNode run : runs) {
            highest = Math.max(highest, run.path("id").asLong());
        }
        return highest;
    }

    /** Pauses that grow, within a bound. */
    private final class Wait {
        private final long start = time.nanos();
        private final long patience;
        private long pause = FIRST_PAUSE;

        Wait(long patience) {
            this.patience = patience;
        }

        /** Pauses and says true, or says false if the time is up. */
        boolean again(LongConsumer onWait) {
            long waited = time.nanos() - start;
            if (waited >= patience) {
                return false;
            }
            onWait.accept(waited);
            wire.pause(Math.min(pause, patience - waited));
            pause = Math.min(pause * 3 / 2, LONGEST_PAUSE);
            return true;
        }
    }
}
