package io.github.n8nmcp.call;

import io.github.n8nmcp.workflow.NearestNames;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Arguments that a tool does not have: which clients add by themselves, and which the caller probably meant. */
final class UnknownArguments {
    /**
     * Added to every call by Gemini CLI ({@code wait_for_previous}), n8n's AI Agent ({@code toolCallId} to
     * {@code tool}) and Cline ({@code task_progress}), so that they say nothing about what was meant.
     */
    private static final Set<String> ADDED_BY_CLIENTS =
            Set.of("wait_for_previous", "toolCallId", "sessionId", "action", "chatInput", "tool", "task_progress");

    /** Names that no comparison of letters would find. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "workflow", "id",
            "env", "instance",
            "environment", "instance",
            "title", "name",
            "query", "contains",
            "search", "contains",
            "input", "data",
            "links", "connections");

    private UnknownArguments() {}

    static boolean isAddedByClient(String name) {
        return ADDED_BY_CLIENTS.contains(name);
    }

    /** The valid name that was probably meant: {@code workflowId} and {@code workflow_id} mean {@code id}. */
    static Optional<String> meant(String unknown, Collection<String> valid) {
        String other = OTHER_NAMES.getOrDefault(unknown.toLowerCase(Locale.ROOT), "");
        if (valid.contains(other)) {
            return Optional.of(other);
        }
        String plain = plain(unknown);
        for (String name : valid) {
            if (plain.equals(plain(name)) || plain.equals("workflow" + plain(name))) {
                return Optional.of(name);
            }
        }
        // Short names differ by a few letters from many others; a slip is seldom in the first one.
        return NearestNames.of(unknown, valid).stream()
                .filter(name -> plain(name).regionMatches(0, plain, 0, 1))
                .findFirst();
    }

    private static String plain(String name) {
        return name.replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    }
}
