package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.UnexpectedJsonException;
import java.util.List;
import java.util.Optional;

/**
 * A workflow as n8n gives it: a thin view over its JSON, which keeps whatever newer versions of n8n add.
 *
 * @param json n8n's answer, whole
 */
public record Workflow(ObjectNode json) {

    /**
     * A workflow that n8n answered with. An answer is believed only if it is what was asked for.
     *
     * @param id the workflow that was asked for, or null for one that n8n has just made
     * @throws UnexpectedJsonException if it is another workflow, or none
     */
    public static Workflow answered(JsonNode answer, String id) {
        if (answer instanceof ObjectNode json) {
            String given = json.path("id").asText("");
            boolean isAsked = id == null ? WorkflowId.isValid(given) : given.equals(id);
            if (isAsked
                    && json.path("nodes").isArray()
                    && json.path("connections").isObject()) {
                return new Workflow(json);
            }
        }
        throw notAsked(id);
    }

    static UnexpectedJsonException notAsked(String id) {
        return new UnexpectedJsonException(id == null ? "not the new workflow" : "not the workflow that was asked for");
    }

    /** Empty if there is none. */
    public String id() {
        return text("id");
    }

    /** Empty if there is none. */
    public String name() {
        return text("name");
    }

    /** Whether its triggers start it; n8n 2.x says "published". */
    public boolean isActive() {
        return json.path("active").asBoolean();
    }

    /** The same, as it is after a deactivation. */
    public Workflow asInactive() {
        return new Workflow(json.deepCopy().put("active", false));
    }

    /** The version that is stored, which from n8n 2.0 on need not be the live one. */
    public String versionId() {
        return text("versionId");
    }

    /** The version that runs; nothing if none does, or before n8n 1.122, which has one version only. */
    public Optional<String> liveVersion() {
        return Optional.of(text("activeVersionId")).filter(version -> !version.isEmpty());
    }

    /** Whether this n8n tells the live version from the stored one (1.122 and later). */
    public boolean hasLiveVersions() {
        return json.has("activeVersionId");
    }

    /** Whether another version than the stored one is live. */
    public boolean hasDraft() {
        return isActive() && hasLiveVersions() && !liveVersion().equals(Optional.of(versionId()));
    }

    /** When it was last changed, as n8n writes it. */
    public String updatedAt() {
        return text("updatedAt");
    }

    /** An array; missing if there is none. */
    public JsonNode nodes() {
        return json.path("nodes");
    }

    /** The links by source node; missing if there are none. */
    public JsonNode connections() {
        return json.path("connections");
    }

    /** An object; missing if there is none. */
    public JsonNode settings() {
        return json.path("settings");
    }

    /** Whether it is stored as this definition says: everything that was sent is there. n8n may have filled in more. */
    public boolean holds(ObjectNode definition) {
        return Equality.includes(json, definition);
    }

    /** Whether two readings show the same definition, whatever times and versions they have. */
    public boolean holdsSameAs(Workflow other) {
        return List.of("name", "nodes", "connections", "settings").stream()
                .allMatch(part -> Equality.same(json.path(part), other.json.path(part)));
    }

    private String text(String field) {
        return json.path(field).asText("");
    }
}
