package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a workflow. n8n's API gives more of them than it takes back. Up to n8n 1.118 a PUT replaces them; from
 * 1.119 on they are merged over the stored ones, up to 2.16 with {@code callerPolicy} and {@code availableInMCP} reset
 * unless sent.
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

    /** Taken from 1.119 on; stored by every n8n. */
    private static final Set<String> SINCE_1_119 =
            Set.of("callerPolicy", "callerIds", "timeSavedPerExecution", "availableInMCP");

    private static final Set<String> KNOWN = union(SINCE_1_82, SINCE_1_119);

    private Settings() {}

    /**
     * What to send: the stored keys that some n8n loses unless it gets them back, and the given ones over them. Stored
     * nulls and the old editor's "DEFAULT" are left out: n8n refuses both, and they mean the same as no key.
     */
    static ObjectNode merged(JsonNode stored, JsonNode given) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : stored.properties()) {
            if (KNOWN.contains(entry.getKey()) && !isUnset(entry.getValue())) {
                merged.set(entry.getKey(), entry.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            if (isUnset(entry.getValue())) {
                // n8n refuses both. Leaving the key out clears it where n8n replaces the settings.
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), entry.getValue());
            }
        }
        return merged;
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> union = new LinkedHashSet<>(one);
        union.addAll(other);
        return union;
    }

    private static boolean isUnset(JsonNode value) {
        return value.isNull() || value.asText().equals("DEFAULT");
    }

    /** Whether a workflow without the key behaves the same. */
    private static boolean isDefault(String key, JsonNode value) {
        return switch (key) {
            case "executionTimeout" -> value.isNumber() && value.asInt() == -1;
            case "callerPolicy" -> value.asText().equals("workflowsFromSameOwner");
            case "availableInMCP" -> value.isBoolean() && !value.asBoolean();
            case "timezone", "errorWorkflow", "callerIds" -> value.asText("x").isEmpty();
            default -> false;
        };
    }

    private static boolean isLost(String key, JsonNode value, JsonNode after) {
        boolean unset = isUnset(value) || isDefault(key, value);
        return !(unset && after.path(key).isMissingNode()) && !Equality.same(after.path(key), value);
    }

    /**
     * What to send next, after n8n refused some of these settings; nothing if there is nothing left to leave out.
     *
     * @param unknown the keys that n8n named; where it names none, the newest keys go first
     */
    public static Optional<ObjectNode> withoutUnknown(ObjectNode sent, Set<String> unknown) {
        ObjectNode next = sent.deepCopy();
        next.remove(unknown);
        if (unknown.isEmpty()) {
            next.retain(KNOWN);
            if (next.size() == sent.size()) {
                next.retain(SINCE_1_82);
            }
        }
        return next.size() < sent.size() ? Optional.of(next) : Optional.empty();
    }

    /** The keys that were stored before and still are, and are not among the wanted ones. */
    static Set<String> keptBeside(JsonNode wanted, JsonNode before, JsonNode after) {
        Set<String> kept = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> entry : before.properties()) {
            boolean isStill = !isUnset(entry.getValue()) && after.hasNonNull(entry.getKey());
            if (isStill && !wanted.has(entry.getKey())) {
                kept.add(entry.getKey());
            }
        }
        return kept;
    }

    /** A sentence about the given keys that n8n did not store, and one about the stored keys that it lost. */
    public static List<String> losses(JsonNode before, JsonNode given, JsonNode after) {
        List<String> refused = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            if (isLost(entry.getKey(), entry.getValue(), after)) {
                boolean cleared = isUnset(entry.getValue());
                (cleared ? kept : refused).add(entry.getKey());
            }
        }
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : before.properties()) {
            if (!given.has(entry.getKey()) && isLost(entry.getKey(), entry.getValue(), after)) {
                lost.add(entry.getKey());
            }
        }
        List<String> sentences = new ArrayList<>();
        if (!refused.isEmpty()) {
            sentences.add("This n8n did not take from settings: " + Quoted.words(String.join(", ", refused)) + ".");
        }
        if (!kept.isEmpty()) {
            // Seen on 2.41.1: "" is stored in place of a text, and -1 takes executionTimeout away.
            sentences.add("This n8n keeps settings that it is not sent, so these were not cleared: "
                    + String.join(", ", kept)
                    + ". Give \"\" for a text, -1 for executionTimeout, and the value you want for any other.");
        }
        if (!lost.isEmpty()) {
            sentences.add("This n8n's API cannot keep these settings when it changes a workflow, so they were lost: "
                    + Quoted.words(String.join(", ", lost))
                    + ". Set them again in the editor.");
        }
        return sentences;
    }
}
