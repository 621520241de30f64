package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Sets, merges and removes values of a node, or the same ones of several. */
record UpdateNode(List<String> nodes, List<Update> updates) implements Operation {
    private record Update(Path path, JsonNode value) {
        boolean isName() {
            return path.isOneKey() && path.firstKey().equals("name");
        }
    }

    private record Removal(Path path, Place place) {}

    static UpdateNode read(Fields in) {
        List<String> nodes = in.nodes();
        List<Update> updates = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry :
                in.object("updates", "{\"parameters.url\": \"https://…\"}").properties()) {
            Path path = Path.of(entry.getKey());
            JsonNode value = entry.getValue();
            NodeKeyCheck.checkChange(path.firstKey(), path.isOneKey() && value.isNull());
            if (value.has("__patch_find_replace")) {
                throw new InvalidOperationException("use patchNodeField to edit a text in place");
            }
            Update update = new Update(path, value);
            if (update.isName() && (!value.isTextual() || value.textValue().isBlank())) {
                throw new InvalidOperationException("name must be a text");
            }
            if (update.isName() && nodes.size() > 1) {
                throw new InvalidOperationException("name is for one node only");
            }
            updates.add(update);
        }
        return new UpdateNode(nodes, List.copyOf(updates));
    }

    @Override
    public void applyTo(EditedWorkflow workflow) {
        for (String node : nodes) {
            apply(workflow.nodes().find(node), workflow);
        }
    }

    private void apply(EditedNode edited, EditedWorkflow workflow) {
        List<Removal> removals = removals(edited, workflow);
        for (Update update : updates) {
            if (!update.value().isNull() && !update.isName()) {
                set(update.path().made(edited.editable()), update.path(), update.value(), edited, workflow);
            }
        }
        for (Removal removal : removals) {
            removal.place().remove();
            workflow.changes().of(edited.name(), removal.path().text());
        }
        for (Update update : updates) {
            NodeKeyCheck.check(edited.tree(), update.path().firstKey());
        }
        workflow.touched(edited);
        for (Update update : updates) {
            if (update.isName()) {
                workflow.renameNode(edited, update.value().asText());
            }
        }
    }

    /**
     * What is to be removed. It is found before anything changes, and the last entries of a list go first, so that an
     * index means the list as the caller saw it.
     */
    private List<Removal> removals(EditedNode edited, EditedWorkflow workflow) {
        List<Removal> removals = new ArrayList<>();
        for (Update update : updates) {
            if (update.value().isNull()) {
                Path path = update.path();
                path.found(edited.editable())
                        .ifPresentOrElse(
                                place -> removals.add(new Removal(path, place)),
                                () -> workflow.changes()
                                        .warn("Node " + Quoted.name(edited.name()) + " has no "
                                                + Quoted.bare(path.text()) + " to remove."));
            }
        }
        removals.sort(
                Comparator.comparingInt((Removal removal) -> removal.place().index())
                        .reversed());
        return removals;
    }

    /** An object is merged into one that is there. A credential is replaced as a whole. */
    private static void set(Place place, Path path, JsonNode value, EditedNode edited, EditedWorkflow workflow) {
        JsonNode before = place.value();
        boolean credential =
                path.firstKey().equals("credentials") && path.steps().size() == 2;
        if (before instanceof ObjectNode object && value.isObject() && !credential) {
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                Path inner = path.child(entry.getKey());
                Place child = Place.of(object, entry.getKey());
                if (!entry.getValue().isNull()) {
                    set(child, inner, entry.getValue(), edited, workflow);
                } else if (object.has(entry.getKey())) {
                    child.remove();
                    workflow.changes().of(edited.name(), inner.text());
                }
            }
        } else if (!before.equals(value)) {
            place.set(value.deepCopy());
            workflow.changes().of(edited.name(), path.text());
        }
    }
}
