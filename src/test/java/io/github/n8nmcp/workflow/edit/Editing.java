package io.github.n8nmcp.workflow.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Carries operations out in tests, and shows what came of them. */
final class Editing {
    /** Asks of a node what it must have, and fills in an id. */
    static final NodePreparation PREPARATION = (node, idInUse, warnings) -> {
        if (!node.path("type").isTextual()) {
            throw new InvalidOperationException("node '" + node.path("name").asText() + "' has no type");
        }
        if (node.remove("color") != null) {
            warnings.add("Left out: color.");
        }
        if (!node.has("id") || idInUse.test(node.get("id").asText())) {
            node.put("id", "new-" + node.path("name").asText());
        }
        return node;
    };

    private Editing() {}

    /** JSON, in which quotes may be written as single ones if none of them is a double one. */
    static JsonNode json(String text) {
        try {
            return Json.tree(text.contains("\"") ? text : text.replace('\'', '"'));
        } catch (IOException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** A workflow of nodes {@code A:type@version}, or just {@code A}, whose ids are their names in small letters. */
    static ObjectNode workflow(String nodes, String... links) {
        ObjectNode workflow = (ObjectNode) json("{\"nodes\": [], \"connections\": {}}");
        for (String each : nodes.split(", ", -1)) {
            String[] parts = each.split("[:@]", -1);
            ObjectNode node = workflow.withArray("/nodes").addObject();
            node.put("id", parts[0].toLowerCase(Locale.ROOT)).put("name", parts[0]);
            node.put("type", "n8n-nodes-base." + (parts.length > 1 ? parts[1] : "set"));
            node.put("typeVersion", parts.length > 2 ? Double.parseDouble(parts[2]) : 1);
            node.putArray("position").add(300 * workflow.path("nodes").size()).add(0);
            node.putObject("parameters");
        }
        EditedLinks edited = new EditedLinks(workflow.path("connections"));
        for (String link : links) {
            edited.add(link(link));
        }
        workflow.set("connections", edited.toJson());
        return workflow;
    }

    private static Link link(String text) {
        String[] parts = text.split(" -(\\w+-)?> ", -1);
        String type = text.contains(" -> ") ? "main" : text.replaceAll(".* -(\\w+)-> .*", "$1");
        return new Link(name(parts[0]), type, number(parts[0]), name(parts[1]), number(parts[1]));
    }

    private static String name(String end) {
        return end.replaceAll("\\[\\d+]$", "");
    }

    private static int number(String end) {
        return end.endsWith("]") ? Integer.parseInt(end.replaceAll(".*\\[(\\d+)]$", "$1")) : 0;
    }

    /** The result of operations, which must leave the stored workflow and themselves as they were. */
    static EditResult edit(ObjectNode workflow, String... operations) {
        String before = Json.text(workflow);
        JsonNode given = json("[" + String.join(",", operations) + "]");
        String givenBefore = Json.text(given);
        try {
            return Edits.parse(given).applyTo(workflow, PREPARATION);
        } finally {
            assertEquals(before, Json.text(workflow));
            assertEquals(givenBefore, Json.text(given));
        }
    }

    /** Why operations are refused. */
    static String refusal(ObjectNode workflow, String... operations) {
        return assertThrows(InvalidOperationException.class, () -> edit(workflow, operations))
                .getMessage();
    }

    /** The links in order, as {@code If[1] -> No} or {@code Model -ai_languageModel-> Agent}. */
    static List<String> links(EditResult result) {
        List<String> shown = new ArrayList<>();
        for (Map.Entry<String, JsonNode> source : result.connections().properties()) {
            for (Map.Entry<String, JsonNode> type : source.getValue().properties()) {
                for (int i = 0; i < type.getValue().size(); i++) {
                    for (JsonNode target : type.getValue().get(i)) {
                        assertEquals(type.getKey(), target.path("type").asText());
                        shown.add(source.getKey()
                                + (i == 0 ? "" : "[" + i + "]")
                                + (type.getKey().equals("main") ? " -> " : " -" + type.getKey() + "-> ")
                                + target.path("node").asText()
                                + (target.path("index").asInt() == 0 ? "" : "[" + target.path("index") + "]"));
                    }
                }
            }
        }
        return shown;
    }

    static List<String> names(EditResult result) {
        List<String> names = new ArrayList<>();
        result.nodes().forEach(node -> names.add(node.path("name").asText()));
        return names;
    }

    static JsonNode node(EditResult result, String name) {
        for (JsonNode node : result.nodes()) {
            if (node.path("name").asText().equals(name)) {
                return node;
            }
        }
        throw new AssertionError("no node " + name);
    }
}
