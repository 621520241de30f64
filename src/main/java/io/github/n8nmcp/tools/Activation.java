package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.n8n.N8nClient;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.Patch;
import io.github.n8nmcp.workflow.Settings;
import io.github.n8nmcp.workflow.Triggers;
import io.github.n8nmcp.workflow.Webhook;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A workflow that was activated, and made sure of.
 *
 * @param workflow as n8n gives it afterwards
 * @param triggerAdded whether it lacked a trigger and was given one
 * @param backup the copy of the definition before that
 */
record Activation(ObjectNode workflow, boolean triggerAdded, Optional<Path> backup) {

    /**
     * Activates a workflow that was just read. If n8n says that a trigger is missing, a schedule trigger is added and told
     * in the warnings; if that does not help, the workflow is put back as it was.
     */
    static Activation of(ObjectNode before, Call call) {
        String id = before.path("id").asText();
        // n8n up to 1.122 calls a workflow active whose triggers failed to register, and activating it does nothing
        // then.
        boolean mayBeDead = before.path("active").asBoolean() && !before.has("activeVersionId");
        if (mayBeDead) {
            call.n8n().deactivate(id);
        }
        ObjectNode posted;
        try {
            posted = activated(id, call.n8n());
        } catch (N8nException e) {
            if (e.isMissingTrigger()) {
                Optional<Path> backup = call.backUp(before);
                return new Activation(Uninterruptible.get(() -> withAddedTrigger(before, backup, call)), true, backup);
            }
            throw explained(e);
        }
        return new Activation(readBack(posted, call), false, Optional.empty());
    }

    /** Activates a workflow that was just created, whose trigger has been checked. */
    static ObjectNode ofCreated(String id, Call call) {
        try {
            return confirmed(activated(id, call.n8n()));
        } catch (N8nException e) {
            throw explained(e);
        }
    }

    /** The production URLs that an active workflow listens at, so far as they can be told from outside. */
    static ArrayNode webhooks(ObjectNode workflow, Call call) {
        ArrayNode webhooks = JsonNodeFactory.instance.arrayNode();
        for (Webhook webhook : Webhook.of(workflow)) {
            if (!webhook.isExpression()) {
                webhooks.addObject()
                        .put("node", webhook.node())
                        .put("method", webhook.method())
                        .put("url", call.n8n().instance().webhookUrl() + "/" + webhook.encodedPath());
            }
        }
        return webhooks;
    }

    /** Activates; a failure that may be a success, such as a time-out, is looked into. */
    private static ObjectNode activated(String id, N8nClient n8n) {
        try {
            return n8n.activate(id);
        } catch (N8nException e) {
            if (e.isAmbiguous()) {
                ObjectNode now = n8n.workflow(id);
                if (now.path("active").asBoolean()) {
                    return now;
                }
            }
            throw e;
        }
    }

    private static ObjectNode readBack(ObjectNode posted, Call call) {
        try {
            return confirmed(call.n8n().workflow(posted.path("id").asText()));
        } catch (N8nException e) {
            call.warn("n8n said that it is active, but it could not be read back: " + e.getMessage());
            return confirmed(posted);
        }
    }

    private static ObjectNode withAddedTrigger(ObjectNode before, Optional<Path> backup, Call call) {
        String id = before.path("id").asText();
        ObjectNode changed = before.deepCopy();
        String trigger = Triggers.addSchedule(changed);
        Patch.Result sent = unchanged(changed);
        ObjectNode stored =
                SettingsRetry.sent(sent.definition(), definition -> call.n8n().replace(id, definition));
        ObjectNode activated;
        try {
            activated = confirmed(activated(id, call.n8n()));
        } catch (N8nException | ToolException e) {
            RuntimeException cause = e instanceof N8nException failure ? explained(failure) : e;
            restore(before, trigger, backup, cause, call);
            throw cause;
        }
        call.warn("The workflow had no trigger that can activate it, so the node '" + trigger
                + "' was added: it runs the workflow daily at midnight. Change its rule with update_workflow if that is "
                + "not what you want.");
        call.warn(sent.warnings());
        call.warn(Settings.losses(before.path("settings"), MissingNode.getInstance(), stored.path("settings")));
        // The answer of the activation is a reading of what is stored; another request would tell nothing new.
        return activated;
    }

    private static void restore(
            ObjectNode before, String trigger, Optional<Path> backup, RuntimeException cause, Call call) {
        String id = before.path("id").asText();
        try {
            SettingsRetry.sent(
                    unchanged(before).definition(), definition -> call.n8n().replace(id, definition));
        } catch (N8nException e) {
            throw ToolException.failed(cause.getMessage() + " The node '" + trigger
                    + "' had been added and could not be taken away again (" + e.reason() + ")"
                    + backup.map(file -> "; the workflow as it was is in " + file)
                            .orElse("") + ".");
        }
    }

    private static Patch.Result unchanged(ObjectNode workflow) {
        MissingNode none = MissingNode.getInstance();
        return new Patch(Optional.empty(), none, none, none, none).appliedTo(workflow);
    }

    private static ObjectNode confirmed(ObjectNode workflow) {
        if (!workflow.path("active").asBoolean()) {
            throw ToolException.failed("n8n took the activation, but the workflow is not active. Look for the cause in "
                    + "n8n's editor, then try again.");
        }
        return workflow;
    }

    private static RuntimeException explained(N8nException e) {
        return e.unknownNodeType()
                .<RuntimeException>map(type -> ToolException.failed("Unknown node type: '" + type + "'"))
                .orElse(e);
    }
}
