package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A workflow as n8n gives it: a thin view over its JSON, which keeps whatever newer versions of n8n add.
 *
 * @param json n8n's answer, whole
 */
public record Workflow(ObjectNode json) {

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

    private String text(String field) {
        return json.path(field).asText("");
    }
}
