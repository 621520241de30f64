package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a workflow, which n8n's API gives more of than it takes back. Up to n8n 1.118 a
 * PUT replaces them; from 1.119 on they are merged over the stored ones, up to 2.16 with {@code
 * callerPolicy} and {@code availableInMCP} reset unless sent.
 */
public final class Settings {
    /** Taken by every n8n from 1.82.3 on. */
    private static final Set<String> SINCE_1_82 = Set.of(
            "saveExecutionProgress",
            "saveManualExecutions",
            "saveDataErrorExecution",
            "saveDataSuccessExecution",
            "executionTimeout",
            "errorWorkflow",
            "timezone",
            "executionOrder");

    /** Taken from 1.119 on, and on all n8n possibly stored. */
    private static final Set<String> SINCE_1_119 =
            Set.of("callerPolicy", "callerIds", "timeSavedPerExecution", "availableInMCP");

    private static final Pattern NAMED_KEYS =
            Pattern.compile("request/body/settings Unrecognized key\\(s\\) in object: (.*)");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final String UNNAMED_KEY = "request/body/settings must NOT have additional properties";

    private Settings() {}

    /**
     * What to send: the given keys over those of the stored ones that some n8n loses unless it gets
     * them back. Stored nulls and the old editor's "DEFAULT" stay behind: n8n refuses both, and they
     * mean what absence means.
     */
    static ObjectNode merged(JsonNode stored, JsonNode given) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : stored.properties()) {
            boolean known = SINCE_1_82.contains(entry.getKey()) || SINCE_1_119.contains(entry.getKey());
            if (known && !isUnset(entry.getValue())) {
                merged.set(entry.getKey(), entry.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            if (entry.getValue().isNull()) {
                // Refused by n8n; leaving the key out is as near as its API comes.
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), entry.getValue());
            }
        }
        return merged;
    }

    private static boolean isUnset(JsonNode stored) {
        return stored.isNull() || stored.asText().equals("DEFAULT");
    }

    /**
     * What to send next, after n8n refused settings with this message; nothing if the refusal is
     * about something else. n8n from 2.37 on names the keys it does not know. Earlier ones do not, so
     * the newest keys go first.
     */
    public static Optional<ObjectNode> afterRefusal(ObjectNode sent, String message) {
        ObjectNode next = sent.deepCopy();
        Matcher named = NAMED_KEYS.matcher(message);
        if (named.find()) {
            QUOTED.matcher(named.group(1)).results().forEach(key -> next.remove(key.group(1)));
        } else if (message.contains(UNNAMED_KEY)) {
            Set<String> old = new LinkedHashSet<>(SINCE_1_82);
            old.addAll(SINCE_1_119);
            next.retain(old);
            if (next.size() == sent.size()) {
                next.retain(SINCE_1_82);
            }
        }
        return next.size() < sent.size() ? Optional.of(next) : Optional.empty();
    }

    /**
     * Sentences about what n8n's stored settings show: given keys that it did not take, and stored
     * ones that it lost.
     */
    public static List<String> losses(JsonNode before, JsonNode given, JsonNode after) {
        List<String> refused = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            if (!Equality.same(after.path(entry.getKey()), entry.getValue())) {
                refused.add(entry.getKey());
            }
        }
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : before.properties()) {
            if (!isUnset(entry.getValue())
                    && !given.has(entry.getKey())
                    && !Equality.same(after.path(entry.getKey()), entry.getValue())) {
                lost.add(entry.getKey());
            }
        }
        List<String> sentences = new ArrayList<>();
        if (!refused.isEmpty()) {
            sentences.add("This n8n did not take from settings: " + String.join(", ", refused) + ".");
        }
        if (!lost.isEmpty()) {
            sentences.add("This n8n's API cannot keep these settings when it changes a workflow, so they were lost: "
                    + String.join(", ", lost)
                    + ". Set them again in the editor.");
        }
        return sentences;
    }
}
