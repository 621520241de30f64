package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.n8n.N8nClient;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.Refusal;
import io.github.n8nmcp.workflow.Workflow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The changes that tools make in n8n. One that broke off, or whose answer cannot be believed, is looked into by a reading
 * taken afterwards: if n8n did it, the call goes on with a warning, else the failure says what is so. Every method throws
 * {@link N8nException} if n8n refuses, and {@link ToolException} if the change is not there, or not so far.
 */
public final class Writes {
    private final Call call;
    private final N8nClient n8n;

    /** For one call. */
    public Writes(Call call) {
        this.call = call;
        this.n8n = call.n8n();
    }

    /** Stores a new workflow, without the settings that this n8n does not know. */
    public Workflow create(ObjectNode definition) {
        Instant begin = Instant.now();
        try {
            return new StoredDefinition(definition, call).send(n8n::create);
        } catch (N8nException e) {
            BrokenWrite creation = new BrokenWrite(
                    "the workflow was created", "No workflow of this name is new", "list_workflows (by its name)");
            return creation.orFound(e, call, () -> new CreatedWorkflow(definition, begin, e).find(n8n));
        }
    }

    /**
     * Replaces the definition of a workflow, without the settings that this n8n does not know. If n8n itself answers
     * with an error for an active workflow, or publishes another version, that is thrown as it is: it may have stored
     * the definition and stopped before it could run it.
     */
    public Workflow replace(Workflow before, ObjectNode definition) {
        StoredDefinition stored = new StoredDefinition(definition, call);
        try {
            return stored.send(sent -> n8n.replace(before.id(), sent));
        } catch (N8nException e) {
            if (before.isActive() && !e.mayStillAct()) {
                throw e;
            }
            BrokenWrite change = new BrokenWrite("the change is stored", "The change is not stored", "get_workflow");
            return change.orFound(e, call, () -> replaced(before, stored.sent(), e));
        }
    }

    private Optional<Workflow> replaced(Workflow before, ObjectNode sent, N8nException failure) {
        Workflow now = n8n.workflow(before.id());
        if (now.holds(sent)) {
            boolean live = now.isActive()
                    && now.liveVersion().map(now.versionId()::equals).orElse(true);
            if (before.isActive() && !live) {
                throw failure;
            }
            return Optional.of(now);
        }
        if (!now.holdsSameAs(before)) {
            throw ToolException.failed(
                    failure, "What is stored now is neither what was there nor what was sent: look with get_workflow.");
        }
        return Optional.empty();
    }

    /** Activates a workflow; answers it as n8n gave it. */
    public Workflow activate(String id) {
        try {
            return n8n.activate(id);
        } catch (N8nException e) {
            BrokenWrite activation =
                    new BrokenWrite("the workflow is active", "The workflow is not active", "get_workflow");
            return activation.orFound(
                    e, call, () -> Optional.of(n8n.workflow(id)).filter(Workflow::isActive));
        }
    }

    /** Deactivates a workflow; answers it as n8n gave it. */
    public Workflow deactivate(String id) {
        try {
            return n8n.deactivate(id);
        } catch (N8nException e) {
            BrokenWrite deactivation =
                    new BrokenWrite("the workflow is inactive", "The workflow is still active", "get_workflow");
            return deactivation.orFound(
                    e, call, () -> Optional.of(n8n.workflow(id)).filter(workflow -> !workflow.isActive()));
        }
    }

    /**
     * Deletes a workflow, which is deactivated first where n8n demands it (2.40 and later); answers it as it was, or
     * nothing if it is gone without an answer that shows it.
     */
    public Optional<Workflow> delete(String id) {
        try {
            return Optional.of(n8n.delete(id));
        } catch (N8nException e) {
            if (!e.is(Refusal.PUBLISHED)) {
                deletion().orFound(e, call, () -> gone(id));
                return Optional.empty();
            }
        }
        Workflow inactive = deactivate(id);
        try {
            return Optional.of(n8n.deleteOnceUnpublished(id));
        } catch (N8nException e) {
            if (!e.isWorkflowMissing()) {
                finishDeletion(id, e);
            }
            return Optional.of(inactive);
        }
    }

    private void finishDeletion(String id, N8nException failure) {
        try {
            deletion().orFound(failure, call, () -> gone(id));
        } catch (N8nException | ToolException e) {
            if (e instanceof ToolException tool) {
                throw tool.with("The workflow was deactivated for the deletion.");
            }
            throw ToolException.failed((N8nException) e, "The workflow was deactivated for the deletion.");
        }
    }

    private static BrokenWrite deletion() {
        return new BrokenWrite("the workflow is gone", "The workflow is still there", "get_workflow");
    }

    private Optional<Boolean> gone(String id) {
        try {
            n8n.workflow(id);
            return Optional.empty();
        } catch (N8nException e) {
            if (e.isWorkflowMissing()) {
                return Optional.of(true);
            }
            throw e;
        }
    }

    /** The workflow as a reading shows it after a change; as n8n answered the change, with a warning, if it cannot be read. */
    public Workflow readBack(Workflow answered) {
        try {
            return n8n.workflow(answered.id());
        } catch (N8nException e) {
            call.warn("The workflow could not be read back after the change: " + e.getMessage());
            return answered;
        }
    }

    /** Gives a workflow exactly these tags; answers them. */
    public ArrayNode replaceTags(String id, List<String> tagIds) {
        try {
            return n8n.replaceTags(id, tagIds);
        } catch (N8nException e) {
            BrokenWrite tagging = new BrokenWrite("the tags are set", "The tags are not set", "get_workflow");
            return tagging.orFound(e, call, () -> {
                JsonNode tags = n8n.workflow(id).json().path("tags");
                Set<String> now = new HashSet<>(tags.findValuesAsText("id"));
                return tags instanceof ArrayNode array && now.equals(Set.copyOf(tagIds))
                        ? Optional.of(array)
                        : Optional.empty();
            });
        }
    }
}
