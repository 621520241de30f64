package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.List;

/** Replaces parts of one text of a node. */
record PatchNodeField(String node, Path path, List<Replacement> replacements) implements Operation {
    private record Replacement(String label, String find, String replace, boolean all) {
        static Replacement read(JsonNode patch, String label) {
            if (!(patch instanceof ObjectNode object)) {
                throw new InvalidOperationException(label + " must be an object {find, replace}");
            }
            Fields in = new Fields(object, label + ".");
            Replacement read = new Replacement(label, text(in, "find"), text(in, "replace"), in.flag("replaceAll"));
            in.refuseOthers();
            if (read.find().isEmpty()) {
                throw in.invalid("find", "is empty");
            }
            return read;
        }

        private static String text(Fields in, String name) {
            JsonNode value = in.value(name);
            if (!value.isTextual()) {
                throw in.invalid(name, value.isMissingNode() ? "is missing" : "must be a text");
            }
            return value.textValue();
        }

        String in(String text, Path path) {
            int count = 0;
            for (int at = text.indexOf(find); at >= 0; at = text.indexOf(find, at + find.length())) {
                count++;
            }
            if (count == 0) {
                throw new InvalidOperationException(label + ".find does not occur in " + Quoted.bare(path.text())
                        + ". Read the node again and copy the text as it is there.");
            }
            if (count > 1 && !all) {
                throw new InvalidOperationException(label + ".find occurs " + count + " times in "
                        + Quoted.bare(path.text()) + ". Give more of the text around it, or replaceAll: true.");
            }
            return text.replace(find, replace);
        }
    }

    static PatchNodeField read(Fields in) {
        String node = in.node();
        Path path = Path.of(in.text("fieldPath", "path"));
        NodeKeyCheck.checkChange(path.firstKey(), false);
        if (path.firstKey().equals("name")) {
            throw in.invalid("fieldPath", "must not be the name; use renameNode");
        }
        JsonNode patches = Fields.parsed(in.value("patches"));
        ArrayNode list = patches instanceof ArrayNode array
                ? array
                : JsonNodeFactory.instance.arrayNode().add(patches);
        if (patches.isMissingNode() || list.isEmpty()) {
            throw in.invalid("patches", "must be a list of at least one {find, replace}");
        }
        List<Replacement> replacements = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            replacements.add(Replacement.read(Fields.parsed(list.get(i)), "patches[" + i + "]"));
        }
        return new PatchNodeField(node, path, List.copyOf(replacements));
    }

    @Override
    public void applyTo(EditedWorkflow workflow) {
        EditedNode edited = workflow.nodes().find(node);
        Place place = path.found(edited.editable())
                .orElseThrow(() -> new InvalidOperationException(
                        "node " + Quoted.name(edited.name()) + " has no " + Quoted.bare(path.text())));
        if (!place.value().isTextual()) {
            throw new InvalidOperationException(Quoted.bare(path.text()) + " is " + Kind.of(place.value())
                    + " and no text; use updateNode to set it");
        }
        String before = place.value().textValue();
        String text = before;
        for (Replacement replacement : replacements) {
            text = replacement.in(text, path);
        }
        place.set(TextNode.valueOf(text));
        NodeKeyCheck.check(edited.tree(), path.firstKey());
        if (!text.equals(before)) {
            workflow.changes().of(edited.name(), path.text());
            workflow.touched(edited);
        }
    }
}
