package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.Refusal;
import io.github.n8nmcp.workflow.Names;
import io.github.n8nmcp.workflow.Patch;
import io.github.n8nmcp.workflow.PathCheck;
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
        if (!mayBeDead) {
            return activated(before, call);
        }
        new Writes(call).deactivate(before.id());
        try {
            return activated(before, call);
        } catch (N8nException | ToolException e) {
            return activeAgain(before, asToolException(e), call);
        }
    }

    private static Activation activated(Workflow before, Call call) {
        Workflow posted;
        try {
            posted = new Writes(call).activate(before.id());
        } catch (N8nException e) {
            if (e.is(Refusal.NO_TRIGGER)) {
                refuseSwitchedOffTriggers(before);
                Optional<Path> backup = call.backUp(before);
                return new Activation(withAddedTrigger(before, backup, call), true, backup);
            }
            throw withFixedSentence(e);
        }
        return new Activation(confirmed(new Writes(call).readBack(posted)), false, Optional.empty());
    }

    /** A workflow that was active and was deactivated by us must not stay off without a word. */
    private static Activation activeAgain(Workflow before, ToolException failure, Call call) {
        try {
            Workflow posted = new Writes(call).activate(before.id());
            String why = failure.getCause() instanceof N8nException first ? first.reason() : failure.getMessage();
            call.warn("It was active only at the second try, since the first failed: " + why);
            return new Activation(confirmed(new Writes(call).readBack(posted)), false, Optional.empty());
        } catch (N8nException | ToolException e) {
            throw failure.with("The workflow was active before. It was deactivated so that n8n would register its "
                    + "triggers again, and is not known to be active now: look with get_workflow.");
        }
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
            return confirmed(new Writes(call).activate(id));
        } catch (N8nException e) {
            throw withFixedSentence(e);
        }
    }

    /** The production URLs that an active workflow listens at, as far as they are known from outside n8n. */
    public static ArrayNode webhooks(Workflow workflow, Call call) {
        ArrayNode webhooks = JsonNodeFactory.instance.arrayNode();
        for (Webhook webhook : Webhook.of(workflow)) {
            if (!webhook.isExpression() && PathCheck.staysInside(webhook.path())) {
                webhooks.addObject()
                        .put("node", webhook.node())
                        .put("method", webhook.method())
                        .put("url", call.n8n().instance().webhookUrl() + "/" + webhook.encodedPath());
            }
        }
        return webhooks;
    }

    private static Workflow withAddedTrigger(Workflow before, Optional<Path> backup, Call call) {
        Workflow changed = new Workflow(before.json().deepCopy());
        String trigger = Triggers.addSchedule(changed.json());
        Patch.Result patched = Patch.none().appliedTo(changed);
        Workflow stored;
        try {
            stored = new Writes(call).replace(before.asInactive(), patched.definition());
        } catch (ToolException e) {
            throw e.with("The change adds the node " + Quoted.name(trigger) + ", since the workflow has no trigger.");
        }
        Workflow activated;
        try {
            activated = confirmed(new Writes(call).activate(before.id()));
        } catch (N8nException | ToolException e) {
            throw restored(before, trigger, backup, asToolException(e), call);
        }
        call.warn("The workflow had no trigger that can activate it, so the node '" + trigger
                + "' was added: it runs the workflow daily at midnight. Change its rule with update_workflow if that is "
                + "not what you want.");
        call.warn(patched.warnings());
        call.warn(Settings.losses(before.settings(), MissingNode.getInstance(), stored.settings()));
        // n8n answers the activation with what is stored, so reading it once more would show the same.
        return activated;
    }

    /** n8n may hold an activation for possible yet: then its trigger must stay, and is told. */
    private static ToolException restored(
            Workflow before, String trigger, Optional<Path> backup, ToolException cause, Call call) {
        String added = "The node " + Quoted.name(trigger) + " had been added";
        String copy =
                backup.map(file -> "; the workflow as it was is in " + file).orElse("");
        try {
            new Writes(call)
                    .replace(before.asInactive(), Patch.none().appliedTo(before).definition());
            return cause;
        } catch (N8nException e) {
            return cause.with(added + " and could not be removed again (" + e.reason() + ")" + copy + ".");
        } catch (ToolException e) {
            return cause.with(added + ", and may still be there" + copy + ": " + e.getMessage());
        }
    }

    private static ToolException asToolException(RuntimeException e) {
        RuntimeException told = e instanceof N8nException n8n ? withFixedSentence(n8n) : e;
        if (told instanceof N8nException failure) {
            return ToolException.failed(failure, failure.advice().orElse(""));
        }
        return (ToolException) told;
    }

    private static Workflow confirmed(Workflow workflow) {
        if (!workflow.isActive()) {
            throw ToolException.failed(
                    "n8n accepted the activation, but the workflow is not active. Look for the cause "
                            + "in n8n's editor, then try again.");
        }
        return workflow;
    }

    private static RuntimeException withFixedSentence(N8nException e) {
        return e.unknownNodeType()
                .<RuntimeException>map(
                        type -> ToolException.failedWithFixedSentence("Unknown node type: " + Quoted.name(type)))
                .orElse(e);
    }
}
