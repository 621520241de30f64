package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.workflow.Workflow;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The arguments of the call that undoes a change. */
public final class Undo {
    private static final String SETTINGS = "settings.";

    private Undo() {}

    /**
     * For {@code update_workflow}; nothing if neither a backup nor a version holds what was changed.
     *
     * @param before the workflow before the update
     * @param changed the parts that were changed
     * @param wasDraft whether the stored version is not the live one
     */
    public static Optional<ObjectNode> ofUpdate(
            Workflow before, Collection<String> changed, Optional<Path> backup, boolean wasDraft) {
        ObjectNode undo = JsonNodeFactory.instance.objectNode().put("id", before.id());
        boolean definition = changed.stream()
                .anyMatch(part ->
                        !Set.of("name", "tags", "active", "staticData").contains(part) && !part.startsWith(SETTINGS));
        boolean settings = changed.stream().anyMatch(part -> part.startsWith(SETTINGS));
        if (backup.isPresent() && (definition || settings)) {
            undo.putObject("from").put("backup", backup.get().getFileName().toString());
        } else if (definition) {
            if (!before.hasLiveVersions() || before.versionId().isEmpty()) {
                return Optional.empty();
            }
            undo.putObject("from").put("id", before.id()).put("versionId", before.versionId());
        }
        for (String part : changed) {
            switch (part) {
                case "name" -> undo.put("name", before.name());
                case "active" -> undo.put("active", before.isActive());
                case "tags" -> before.json().path("tags").findValuesAsText("id").forEach(undo.putArray("tags")::add);
                case "staticData" -> undo.set("staticData", staticData(before));
                default -> setting(part, before, backup.isPresent(), undo);
            }
        }
        if (wasDraft) {
            undo.put("publish", false);
        }
        return Optional.of(undo).filter(arguments -> arguments.size() > 1);
    }

    /** None is given as an empty object, since a null means that nothing is given. */
    private static JsonNode staticData(Workflow before) {
        JsonNode data = before.json().path("staticData");
        return data.isObject() ? data : JsonNodeFactory.instance.objectNode();
    }

    private static void setting(String part, Workflow before, boolean isInBackup, ObjectNode undo) {
        JsonNode value = before.settings().path(part.replace(SETTINGS, ""));
        if (part.startsWith(SETTINGS) && !isInBackup && !value.isMissingNode()) {
            undo.withObjectProperty("settings").set(part.replace(SETTINGS, ""), value);
        }
    }

    /** For {@code create_workflow}. */
    public static ObjectNode ofDeletion(Workflow before, Path backup) {
        ObjectNode undo = JsonNodeFactory.instance.objectNode();
        undo.putObject("from").put("backup", backup.getFileName().toString());
        if (before.isActive()) {
            undo.put("active", true);
        }
        return undo;
    }
}
