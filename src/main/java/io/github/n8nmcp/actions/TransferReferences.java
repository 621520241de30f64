package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.workflow.Names;
import io.github.n8nmcp.workflow.TransferNodes;
import io.github.n8nmcp.workflow.TransferReference;
import io.github.n8nmcp.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a workflow from another n8n says of other workflows by their ids there: the same ones are found here by name. */
final class TransferReferences {
    /** One workflow is asked for by its id. From the second on the list is read, which is fewer requests. */
    private static final int MOST_ASKED_ONE_BY_ONE = 1;

    private static final String ERROR_WORKFLOW = "errorWorkflow";

    private final TransferSource source;
    private final String targetId;
    private final Supplier<WorkflowIndex> target;
    private final Call call;
    private final Map<String, Optional<String>> found = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private int asked;
    private WorkflowIndex sourceIndex;

    /**
     * The target's n8n is only asked for its workflows if there are references.
     *
     * @param targetId empty for a new workflow
     */
    TransferReferences(TransferSource source, String targetId, Supplier<WorkflowIndex> target, Call call) {
        this.source = source;
        this.targetId = targetId;
        this.target = target;
        this.call = call;
    }

    /** What the source says of itself is meant of the copy, whose id is only known if it is there already. */
    void toItself(TransferNodes nodes, ObjectNode settings) {
        List<String> open = new ArrayList<>();
        for (TransferReference reference : TransferReference.in(nodes.json())) {
            if (isSource(reference.id())) {
                if (targetId.isEmpty()) {
                    open.add("node " + Quoted.name(reference.node()));
                } else {
                    reference.set(targetId);
                }
            }
        }
        if (isSource(settings.path(ERROR_WORKFLOW).asText(""))) {
            if (targetId.isEmpty()) {
                open.add(ERROR_WORKFLOW);
            } else {
                settings.put(ERROR_WORKFLOW, targetId);
            }
        }
        if (!open.isEmpty()) {
            call.warn("The source calls itself in " + String.join(", ", open)
                    + ". The copy's own id is known only now: set it there with update_workflow.");
        }
    }

    private boolean isSource(String id) {
        return !id.isEmpty() && id.equals(source.workflow().id());
    }

    /** The other workflows that nodes call. What is not found stays as the target has it, if it has it. */
    void inNodes(TransferNodes nodes) {
        Map<String, List<String>> open = new LinkedHashMap<>();
        Map<String, String> inTarget = TransferReference.idsInTarget(nodes.placed());
        for (TransferReference reference : TransferReference.in(nodes.json())) {
            if (reference.id().equals(targetId) || isSource(reference.id())) {
                continue;
            }
            find(reference.id(), reference.rememberedName())
                    .or(() -> keptId(reference, inTarget))
                    .ifPresentOrElse(
                            reference::set,
                            () -> open.computeIfAbsent(reference.id(), id -> new ArrayList<>())
                                    .add(reference.node()));
        }
        List<String> computed = TransferReference.computedIn(nodes.json());
        if (!computed.isEmpty()) {
            call.warn("Which workflow is called is computed in " + Names.list(computed)
                    + ", and was copied as it is: it may name ids of the source's n8n.");
        }
        open.forEach((id, callers) -> call.warn(sentence(id) + ": set its id in " + Names.list(callers) + "."));
    }

    /** Another id than the source's, which somebody has set on the target. */
    private static Optional<String> keptId(TransferReference reference, Map<String, String> inTarget) {
        return Optional.ofNullable(inTarget.get(reference.node())).filter(id -> !id.equals(reference.id()));
    }

    void inSettings(ObjectNode settings) {
        String id = settings.path(ERROR_WORKFLOW).asText("");
        if (isSource(id)) {
            // An id of the other n8n, which means nothing here.
            settings.remove(ERROR_WORKFLOW);
        } else if (!id.isEmpty() && !id.equals(targetId)) {
            find(id, "").ifPresentOrElse(here -> settings.put(ERROR_WORKFLOW, here), () -> {
                settings.remove(ERROR_WORKFLOW);
                call.warn(sentence(id) + ": errorWorkflow was left out.");
            });
        }
        if (!settings.path("callerIds").asText("").isEmpty()) {
            call.warn("callerIds in settings has ids of the source's n8n: set those of this one.");
        }
    }

    private String sentence(String id) {
        String name = names.getOrDefault(id, "");
        return "No single workflow " + (name.isEmpty() ? "for the source's " + Quoted.name(id) : Quoted.name(name))
                + " is known on instance '" + call.n8n().instance().name() + "'";
    }

    private Optional<String> find(String id, String rememberedName) {
        if (!found.containsKey(id)) {
            found.put(id, lookUp(id, rememberedName));
        }
        return found.get(id);
    }

    private Optional<String> lookUp(String id, String rememberedName) {
        String name = name(id, rememberedName);
        names.put(id, name);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        List<String> ids = target.get().idsNamed(name);
        return ids.size() == 1 ? Optional.of(ids.get(0)) : Optional.empty();
    }

    /** The editor remembers the name that a workflow had when it was chosen; its n8n knows the present one. */
    private String name(String id, String rememberedName) {
        if (!WorkflowId.isValid(id)) {
            return rememberedName;
        }
        if (++asked > MOST_ASKED_ONE_BY_ONE) {
            return sourceIndex().nameOf(id).orElse(rememberedName);
        }
        try {
            return source.n8n().workflow(id).name();
        } catch (N8nException e) {
            if (!e.hasStatus(404) && !e.hasStatus(403)) {
                throw e;
            }
            return rememberedName;
        }
    }

    private WorkflowIndex sourceIndex() {
        if (sourceIndex == null) {
            sourceIndex = WorkflowIndex.of(source.n8n(), "names of sub-workflows", call::warn);
        }
        return sourceIndex;
    }
}
