package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.n8n.N8nClient;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.Refusal;
import io.github.n8nmcp.workflow.Workflow;
import io.github.n8nmcp.workflow.WorkflowId;
import java.util.List;

/**
 * The workflow that the argument {@code from} names.
 *
 * @param n8n where it comes from
 * @param workflow whole; of an older version, nodes, links and node groups are that version's and the rest is the present
 * @param isBackup whether it was read from a file
 */
public record TransferSource(N8nClient n8n, Workflow workflow, boolean isBackup) {
    /**
     * Reads it from its n8n, or from a backup.
     *
     * @throws ToolException if the argument names none, or what it names is not there
     */
    static TransferSource read(JsonNode from, Call call) {
        String id = text(from, "id");
        String versionId = text(from, "versionId");
        String backup = text(from, "backup");
        if (id.isEmpty() == backup.isEmpty() || (!backup.isEmpty() && !versionId.isEmpty())) {
            throw ToolException.invalid("Invalid from: give either id, with versionId for an older version, or backup, "
                    + "each with instance if it is not the one that is called");
        }
        for (String given : List.of(id, versionId)) {
            if (!given.isEmpty() && !WorkflowId.isValid(given)) {
                throw ToolException.invalid(
                        "Invalid from: an id has letters, digits, - and _ only, not " + Quoted.name(given));
            }
        }
        String instance = text(from, "instance");
        N8nClient n8n = instance.isEmpty() ? call.n8n() : call.n8n(instance);
        if (!backup.isEmpty()) {
            return new TransferSource(n8n, call.backup(n8n.instance().name(), backup), true);
        }
        Workflow workflow = n8n.workflow(id);
        boolean isOlder = !versionId.isEmpty() && !versionId.equals(workflow.versionId());
        return new TransferSource(n8n, isOlder ? older(workflow, versionId, n8n) : workflow, false);
    }

    private static Workflow older(Workflow workflow, String versionId, N8nClient n8n) {
        String instance = n8n.instance().name();
        Workflow version;
        try {
            version = n8n.version(workflow.id(), versionId)
                    .orElseThrow(() -> ToolException.failed("Instance '" + instance
                            + "' gives no older versions of a workflow; n8n 1.123 and later do. Nothing was written."));
        } catch (N8nException e) {
            if (e.is(Refusal.NO_VERSION)) {
                throw ToolException.failed("Workflow '" + workflow.id() + "' has no version " + Quoted.name(versionId)
                        + " on instance '" + instance
                        + "'; n8n removes old ones after a time. Nothing was written.");
            }
            throw e;
        }
        ObjectNode whole = workflow.json().deepCopy();
        for (String part : new String[] {"nodes", "connections", "nodeGroups"}) {
            if (version.json().has(part)) {
                whole.set(part, version.json().get(part));
            }
        }
        return new Workflow(whole);
    }

    /** Whether it is, or was, this workflow. */
    boolean isSameWorkflow(Workflow target, N8nClient targetN8n) {
        return n8n.callsSameN8n(targetN8n) && workflow.id().equals(target.id());
    }

    /** A field of the argument; empty if it is not given. */
    static String text(JsonNode from, String field) {
        return from.path(field).asText("").strip();
    }
}
