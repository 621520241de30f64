package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.Refusal;
import io.github.n8nmcp.workflow.Patch;
import io.github.n8nmcp.workflow.Workflow;
import java.util.Optional;

/**
 * Replaces the definition of a workflow that was just read. n8n saves a change to an active workflow before it finds that
 * it cannot publish it: then this class looks at what is stored and what runs, and puts production back if it stopped.
 */
public final class Replacement {
    private final Workflow before;
    private final Call call;

    /** Replaces this workflow. */
    public Replacement(Workflow before, Call call) {
        this.before = before;
        this.call = call;
    }

    /**
     * Stores a draft; the live version keeps running (n8n 2.35 and later).
     *
     * @throws ToolException if this n8n cannot do that; nothing is stored then
     */
    public Workflow storeDraft(ObjectNode definition) {
        StoredDefinition stored = new StoredDefinition(definition, call);
        try {
            return stored.send(sent -> call.n8n().replaceDraft(before.id(), sent));
        } catch (N8nException e) {
            if (e.is(Refusal.UNKNOWN_QUERY)) {
                throw ToolException.failed(
                        "This n8n cannot keep a change to an active workflow as a draft; n8n 2.35 and later can. Nothing "
                                + "was written. Leave publish out to change the live workflow, or deactivate it first.");
            }
            throw e.mayHaveActed() ? unclear(stored.sent(), e) : e;
        }
    }

    /**
     * Stores the definition; n8n publishes it at once if the workflow is active.
     *
     * @param active whether the workflow is active now
     * @throws ToolException if n8n refuses it; the message says what is stored and what runs
     */
    public Workflow store(ObjectNode definition, boolean active) {
        StoredDefinition stored = new StoredDefinition(definition, call);
        try {
            return send(stored);
        } catch (N8nException e) {
            if (e.mayHaveActed()) {
                throw unclear(stored.sent(), e);
            }
            if (active && (e.hasStatus(400) || e.hasStatus(403) || e.hasStatus(409))) {
                throw afterRefusal(e);
            }
            throw e;
        }
    }

    private Workflow send(StoredDefinition definition) {
        return definition.send(sent -> call.n8n().replace(before.id(), sent));
    }

    private ToolException afterRefusal(N8nException refusal) {
        Workflow after;
        try {
            after = call.n8n().workflow(before.id());
        } catch (N8nException e) {
            return ToolException.failed(
                    refusal,
                    "Whether the change was saved is not known, since the workflow could not be read back. Look with "
                            + "get_workflow.");
        }
        ObjectNode data = refusal.data();
        data.put("storedVersionId", after.versionId());
        after.liveVersion().ifPresent(live -> data.put("liveVersionId", live));
        // n8n 2.x keeps the version when only name or settings change, but never the time.
        boolean same = after.versionId().equals(before.versionId())
                && after.updatedAt().equals(before.updatedAt());
        data.put("saved", !same);
        if (same) {
            return ToolException.failed(refusal, "Nothing was saved.", data);
        }
        Optional<String> live = after.liveVersion();
        if (after.isActive() && live.isPresent() && !live.get().equals(after.versionId())) {
            return ToolException.failed(
                    refusal,
                    "The change was saved as version " + after.versionId() + ", but version " + live.get()
                            + " is still the live one. Correct what n8n names, then call activate_workflow.",
                    data);
        }
        return putBack(refusal, after, data);
    }

    /** Up to n8n 2.33 the refused version counts as live, and no trigger of the old one listens any more. */
    private ToolException putBack(N8nException refusal, Workflow after, ObjectNode data) {
        try {
            Workflow restored = send(new StoredDefinition(unpatched(before), call));
            if (!restored.isActive()) {
                restored = call.n8n().activate(before.id());
            }
            if (restored.isActive()) {
                data.put("saved", false).put("storedVersionId", restored.versionId());
                restored.liveVersion().ifPresent(live -> data.put("liveVersionId", live));
                return ToolException.failed(
                        refusal,
                        "This n8n had stopped the workflow for the change, so it was put back as it was, and runs again. "
                                + "Correct what n8n names, then update it again.",
                        data);
            }
        } catch (N8nException e) {
            refusal.addSuppressed(e);
        }
        return ToolException.failed(
                refusal,
                "The change was saved as version " + after.versionId()
                        + ", and the workflow could not be put back: its "
                        + "triggers may not be listening now. Correct what n8n names with update_workflow, or deactivate "
                        + "and activate the workflow.",
                data);
    }

    /** The answer broke off: whether n8n stored the definition is only known by reading it. */
    private RuntimeException unclear(ObjectNode definition, N8nException e) {
        Workflow after;
        try {
            after = call.n8n().workflow(before.id());
        } catch (N8nException reading) {
            e.addSuppressed(reading);
            return ToolException.failed(
                    e,
                    "Whether the change was saved is not known, since the workflow could not be read back. Look with "
                            + "get_workflow before you repeat it.");
        }
        ObjectNode data = e.data();
        data.put("storedVersionId", after.versionId());
        boolean stored = after.holds(definition);
        data.put("saved", stored);
        return ToolException.failed(
                e,
                stored
                        ? "The change was saved all the same, as version " + after.versionId() + "."
                        : e.mayStillAct()
                                ? "The change is not saved so far, but n8n may still be working on it. Look with "
                                        + "get_workflow before you repeat it."
                                : "The change is not saved.",
                data);
    }

    private static ObjectNode unpatched(Workflow workflow) {
        return Patch.none().appliedTo(workflow).definition();
    }
}
