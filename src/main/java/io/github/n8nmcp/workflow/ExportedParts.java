package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a workflow has beside name, nodes, connections, settings, static data and tags, in n8n's answers and in files that
 * its editor exports. n8n makes most of it by itself, so that its absence from a new workflow is no loss.
 *
 * @param parts those that are given, by name
 */
public record ExportedParts(Map<String, JsonNode> parts) {
    /** What n8n's API takes: pinned data from 2.14 on, node groups from 2.28 on. */
    private static final Set<String> STORED = Set.of("pinData", "nodeGroups");

    private static final Set<String> MADE_BY_N8N = Set.of(
            "id",
            "versionId",
            "activeVersionId",
            "activeVersion",
            "versionCounter",
            "sourceWorkflowId",
            "triggerCount",
            "createdAt",
            "updatedAt",
            "meta",
            "shared",
            "homeProject",
            "sharedWithProjects",
            "usedCredentials",
            "scopes",
            "hash",
            "checksum",
            "warnings");

    /** Set in the editor, and not taken by the API when it makes a workflow (up to 2.41). */
    private static final Set<String> NOT_TAKEN = Set.of("description", "parentFolder", "parentFolderId", "isArchived");

    /** The names of all of them. */
    public static final Set<String> NAMES = union(STORED, MADE_BY_N8N, NOT_TAKEN);

    /** Whether the caller gave a whole definition, as n8n has it, and not the parts of a new one. */
    public boolean isExport() {
        return !parts.isEmpty();
    }

    /** All of them as one object. */
    public JsonNode json() {
        return JsonNodeFactory.instance.objectNode().setAll(parts);
    }

    /** Adds to a definition what n8n may take. */
    public void addTo(ObjectNode definition) {
        STORED.stream()
                .sorted()
                .filter(name -> hasContent(name))
                .forEach(name -> definition.set(name, parts.get(name)));
    }

    /** A sentence about what is not taken, if there is something. */
    public Optional<String> loss() {
        List<String> lost = new ArrayList<>();
        for (String name : parts.keySet()) {
            if (NOT_TAKEN.contains(name) && hasContent(name)) {
                lost.add(name);
            }
        }
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of("n8n's API does not take these for a new workflow, so they were left out: "
                        + String.join(", ", lost) + ".");
    }

    private boolean hasContent(String name) {
        JsonNode part = parts.get(name);
        if (part == null) {
            return false;
        }
        return part.isContainerNode() ? !part.isEmpty() : !Set.of("", "false").contains(part.asText());
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        Set<String> union = new LinkedHashSet<>();
        for (Set<String> set : sets) {
            union.addAll(set);
        }
        return union;
    }
}
