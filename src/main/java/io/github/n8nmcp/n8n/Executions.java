package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
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
        return ids(workflowId).stream().max(Comparator.naturalOrder()).orElse(0L);
    }

    /**
     * The ids of the workflow's runs that are newer than the given one, the first that began first, as soon as n8n shows
     * one; none if the time is up. n8n before 1.115 shows no run in a list before it is over.
     *
     * @param patience in nanoseconds, and some seconds at least
     * @param onWait told of the nanoseconds waited so far
     */
    public List<Long> newerThan(long id, String workflowId, long patience, LongConsumer onWait) {
        Wait wait = new Wait(Math.max(patience, PATIENCE));
        while (true) {
            List<Long> newer =
                    ids(workflowId).stream().filter(run -> run > id).sorted().toList();
            if (!newer.isEmpty() || !wait.again(onWait)) {
                return newer;
            }
        }
    }

    private Set<Long> ids(String workflowId) {
        Set<Long> ids = new HashSet<>();
        n8n.executions(workflowId, "").forEach(run -> ids.add(run.path("id").asLong()));
        n8n.runningExecutions(workflowId).forEach(run -> ids.add(run.path("id").asLong()));
        return ids;
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
