package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.http.CallLifetime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the runs of a workflow that began after this was made. n8n answers a webhook without the run's id; ids grow with
 * time. n8n before 1.115 lists no run before it is over, nor one that waits, but gives each by its id: there the ids
 * after the highest known one are tried in turn.
 */
public final class NewRuns {
    /** How long a run that was just started may take to appear. */
    private static final Duration TIME_TO_APPEAR = Duration.ofSeconds(3);

    private static final int LISTED = 20;
    /** Other workflows take ids too, and runs that are not kept leave gaps. */
    private static final int MOST_TRIED = 20;

    private static final int LARGEST_GAP = 3;

    private final Executions executions;
    private final CallLifetime lifetime;
    private final String workflowId;
    private final boolean listsRunning;
    private final long before;

    /** Asks n8n for the newest run so far. */
    NewRuns(Executions executions, CallLifetime lifetime, String workflowId) {
        this.executions = executions;
        this.lifetime = lifetime;
        this.workflowId = workflowId;
        Optional<List<JsonNode>> running = executions.listed(workflowId, LISTED, "running");
        this.listsRunning = running.isPresent();
        if (listsRunning) {
            List<Long> ids = ids(running.get());
            ids.addAll(ids(executions.ofWorkflow(workflowId, LISTED)));
            this.before = highest(ids);
        } else {
            long listed = executions.newestOfAll();
            List<ObjectNode> unlisted = after(listed);
            this.before = unlisted.isEmpty()
                    ? listed
                    : unlisted.get(unlisted.size() - 1).path("id").asLong();
        }
    }

    /** The ids of the new runs, the first that began first, as soon as n8n shows one; none if the time is up. */
    public List<Long> await(Patience patience) {
        return lifetime.waiting(() -> {
            Patience.Pauses pauses = patience.pauses("Waiting for the run to appear", TIME_TO_APPEAR);
            while (true) {
                List<Long> now = now();
                if (!now.isEmpty() || !pauses.next()) {
                    return now;
                }
            }
        });
    }

    private List<Long> now() {
        List<Long> ids = ids(executions.ofWorkflow(workflowId, LISTED));
        if (listsRunning) {
            ids.addAll(ids(executions.running(workflowId, LISTED)));
        }
        List<Long> newer = new ArrayList<>(
                ids.stream().filter(id -> id > before).distinct().sorted().toList());
        if (newer.isEmpty() && !listsRunning) {
            after(before).stream()
                    .filter(run -> run.path("workflowId").asText().equals(workflowId))
                    .forEach(run -> newer.add(run.path("id").asLong()));
        }
        return newer;
    }

    /** The runs of the whole instance with ids after this one, without gaps of some size. */
    private List<ObjectNode> after(long id) {
        List<ObjectNode> runs = new ArrayList<>();
        int gap = 0;
        for (long next = id + 1; gap < LARGEST_GAP && next <= id + MOST_TRIED; next++) {
            try {
                runs.add(executions.get(next));
                gap = 0;
            } catch (N8nException e) {
                if (!e.hasStatus(404)) {
                    throw e;
                }
                gap++;
            }
        }
        return runs;
    }

    private static List<Long> ids(Iterable<JsonNode> runs) {
        List<Long> ids = new ArrayList<>();
        runs.forEach(run -> ids.add(run.path("id").asLong()));
        return ids;
    }

    private static long highest(List<Long> ids) {
        return ids.stream().max(Comparator.naturalOrder()).orElse(0L);
    }
}
