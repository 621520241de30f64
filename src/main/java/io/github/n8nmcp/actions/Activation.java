package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.n8n.N8nClient;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.Refusal;
import io.github.n8nmcp.workflow.Names;
import io.github.n8nmcp.workflow.Patch;
import io.github.n8nmcp.workflow.Settings;
import io.github.n8nmcp.workflow.Triggers;
import io.github.n8nmcp.workflow.Webhook;
import io.github.n8nmcp.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An activation that was confirmed by reading the workflow back.
 *
 * @param workflow as n8n gives it afterwards
 * @param triggerAdded whether it lacked a trigger and was given one
 * @param backup the copy of the definition before that
 */
public record Activation(Workflow workflow, boolean triggerAdded, Optional<Path> backup) {

    /**
     * Activates a workflow that was just read. If n8n says that a trigger is missing, a schedule trigger is added, with a
     * warning; if that does not help, the workflow is put back as it was.
     */
    public static Activation of(Workflow before, Call call) {
        // n8n up to 1.122 calls a workflow active whose triggers failed to register, and activating it does nothing
        // then.
        boolean mayBeDead = before.isActive() && !before.hasLiveVersions();
        if (mayBeDead) {
            call.n8n().deactivate(before.id());
        }
        Workflow posted;
        try {
            posted = activate(before.id(), call.n8n());
        } catch (N8nException e) {
            if (e.is(Refusal.NO_TRIGGER)) {
                refuseSwitchedOffTriggers(before);
                Optional<Path> backup = call.backUp(before);
                return new Activation(withAddedTrigger(before, backup, call), true, backup);
            }
            throw inTheReferencesWords(e);
        }
        return new Activation(readBack(posted, call), false, Optional.empty());
    }

    /** A trigger that the owner has switched off is not replaced by one that runs. */
    private static void refuseSwitchedOffTriggers(Workflow workflow) {
        List<String> triggers = Triggers.switchedOff(workflow.nodes());
        if (!triggers.isEmpty()) {
            throw ToolException.failed("The workflow was not activated, because its triggers are disabled: "
                    + Names.list(triggers)
                    + ". Enable one with update_workflow (updateNode, disabled: false), or leave "
                    + "the workflow inactive.");
        }
    }

    /** Activates a workflow that was just created, whose trigger has been checked. */
    public static Workflow ofNew(String id, Call call) {
        try {
            return confirmed(activate(id, call.n8n()));
        } catch (N8nException e) {
            throw inTheReferencesWords(e);
        }
    }

    /** The production URLs that an active workflow listens at, as far as they are known from outside n8n. */
    public static ArrayNode webhooks(Workflow workflow, Call call) {
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

    /** Activates. After a failure that may be a success, such as a time-out, the workflow is read. */
    private static Workflow activate(String id, N8nClient n8n) {
        try {
            return n8n.activate(id);
        } catch (N8nException e) {
            if (e.mayHaveActed()) {
                Workflow now = n8n.workflow(id);
                if (now.isActive()) {
                    return now;
                }
            }
            throw e;
        }
    }

    private static Workflow readBack(Workflow posted, Call call) {
        try {
            return confirmed(call.n8n().workflow(posted.id()));
        } catch (N8nException e) {
            call.warn("n8n said that it is active, but it could not be read back: " + e.getMessage());
            return confirmed(posted);
        }
    }

    private static Workflow withAddedTrigger(Workflow before, Optional<Path> backup, Call call) {
        Workflow changed = new Workflow(before.json().deepCopy());
        String trigger = Triggers.addSchedule(changed.json());
        Patch.Result patched = Patch.none().appliedTo(changed);
        Workflow stored = StoredDefinition.send(
                patched.definition(), definition -> call.n8n().replace(before.id(), definition), call);
        Workflow activated;
        try {
            activated = confirmed(activate(before.id(), call.n8n()));
        } catch (N8nException | ToolException e) {
            RuntimeException cause = e instanceof N8nException failure ? inTheReferencesWords(failure) : e;
            restore(before, trigger, backup, cause, call);
            throw cause;
        }
        call.warn("The workflow had no trigger that can activate it, so the node '" + trigger
                + "' was added: it runs the workflow daily at midnight. Change its rule with update_workflow if that is "
                + "not what you want.");
        call.warn(patched.warnings());
        call.warn(Settings.losses(before.settings(), MissingNode.getInstance(), stored.settings()));
        // n8n answers the activation with what is stored, so reading it once more would show the same.
        return activated;
    }

    private static void restore(
            Workflow before, String trigger, Optional<Path> backup, RuntimeException cause, Call call) {
        ObjectNode definition = Patch.none().appliedTo(before).definition();
        try {
            StoredDefinition.send(definition, sent -> call.n8n().replace(before.id(), sent), call);
        } catch (N8nException e) {
            throw ToolException.failed(cause.getMessage() + " The node '" + trigger
                    + "' had been added and could not be removed again (" + e.reason() + ")"
                    + backup.map(file -> "; the workflow as it was is in " + file)
                            .orElse("") + ".");
        }
    }

    private static Workflow confirmed(Workflow workflow) {
        if (!workflow.isActive()) {
            throw ToolException.failed(
                    "n8n accepted the activation, but the workflow is not active. Look for the cause "
                            + "in n8n's editor, then try again.");
        }
        return workflow;
    }

    private static RuntimeException inTheReferencesWords(N8nException e) {
        return e.unknownNodeType()
                .<RuntimeException>map(type -> ToolException.failedAsDocumented("Unknown node type: '" + type + "'"))
                .orElse(e);
    }
}
