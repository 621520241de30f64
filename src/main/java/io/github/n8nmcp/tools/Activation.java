package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.Patch;
import io.github.n8nmcp.workflow.Triggers;
import io.github.n8nmcp.workflow.Webhook;
import java.nio.file.Path;
import java.util.Optional;

/** Activates a workflow and makes sure of it, adding the trigger that it may lack. */
final class Activation {
    private Activation() {}

    /** Activates a workflow whose trigger has been checked; throws if n8n refuses. */
    static void ofCreated(String id, Call call) {
        try {
            confirmed(call.n8n().activate(id));
        } catch (N8nException e) {
            throw explained(e);
        }
    }

    /**
     * Activates a workflow. If n8n says that a trigger is missing, a schedule trigger is added and told in the warnings;
     * if that does not help, the workflow is put back as it was.
     *
     * @return the workflow as n8n gives it afterwards, with the name of a backup under {@code backup}
     */
    static ObjectNode of(String id, Call call) {
        try {
            call.n8n().activate(id);
        } catch (N8nException e) {
            if (e.isMissingTrigger()) {
                return withAddedTrigger(id, call);
            }
            throw explained(e);
        }
        return confirmed(call.n8n().workflow(id));
    }

    /** The production URLs that an active workflow listens at. */
    static ArrayNode webhooks(ObjectNode workflow, Call call) {
        ArrayNode webhooks = JsonNodeFactory.instance.arrayNode();
        for (Webhook webhook : Webhook.of(workflow)) {
            webhooks.addObject()
                    .put("node", webhook.node())
                    .put("method", webhook.method())
                    .put("url", call.n8n().instance().webhookUrl() + "/" + webhook.path());
        }
        return webhooks;
    }

    private static ObjectNode withAddedTrigger(String id, Call call) {
        ObjectNode before = call.n8n().workflow(id);
        ObjectNode changed = before.deepCopy();
        String trigger = Triggers.addSchedule(changed);
        Optional<Path> backup = call.backUp(before);
        SettingsRetry.sent(asSent(changed), definition -> call.n8n().replace(id, definition));
        ObjectNode activated;
        try {
            activated = confirmed(call.n8n().activate(id));
        } catch (N8nException | ToolException e) {
            SettingsRetry.sent(asSent(before), definition -> call.n8n().replace(id, definition));
            throw e instanceof N8nException failure ? explained(failure) : e;
        }
        call.warn("The workflow had no trigger that can activate it, so the node '" + trigger
                + "' was added: it runs the workflow daily at midnight. Change its rule with update_workflow if that is "
                + "not what you want.");
        // The answer of the activation is a reading of what is stored; another request would tell nothing new.
        backup.ifPresent(file -> activated.put("backup", file.toString()));
        return activated;
    }

    private static ObjectNode asSent(ObjectNode workflow) {
        MissingNode none = MissingNode.getInstance();
        return new Patch(Optional.empty(), none, none, none, none)
                .appliedTo(workflow)
                .definition();
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
