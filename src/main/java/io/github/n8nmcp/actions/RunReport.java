package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.config.Secrets;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.n8n.Executions;

/** What a caller learns of a run: how it ended or what it waits for, what failed where, and the last node's items. */
public final class RunReport {
    /** The last node's items are shown up to this many characters of JSON. */
    private static final int LONGEST_ITEMS = 16 << 10;

    private final JsonNode run;
    private final Secrets secrets;

    private RunReport(JsonNode run, Secrets secrets) {
        this.run = run;
        this.secrets = secrets;
    }

    /** Of an execution as n8n gives it, with or without its data. */
    public static RunReport of(JsonNode run, Secrets secrets) {
        return new RunReport(run, secrets);
    }

    /** Adds the report to an answer. */
    public void addTo(ObjectNode answer, Call call) {
        answer.put("status", Executions.status(run));
        if (Executions.isWaiting(run)) {
            answer.set("waitsFor", WaitingRun.of(run, call.n8n().instance()));
            return;
        }
        RunFailure.of(run, secrets).ifPresent(error -> answer.set("error", error));
        JsonNode result = run.at("/data/resultData");
        String lastNode = result.path("lastNodeExecuted").asText("");
        if (lastNode.isEmpty()) {
            return;
        }
        answer.put("lastNode", lastNode);
        if (result.has("runData")) {
            items(result.path("runData").path(lastNode), answer, call);
        } else {
            call.warn("The last node's items are too large to be shown; n8n's editor has them.");
        }
    }

    private void items(JsonNode runs, ObjectNode answer, Call call) {
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
                    shown.add(secrets.blottedOut(json));
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
