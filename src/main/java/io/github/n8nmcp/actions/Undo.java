package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.workflow.Workflow;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The arguments of the call that undoes a change. */
public final class Undo {
    private static final String SETTINGS = "settings.";
    /** In characters, so that an answer stays short. */
    private static final int LONGEST_STATIC_DATA = 2_000;
    /** The parts that a version in n8n's history does not bring back. */
    private static final Set<String> BESIDE_THE_DEFINITION = Set.of("name", "tags", "active", "staticData", "pinData");

    private Undo() {}

    /**
     * For {@code update_workflow}; nothing if neither a backup nor a version holds what was changed.
     *
     * @param before the workflow before the update
     * @param after the same after it
     * @param changed the parts that were changed
     * @param warnings takes a sentence for what is too long to be given back
     */
    public static Optional<ObjectNode> ofUpdate(
            Workflow before,
            Workflow after,
            Collection<String> changed,
            Optional<Path> backup,
            Consumer<String> warnings) {
        ObjectNode undo = JsonNodeFactory.instance.objectNode().put("id", before.id());
        boolean definition =
                changed.stream().anyMatch(part -> !BESIDE_THE_DEFINITION.contains(part) && !isSetting(part));
        if (backup.isPresent()
                && (definition
                        || changed.contains("pinData")
                        || changed.stream().anyMatch(Undo::isSetting))) {
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
                case "staticData" -> staticData(before, warnings).ifPresent(data -> undo.set("staticData", data));
                default -> setting(part, before, backup.isPresent(), undo);
            }
        }
        if (after.hasDraft()) {
            undo.put("publish", false);
        }
        return Optional.of(undo).filter(arguments -> arguments.size() > 1);
    }

    /** None is given as an empty object, since a null means that nothing is given. */
    private static Optional<JsonNode> staticData(Workflow before, Consumer<String> warnings) {
        JsonNode data = before.json().path("staticData");
        if (!data.isObject()) {
            return Optional.of(JsonNodeFactory.instance.objectNode());
        }
        if (Json.text(data).length() > LONGEST_STATIC_DATA) {
            warnings.accept("The static data that was there is too long for undo to repeat it.");
            return Optional.empty();
        }
        return Optional.of(data);
    }

    /** Not that of a node whose name begins so: its changes have a colon. */
    private static boolean isSetting(String part) {
        return part.startsWith(SETTINGS) && !part.contains(": ");
    }

    private static void setting(String part, Workflow before, boolean isInBackup, ObjectNode undo) {
        if (!isSetting(part) || isInBackup) {
            return;
        }
        String key = part.substring(SETTINGS.length());
        if (before.settings().has(key)) {
            undo.withObjectProperty("settings").set(key, before.settings().get(key));
        }
    }

    /** For {@code create_workflow}. A draft in the backup does not go live by it. */
    public static ObjectNode ofDeletion(Workflow before, Path backup) {
        ObjectNode undo = JsonNodeFactory.instance.objectNode();
        undo.putObject("from").put("backup", backup.getFileName().toString());
        if (before.isActive() && !before.hasDraft()) {
            undo.put("active", true);
        }
        return undo;
    }
}
