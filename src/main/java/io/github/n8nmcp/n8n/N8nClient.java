package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.config.ProxyServer;
import io.github.n8nmcp.http.Backoff;
import io.github.n8nmcp.http.Request;
import io.github.n8nmcp.http.Time;
import io.github.n8nmcp.json.UnexpectedJsonException;
import io.github.n8nmcp.workflow.Workflow;
import io.github.n8nmcp.workflow.WorkflowSummary;
import io.github.n8nmcp.workflow.WorkflowView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The REST API of one n8n for one call of a tool, a method an endpoint. Every method throws {@link N8nException} when it
 * cannot give what it promises. All requests up to the first that changes something share the instance's
 * {@code timeout_ms}, retries and pauses included; each later one has that time for itself.
 */
public final class N8nClient {
    private static final JsonNode NO_ARGUMENTS = JsonNodeFactory.instance.objectNode();

    private final Api api;
    private final KnownApi known;
    private final Time time;

    N8nClient(Api api, KnownApi known, Time time) {
        this.api = api;
        this.known = known;
        this.time = time;
    }

    /** The instance that this client calls. */
    public Instance instance() {
        return api.instance();
    }

    /** Whether the other client calls the same n8n, perhaps by another name of the instance. */
    public boolean callsSameN8n(N8nClient other) {
        return instance().normalAddress().equals(other.instance().normalAddress())
                && proxy(instance()).equals(proxy(other.instance()));
    }

    /** Behind two proxies one address may be two n8ns. */
    private static Optional<ProxyServer> proxy(Instance instance) {
        return instance.proxies().to(instance.baseUrl());
    }

    /** Whether more than a third of the call's time is left. */
    public boolean hasTimeForMore() {
        return api.lifetime().hasTimeForMore();
    }

    /** One page of workflows. n8n before 2.36 may ignore tags that it does not know. */
    public <T> WorkflowPage<T> workflows(WorkflowQuery query, WorkflowPage.WorkflowReader<T> reader) {
        return api.json(ApiRequest.get(query.path(), "workflow:list"), parser -> WorkflowPage.read(parser, reader));
    }

    /** The whole definition of a workflow. */
    public Workflow workflow(String id) {
        return api.workflow(readingOf(id));
    }

    /** The same as JSON in UTF-8, without what no caller should see, for a definition that is only passed on. */
    public byte[] workflowJson(String id) {
        return api.json(readingOf(id), parser -> WorkflowView.full(parser, id));
    }

    /**
     * An older version of a workflow: its nodes, links and node groups, and neither name nor settings. Nothing if this
     * n8n's API gives no versions (1.123 and later do).
     *
     * @throws N8nException which {@link Refusal#NO_VERSION} tells, if the workflow's history does not have it
     */
    public Optional<Workflow> version(String id, String versionId) {
        ApiRequest request = ApiRequest.get(ApiRequest.path(id, "/" + Request.encoded(versionId)), "workflow:read");
        return known.versions.ask(
                () -> api.checked(request, answer -> version(answer, id, versionId)), () -> workflow(id));
    }

    private static Workflow version(JsonNode answer, String id, String versionId) {
        if (answer instanceof ObjectNode version
                && version.path("workflowId").asText().equals(id)
                && version.path("versionId").asText().equals(versionId)
                && version.path("nodes").isArray()
                && version.path("connections").isObject()) {
            return new Workflow(version);
        }
        throw new UnexpectedJsonException("not the version that was asked for");
    }

    /** Stores a new workflow, always inactive; answers it as stored. */
    public Workflow create(ObjectNode definition) {
        ApiRequest request = ApiRequest.of("POST", "/workflows", "workflow:create", definition);
        return api.checked(request, answer -> {
            Workflow created = Workflow.answered(answer, null);
            // The id is not known before, but the name is. n8n may trim it.
            if (!created.name().strip().equals(definition.path("name").asText().strip())) {
                throw new UnexpectedJsonException("not the new workflow");
            }
            return created;
        });
    }

    /** Replaces name, nodes, connections and settings of a workflow; answers it as stored. */
    public Workflow replace(String id, ObjectNode definition) {
        return api.workflow(ApiRequest.onWorkflow("PUT", id, "", "workflow:update", definition));
    }

    /**
     * Replaces the parts of an active workflow, and keeps its live version running (n8n 2.35 and later).
     *
     * @throws N8nException which {@link Refusal#UNKNOWN_QUERY} tells, if this n8n cannot do that; nothing is stored then
     */
    public Workflow replaceDraft(String id, ObjectNode definition) {
        return api.workflow(ApiRequest.onWorkflow("PUT", id, "?publishIfActive=false", "workflow:update", definition));
    }

    /** Deletes a workflow and its executions for good; answers it as it was. */
    public Workflow delete(String id) {
        return api.workflow(ApiRequest.onWorkflow("DELETE", id, "", "workflow:delete", null));
    }

    /**
     * Deletes a workflow that n8n may still be unpublishing. n8n 2.40 and later refuse that until it is done, and 2.41.1
     * was seen to answer 500 when the workflow had been published a moment before; if it is still there then, that is
     * tried again a few times, for no longer than the call's time.
     */
    public Workflow deleteOnceUnpublished(String id) {
        for (int tries = 0; ; tries++) {
            try {
                return delete(id);
            } catch (N8nException e) {
                boolean again =
                        e.is(Refusal.PUBLISHED) || (isN8nsStumble(e) && tries < Backoff.MOST_RETRIES && isThere(id));
                Duration pause = Backoff.pause(tries, time.random());
                if (!again || !api.lifetime().hasTimeFor(pause)) {
                    throw e;
                }
                api.lifetime().pause(pause);
            }
        }
    }

    private static boolean isN8nsStumble(N8nException e) {
        return e.hasStatus(500) && !e.mayStillAct();
    }

    private boolean isThere(String id) {
        try {
            workflow(id);
            return true;
        } catch (N8nException e) {
            return false;
        }
    }

    /** Activates (n8n 2.0 and later: publishes) a workflow. n8n 2.40 and later register its triggers a moment after. */
    public Workflow activate(String id) {
        // Without a JSON body n8n 2.x answers 415.
        return api.workflow(ApiRequest.onWorkflow("POST", id, "/activate", "workflow:activate", NO_ARGUMENTS));
    }

    /** Deactivates a workflow; no error if it is not active. */
    public Workflow deactivate(String id) {
        return api.workflow(ApiRequest.onWorkflow("POST", id, "/deactivate", "workflow:deactivate", NO_ARGUMENTS));
    }

    /**
     * Starts a run by {@code POST /workflows/{id}/execute}, which forks of n8n have and n8n itself up to 2.41 has not.
     * Answers the run, or nothing if this n8n has no such endpoint.
     */
    public Optional<ObjectNode> execute(String id) {
        ApiRequest request = ApiRequest.onWorkflow("POST", id, "/execute", "workflow:execute", NO_ARGUMENTS);
        return known.execute.ask(() -> api.checked(request, N8nClient::startedRun), () -> workflow(id));
    }

    /** The proposal lets both fields be absent. An object with other fields, and no id, is something else. */
    private static ObjectNode startedRun(JsonNode answer) {
        if (answer instanceof ObjectNode run
                && (run.isEmpty() || run.has("executionId") || run.has("waitingForWebhook"))) {
            return run;
        }
        throw new UnexpectedJsonException("not the run that was to be started");
    }

    /** The runs of this n8n's workflows. */
    public Executions executions() {
        return new Executions(api, time);
    }

    /** The runs of the workflow that begin from now on. */
    public NewRuns newRuns(String workflowId) {
        return new NewRuns(executions(), api.lifetime(), workflowId);
    }

    /** This n8n's own MCP server; nothing if the configuration has no token for it. */
    public Optional<N8nMcpServer> mcpServer() {
        return instance().mcpToken().map(token -> new N8nMcpServer(api, token, known.mcpTool));
    }

    /** The public URLs of this n8n's active workflows. */
    public Webhooks webhooks() {
        return new Webhooks(api, time);
    }

    /** All tags of the instance, read a page of 250 at a time. */
    public ArrayNode tags() {
        return all("/tags", "tag:list");
    }

    /** All credentials that the key may see, without their data (n8n 2.14 and later; 405 before). */
    public Optional<ArrayNode> credentials() {
        return known.credentials.ask(() -> all("/credentials", "credential:list"), () -> {});
    }

    private ArrayNode all(String list, String scope) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        String cursor = "";
        String before;
        do {
            before = cursor;
            String page = list + "?limit=250" + (cursor.isEmpty() ? "" : "&cursor=" + Request.encoded(cursor));
            ObjectNode answer = api.page(ApiRequest.get(page, scope), list.substring(1));
            for (JsonNode element : answer.path("data")) {
                all.add(element);
            }
            cursor = answer.path("nextCursor").asText("");
        } while (!cursor.isEmpty() && !cursor.equals(before));
        return all;
    }

    /** Gives a workflow exactly these tags; answers them. */
    public ArrayNode replaceTags(String id, List<String> tagIds) {
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        tagIds.forEach(tagId -> body.addObject().put("id", tagId));
        // A 404 here may be the workflow or a tag, so n8n's own message says which.
        ApiRequest request = ApiRequest.of("PUT", ApiRequest.path(id, "/tags"), "workflowTags:update", body);
        return api.checked(request, answer -> tags(answer, tagIds));
    }

    private static ArrayNode tags(JsonNode answer, List<String> wanted) {
        if (answer instanceof ArrayNode tags && tags.findValuesAsText("id").containsAll(wanted)) {
            return tags;
        }
        throw new UnexpectedJsonException("not the list of the workflow's tags");
    }

    /** Asks for as little as possible, to see whether the n8n is there and takes the key. */
    public void checkKey() {
        WorkflowQuery one = new WorkflowQuery(Optional.empty(), List.of(), Optional.empty(), 1, Optional.empty());
        workflows(one, WorkflowSummary::read);
    }

    /** Which of the endpoints that not every n8n has this n8n names in its description of itself. */
    public List<String> optionalEndpoints() {
        return new ApiDescription(api).optionalEndpoints();
    }

    private static ApiRequest readingOf(String id) {
        return ApiRequest.onWorkflow("GET", id, "", "workflow:read", null);
    }
}
