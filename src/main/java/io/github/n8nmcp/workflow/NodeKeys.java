package io.github.n8nmcp.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys that POST and PUT of n8n's public API take of a node besides its id, n8n 1.82.3 to 2.41. n8n refuses the whole
 * workflow for any other.
 */
public final class NodeKeys {
    /** Each key with what it holds, as {@code "a text"}; empty where that may be anything. */
    public static final Map<String, String> KINDS = kinds();

    private NodeKeys() {}

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        List.of("name", "type", "webhookId", "notes", "onError").forEach(key -> kinds.put(key, "a text"));
        List.of("parameters", "credentials").forEach(key -> kinds.put(key, "an object"));
        List.of("typeVersion", "maxTries", "waitBetweenTries").forEach(key -> kinds.put(key, "a number"));
        kinds.put("position", "[x, y], two numbers");
        List.of("disabled", "retryOnFail", "alwaysOutputData", "executeOnce", "notesInFlow", "continueOnFail")
                .forEach(key -> kinds.put(key, "true or false"));
        kinds.put("customTelemetryTags", "");
        return Collections.unmodifiableMap(kinds);
    }
}
