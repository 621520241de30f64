package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.config.Instance;

/**
 * What a run waits for: a time, a call of its URL, a form, or an approval. n8n marks a wait without an end with a date in
 * the year 3000.
 */
final class WaitingRun {
    private static final String NO_END = "3000-";

    private WaitingRun() {}

    /** {@code {kind, node, until, url}}, as far as a run with its data tells. */
    static ObjectNode of(JsonNode run, Instance instance) {
        String name = run.at("/data/resultData/lastNodeExecuted").asText("");
        JsonNode node = node(run, name);
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        String kind = kind(node);
        told.put("kind", kind);
        if (!name.isEmpty()) {
            told.put("node", name);
        }
        String until = run.path("waitTill").asText("");
        if (!until.isEmpty() && !until.startsWith(NO_END)) {
            told.put("until", until);
        }
        String url = url(run, name, node, kind, instance);
        if (!url.isEmpty()) {
            told.put("url", url);
        }
        return told;
    }

    private static JsonNode node(JsonNode run, String name) {
        for (JsonNode node : run.at("/workflowData/nodes")) {
            if (node.path("name").asText().equals(name)) {
                return node;
            }
        }
        return MissingNode.getInstance();
    }

    private static String kind(JsonNode node) {
        JsonNode parameters = node.path("parameters");
        String type = node.path("type").asText("");
        if (type.endsWith(".form")) {
            return "form";
        }
        if (parameters.path("operation").asText("").equals("sendAndWait")) {
            return "approval";
        }
        if (!type.endsWith(".wait")) {
            return "something outside of n8n";
        }
        return switch (parameters.path("resume").asText("timeInterval")) {
            case "webhook" -> "webhook";
            case "form" -> "form";
            default -> "time";
        };
    }

    /**
     * The URL that lets the run go on, if anybody may call it. n8n 2.x writes it, with a token, into the run; in
     * earlier ones it needs no token. A link for an approval is only for whom n8n sent it to.
     */
    private static String url(JsonNode run, String name, JsonNode node, String kind, Instance instance) {
        boolean open =
                node.at("/parameters/incomingAuthentication").asText("none").equals("none");
        if (!open || !(kind.equals("webhook") || kind.equals("form"))) {
            return "";
        }
        JsonNode runs = run.at("/data/resultData/runData").path(name);
        JsonNode metadata = runs.path(runs.size() - 1).path("metadata");
        String written =
                metadata.path("resumeFormUrl").asText(metadata.path("resumeUrl").asText(""));
        String suffix = node.at("/parameters/options/webhookSuffix").asText("").replaceFirst("^/+", "");
        String below = suffix.isEmpty() ? "" : "/" + suffix;
        if (!written.isEmpty()) {
            // n8n 2.41.1 leaves the node's suffix out, without which the URL answers 404.
            int query = written.indexOf('?');
            return query < 0 ? written + below : written.substring(0, query) + below + written.substring(query);
        }
        if (run.at("/data").has("resumeToken")) {
            return "";
        }
        String base = instance.webhookUrl().toString().replaceFirst("/webhook$", "");
        return base + "/" + kind + "-waiting/" + run.path("id").asText() + below;
    }
}
