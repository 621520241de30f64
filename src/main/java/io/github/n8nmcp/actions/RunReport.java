package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.json.Json;

/** What a caller learns of a run: how it ended, what failed where, and the last node's items. */
public final class RunReport {
    /** The last node's items are shown up to this many characters of JSON. */
    private static final int LONGEST_ITEMS = 16 << 10;

    private final JsonNode run;

    private RunReport(JsonNode run) {
        this.run = run;
    }

    /** Of an execution as n8n gives it, with or without its data. */
    public static RunReport of(JsonNode run) {
        return new RunReport(run);
    }

    /** Adds the report to an answer. */
    public void addTo(ObjectNode answer, Call call) {
        // Before n8n 1.115 an execution may have no word for its status.
        answer.put("status", run.path("status").asText(run.path("finished").asBoolean() ? "success" : "running"));
        JsonNode result = run.at("/data/resultData");
        JsonNode error = result.path("error");
        if (error.isObject()) {
            ObjectNode reported = answer.putObject("error");
            reported.put(
                    "message",
                    call.n8n().instance().withoutSecrets(error.path("message").asText("")));
            String node = error.path("node").isObject()
                    ? error.at("/node/name").asText("")
                    : error.path("node").asText("");
            if (!node.isEmpty()) {
                reported.put("node", node);
            }
        }
        String lastNode = result.path("lastNodeExecuted").asText("");
        if (!lastNode.isEmpty()) {
            answer.put("lastNode", lastNode);
            items(result.path("runData").path(lastNode), answer, call);
        }
    }

    private static void items(JsonNode runs, ObjectNode answer, Call call) {
        JsonNode outputs = runs.path(runs.size() - 1).at("/data/main");
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        int all = 0;
        int length = 0;
        for (JsonNode output : outputs) {
            for (JsonNode item : output) {
                JsonNode json = item.path("json");
                all++;
                length += Json.text(json).length();
                if (length <= LONGEST_ITEMS && json.isObject()) {
                    shown.add(json);
                }
            }
        }
        answer.set("items", shown);
        if (shown.size() < all) {
            call.warn("items shows " + shown.size() + " of the " + all
                    + " items of the last node; the rest is in n8n's editor.");
        }
    }
}
