package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.http.CallLifetime;
import io.github.n8nmcp.http.Request;
import io.github.n8nmcp.http.Time;
import io.github.n8nmcp.json.UnexpectedJsonException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The runs of workflows on one n8n: finding the one that was just started, and following it to its end. */
public final class Executions {
    /** How long a run that was just started may take to appear in a list. */
    private static final Duration TIME_TO_APPEAR = Duration.ofSeconds(3);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** The words for a run that is over; before n8n 1.115 not all of them are in use. */
    private static final Set<String> OVER = Set.of("success", "error", "crashed", "canceled");

    private final Api api;
    private final CallLifetime lifetime;
    private final Time time;

    Executions(Api api, Time time) {
        this.api = api;
        this.lifetime = api.lifetime();
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
     * @param longest how long to wait; at least some seconds
     * @param onWait is given the time waited so far
     */
    public List<Long> newerThan(long id, String workflowId, Duration longest, Consumer<Duration> onWait) {
        Duration wait = longest.compareTo(TIME_TO_APPEAR) > 0 ? longest : TIME_TO_APPEAR;
        return lifetime.waiting(() -> {
            Pauses pauses = new Pauses(wait, onWait);
            while (true) {
                List<Long> newer = ids(workflowId).stream()
                        .filter(run -> run > id)
                        .sorted()
                        .toList();
                if (!newer.isEmpty() || !pauses.next()) {
                    return newer;
                }
            }
        });
    }

    private Set<Long> ids(String workflowId) {
        Set<Long> ids = new HashSet<>();
        list(workflowId, "").forEach(run -> ids.add(run.path("id").asLong()));
        running(workflowId).forEach(run -> ids.add(run.path("id").asLong()));
        return ids;
    }

    /**
     * The run with its data when it is over; as it is by then if it is not over in time.
     *
     * @param longest how long to wait
     * @param onWait is given the time waited so far
     */
    public ObjectNode awaitEnd(long id, Duration longest, Consumer<Duration> onWait) {
        return lifetime.waiting(() -> {
            Pauses pauses = new Pauses(longest, onWait);
            while (true) {
                ObjectNode run = get(id, false);
                if (isOver(run)) {
                    return get(id, true);
                }
                if (!pauses.next()) {
                    return run;
                }
            }
        });
    }

    /** Whether nothing more will come of a run. */
    public static boolean isOver(JsonNode run) {
        String status = run.path("status").asText("");
        return status.isEmpty() ? run.path("finished").asBoolean() : OVER.contains(status);
    }

    private ObjectNode get(long id, boolean withData) {
        ApiRequest request = ApiRequest.get("/executions/" + id + "?includeData=" + withData, "execution:read");
        return api.checked(request, answer -> {
            if (answer instanceof ObjectNode run && run.path("id").asText("").equals(String.valueOf(id))) {
                return run;
            }
            throw new UnexpectedJsonException("not the run that was asked for");
        });
    }

    /** The workflow's newest runs; those under way only if that status is asked for. */
    private JsonNode list(String workflowId, String status) {
        String path = "/executions?limit=20&workflowId=" + Request.encoded(workflowId)
                + (status.isEmpty() ? "" : "&status=" + status);
        return api.page(ApiRequest.get(path, "execution:list"), "runs").path("data");
    }

    /** The workflow's runs under way; none before n8n 1.115, which cannot be asked for them. */
    private JsonNode running(String workflowId) {
        try {
            return list(workflowId, "running");
        } catch (N8nException e) {
            if (e.hasStatus(400)) {
                return JsonNodeFactory.instance.arrayNode();
            }
            throw e;
        }
    }

    /** Pauses that grow, within a limit. */
    private final class Pauses {
        private final long start = time.nanos();
        private final Duration longest;
        private final Consumer<Duration> onWait;
        private Duration pause = FIRST_PAUSE;

        Pauses(Duration longest, Consumer<Duration> onWait) {
            this.longest = longest;
            this.onWait = onWait;
        }

        /** Pauses; false if the time is up. */
        boolean next() {
            Duration waited = Duration.ofNanos(time.nanos() - start);
            Duration left = longest.minus(waited);
            if (left.isNegative() || left.isZero()) {
                return false;
            }
            onWait.accept(waited);
            if (!lifetime.pause(shorter(pause, left))) {
                return false;
            }
            pause = shorter(pause.multipliedBy(3).dividedBy(2), LONGEST_PAUSE);
            return true;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
