package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Small changes to a workflow, carried out in order, all or none. */
public final class Edits {
    /** What an operation can be: the values of its {@code type}. */
    public static final List<String> TYPES = List.of(
            "updateNode",
            "patchNodeField",
            "addNode",
            "removeNode",
            "renameNode",
            "addConnection",
            "removeConnection",
            "rewireConnection");

    private record Numbered(String label, Operation operation) {}

    private final List<Numbered> operations;

    private Edits(List<Numbered> operations) {
        this.operations = operations;
    }

    /**
     * Reads the argument {@code operations}: types, fields and their aliases.
     *
     * @throws InvalidOperationException if an operation is malformed; the message names the operation and the field
     */
    public static Edits parse(JsonNode operations) {
        JsonNode given = Fields.parsed(operations);
        JsonNode list = given.isObject() ? JsonNodeFactory.instance.arrayNode().add(given) : given;
        if (!list.isArray() || list.isEmpty()) {
            throw new InvalidOperationException(
                    "operations must be a list of at least one object with a type, one of " + String.join(", ", TYPES));
        }
        List<Numbered> read = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            read.add(read(Fields.parsed(list.get(i)), "operations[" + i + "]"));
        }
        return new Edits(List.copyOf(read));
    }

    private static Numbered read(JsonNode operation, String label) {
        if (!(operation instanceof ObjectNode object) || !object.path("type").isTextual()) {
            throw new InvalidOperationException(
                    label + " must be an object with a type, one of " + String.join(", ", TYPES));
        }
        String type = object.get("type").textValue();
        String named = label + " (" + Quoted.bare(type) + ")";
        return new Numbered(named, naming(named, () -> {
            Fields fields = new Fields(object, "");
            Operation read = read(type, fields);
            fields.refuseOthers();
            return read;
        }));
    }

    private static Operation read(String type, Fields fields) {
        return switch (type) {
            case "updateNode" -> UpdateNode.read(fields);
            case "patchNodeField" -> PatchNodeField.read(fields);
            case "addNode" -> AddNode.read(fields);
            case "removeNode" -> RemoveNode.read(fields);
            case "renameNode" -> RenameNode.read(fields);
            case "addConnection" -> AddConnection.read(fields);
            case "removeConnection" -> RemoveConnection.read(fields);
            case "rewireConnection" -> RewireConnection.read(fields);
            default -> throw OtherOperations.refused(type, TYPES);
        };
    }

    /**
     * Carries the operations out on a workflow as n8n gave it, which itself is not changed. What they do not touch is in
     * the result as it was, however odd, and is never a reason to refuse them.
     *
     * @throws InvalidOperationException if one of them cannot be done; the message names it and says what to do instead
     */
    public EditResult applyTo(ObjectNode stored, NodePreparation preparation) {
        EditedWorkflow workflow = new EditedWorkflow(stored, preparation);
        for (Numbered numbered : operations) {
            naming(numbered.label(), () -> {
                numbered.operation().applyTo(workflow);
                return numbered;
            });
        }
        return workflow.result();
    }

    /**
     * The node groups that n8n accepts with these nodes and links, if they are not the stored ones. This is for changes
     * that were not made by operations.
     */
    public static Optional<ArrayNode> fittingGroups(
            ObjectNode stored, ArrayNode nodes, ObjectNode links, List<String> warnings) {
        return new NodeGroups(stored.path("nodeGroups"))
                .fitting(new EditedNodes(nodes), new EditedLinks(links), warnings);
    }

    private static <T> T naming(String label, Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidOperationException e) {
            throw new InvalidOperationException(label + ": " + e.getMessage());
        }
    }
}
