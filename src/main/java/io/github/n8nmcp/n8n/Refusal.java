package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What n8n refuses, in which words, since which version, and what to do about it. No other file looks into n8n's texts.
 * The texts were read in n8n 1.82.3 to 2.41.3.
 */
public enum Refusal {
    /** Activation of a workflow that nothing can start. */
    NO_TRIGGER(
            "400",
            // up to 1.123
            "no node to start the workflow"
                    // 2.0 and later
                    + "|has no trigger node",
            null),
    /** Activation of a workflow with a node that this n8n does not have. */
    UNKNOWN_NODE_TYPE(
            "400",
            "Unrecognized node type: ",
            "Correct the node's type with update_workflow, or install the package that brings it."),
    /** Activation where nodes lack required parameters or credentials; checked from 2.8 on. */
    NODES_NOT_CONFIGURED(
            "400",
            "configuration issues",
            "Set what n8n names with update_workflow, then activate the workflow again."),
    /** Activation where a sub-workflow is not published; checked from 2.3 on. */
    SUB_WORKFLOW_NOT_PUBLISHED("400", "which is not published", "Activate the workflow that is referenced first."),
    /** Activation where another active workflow has the webhook's path: 400 from 2.6 on, 409 from 2.22 on. */
    WEBHOOK_TAKEN(
            "400|409",
            "conflict with one of the webhooks",
            "Another active workflow has this webhook path: give this one another, or deactivate that one."),
    /** A change to an archived workflow; refused from 2.6 on. */
    ARCHIVED("400", "archived workflow", "Unarchive it in n8n's editor first."),
    /** Deletion of a workflow that is published, or is just being unpublished; refused from 2.40 on. */
    PUBLISHED("409", "published workflow|being unpublished", null),
    /** A version of a workflow that is not, or no longer, in its history (1.123 and later). */
    NO_VERSION("404", "Version not found", null),
    /** A query parameter that this n8n does not know; from 2.35 on they are ignored. */
    UNKNOWN_QUERY("400", "Unknown query parameter", null),
    /** A part of a definition that this n8n does not take back, such as {@code pinData} before 2.14. */
    UNKNOWN_PART("400", "request/body must NOT have additional properties|request/body Unrecognized key", null),
    /** Settings that this n8n does not know. */
    UNKNOWN_SETTINGS(
            "400",
            // up to 2.36, without naming them
            "request/body/settings must NOT have additional properties"
                    // 2.37 and later
                    + "|request/body/settings Unrecognized key\\(s\\) in object: ",
            null);

    private static final Pattern NODE_TYPE = Pattern.compile("Unrecognized node type: (\\S+)");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    /** Of an answer that is not JSON, while n8n's database is being migrated (all versions). */
    static final String STARTING_UP = "n8n is starting up";

    private final Pattern answer;
    private final String advice;

    /** Statuses and texts are alternatives of a regular expression. */
    Refusal(String statuses, String texts, String advice) {
        this.answer = Pattern.compile("(?s)(?:" + statuses + ") .*(?:" + texts + ").*");
        this.advice = advice;
    }

    /** The refusal that an answer with this status and message is, if it is a known one. */
    static Optional<Refusal> of(int status, String message) {
        for (Refusal refusal : values()) {
            if (refusal.answer.matcher(status + " " + message).matches()) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    /** What the caller can do about it, if it is not for the server to do. */
    Optional<String> advice() {
        return Optional.ofNullable(advice);
    }

    /** The type of node that {@link #UNKNOWN_NODE_TYPE} names. */
    static Optional<String> nodeType(String message) {
        Matcher matcher = NODE_TYPE.matcher(message);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The keys that {@link #UNKNOWN_SETTINGS} names; none before 2.37. */
    static Set<String> settings(String message) {
        Set<String> keys = new LinkedHashSet<>();
        int list = message.indexOf("Unrecognized key(s) in object: ");
        if (list >= 0) {
            QUOTED.matcher(message.substring(list)).results().forEach(key -> keys.add(key.group(1)));
        }
        return keys;
    }

    /** Whether n8n's page says that it has no such form registered (1.82.3 and 2.41.1), so that nothing was started. */
    static boolean isFormNotRegistered(int status, String page) {
        return status == 404 && page.contains("<title>Problem loading form</title>");
    }

    /**
     * Why n8n failed before or after a run, if the answer of a trigger's URL is n8n's own error: an object with a code
     * (and a stack trace, unless n8n runs in production mode), or its sentence about missing credentials. Empty if it is
     * the workflow's answer.
     */
    static String triggerFailure(int status, JsonNode body) {
        if (status < 500) {
            return "";
        }
        if (body.path("code").isNumber() && body.path("message").isTextual()) {
            return body.path("message").textValue();
        }
        String text = body.asText("");
        return text.startsWith("No authentication data defined") ? text : "";
    }

    /** Whether a webhook's answer is n8n's own, which has no such webhook registered, so that nothing was started. */
    static boolean isWebhookNotRegistered(int status, int code, String message) {
        return status == 404
                && code == 404
                && (message.matches("(?s)The requested webhook .* is not registered\\.")
                        || message.startsWith("This webhook is not registered for "));
    }
}
