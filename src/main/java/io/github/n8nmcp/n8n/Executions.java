package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.http.Request;
import io.github.n8nmcp.http.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The runs of workflows on one n8n: listing them, and following one to its end. */
public final class Executions {
    /** The words for a run that is over; before n8n 1.115 not all of them are in use. */
    private static final Set<String> OVER = Set.of("success", "error", "crashed", "canceled");

    private final Api api;
    private final Time time;

    Executions(Api api, Time time) {
        this.api = api;
        this.time = time;
    }

    /** How long a call that begins now waits for the run that it starts. */
    public Patience patience(Duration longest, Patience.Report report) {
        return new Patience(api.lifetime(), time, longest, report);
    }

    /** The run with its data when it is over or waits for something; as it is by then if it is not so in time. */
    public ObjectNode awaitEnd(long id, Patience patience) {
        return api.lifetime().waiting(() -> {
            Patience.Pauses pauses = patience.pauses("Execution " + id + " is running", Duration.ZERO);
            while (true) {
                ObjectNode run = get(id);
                if (isOver(run) || isWaiting(run)) {
                    return withoutSecrets(withData(id));
                }
                if (!pauses.next()) {
                    return run;
                }
            }
        });
    }

    /** A webhook trigger passes on the headers that it got, and any node may. */
    private ObjectNode withoutSecrets(ObjectNode run) {
        return (ObjectNode) api.instance().secrets().blottedOut(run);
    }

    /** Whether nothing more will come of a run. */
    public static boolean isOver(JsonNode run) {
        return OVER.contains(status(run));
    }

    /** Whether it has stopped until something happens outside of n8n, or a time comes. */
    public static boolean isWaiting(JsonNode run) {
        return status(run).equals("waiting");
    }

    /** n8n's word for it. In lists n8n before 1.115 gives none, so it is made of what else is there. */
    public static String status(JsonNode run) {
        String status = run.path("status").asText("");
        if (!status.isEmpty()) {
            return status;
        }
        if (run.path("finished").asBoolean()) {
            return "success";
        }
        return run.path("waitTill").isTextual()
                ? "waiting"
                : run.path("stoppedAt").isTextual() ? "error" : "running";
    }

    /** The workflow's newest runs, the newest first. Before n8n 1.115 only those that are over are listed. */
    public List<JsonNode> newest(String workflowId, int limit) {
        // A run that ends between the two requests is in both answers, and the later one is right.
        Map<Long, JsonNode> runs = new TreeMap<>(Comparator.reverseOrder());
        running(workflowId, limit).forEach(run -> runs.put(run.path("id").asLong(), run));
        ofWorkflow(workflowId, limit).forEach(run -> runs.put(run.path("id").asLong(), run));
        return runs.values().stream().limit(limit).toList();
    }

    /** The workflow's runs under way; nothing at all before n8n 1.115, which cannot be asked for them. */
    List<JsonNode> running(String workflowId, int limit) {
        return listed(workflowId, limit, "running").orElse(List.of());
    }

    /** The workflow's runs of a status; nothing if this n8n does not know it. */
    Optional<List<JsonNode>> listed(String workflowId, int limit, String status) {
        try {
            List<JsonNode> runs = new ArrayList<>();
            list("workflowId=" + Request.encoded(workflowId) + "&status=" + status, limit)
                    .forEach(runs::add);
            return Optional.of(runs);
        } catch (N8nException e) {
            if (e.hasStatus(400)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The workflow's runs, the newest first, without those under way. */
    JsonNode ofWorkflow(String workflowId, int limit) {
        return list("workflowId=" + Request.encoded(workflowId), limit);
    }

    /** The id of the newest run of any workflow that is listed, 0 if there is none. */
    long newestOfAll() {
        return list("", 1).path(0).path("id").asLong(0);
    }

    private JsonNode list(String filter, int limit) {
        String path = "/executions?limit=" + limit + (filter.isEmpty() ? "" : "&" + filter);
        return api.page(ApiRequest.get(path, "execution:list"), "runs").path("data");
    }

    /** The run without its data. */
    public ObjectNode get(long id) {
        return api.object(ApiRequest.get("/executions/" + id + "?includeData=false", "execution:read"));
    }

    /** The run with its data, or what {@link RunOutline} keeps of it if n8n calls it too large to be shown. */
    public ObjectNode withData(long id) {
        ObjectNode run = api.object(ApiRequest.get("/executions/" + id + "?includeData=true", "execution:read"));
        return run.path("dataTooLargeToDisplay").asBoolean() ? outline(id, true) : run;
    }

    /** What can be said of a run in a few words, read as a stream: however large it is, little of it is held. */
    public ObjectNode outline(long id) {
        ObjectNode outline = outline(id, false);
        return outline.path("dataTooLargeToDisplay").asBoolean() ? outline(id, true) : outline;
    }

    /**
     * Only n8n 2.28 and later cut a run for its size, and know how to be asked for all of it. What is too large even for
     * this server is left as n8n cut it.
     */
    private ObjectNode outline(long id, boolean whole) {
        String path = "/executions/" + id + "?includeData=true" + (whole ? "&ignoreDataSizeLimit=true" : "");
        try {
            return api.json(ApiRequest.get(path, "execution:read"), RunOutline::read);
        } catch (N8nException e) {
            if (!whole) {
                throw e;
            }
            return JsonNodeFactory.instance.objectNode().setAll(get(id));
        }
    }
}
