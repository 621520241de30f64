package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code main} outputs of a node by their names in n8n's editor, from the descriptions of the nodes that come with
 * n8n 1.82.3 and 2.41.1. A node of any other type is taken to have one.
 */
final class Outputs {
    private static final String ERROR = "error";

    private Outputs() {}

    /**
     * The number of an output by its name. {@code error} is the output after all others; a node has it if its
     * {@code onError} is {@code continueErrorOutput}.
     */
    static int named(String name, JsonNode node) {
        List<String> names = names(node);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        if (name.equalsIgnoreCase(ERROR)) {
            return names.size();
        }
        String called = Quoted.name(node.path("name").asText());
        throw new InvalidOperationException("node " + called + " has no output " + Quoted.name(name)
                + (names.size() == 1 ? "; it has one, number 0" : "; its outputs are " + Names.list(names)));
    }

    /** Whether an output is the one for errors, and the node does not use it. */
    static boolean isUnusedError(int output, String name, JsonNode node) {
        return name.equalsIgnoreCase(ERROR)
                && output == names(node).size()
                && !node.path("onError").asText().equals("continueErrorOutput");
    }

    private static List<String> names(JsonNode node) {
        JsonNode parameters = node.path("parameters");
        double version = node.path("typeVersion").asDouble(1);
        return switch (node.path("type").asText()) {
            case "n8n-nodes-base.if" -> List.of("true", "false");
            case "n8n-nodes-base.splitInBatches" ->
                version >= 3 ? List.of("done", "loop") : version >= 2 ? List.of("loop", "done") : List.of("");
            case "n8n-nodes-base.compareDatasets" -> List.of("In A only", "Same", "Different", "In B only");
            case "n8n-nodes-base.dynamicCredentialCheck" -> List.of("Ready", "Not Ready");
            case "n8n-nodes-base.switch" -> switchNames(parameters, version);
            case "n8n-nodes-base.webhook" -> texts(parameters.path("httpMethod"), "", 1);
            case "n8n-nodes-base.evaluation" ->
                parameters.path("operation").asText().equals("checkIfEvaluating")
                        ? List.of("Evaluation", "Normal")
                        : List.of("");
            case "n8n-nodes-base.respondToWebhook" ->
                version == 1.3
                                || (version > 1.3
                                        && parameters
                                                .path("enableResponseOutput")
                                                .asBoolean())
                        ? List.of("Input Data", "Response")
                        : List.of("");
            case "@n8n/n8n-nodes-langchain.guardrails" ->
                parameters.path("operation").asText("classify").equals("classify")
                        ? List.of("Pass", "Fail")
                        : List.of("");
            case "@n8n/n8n-nodes-langchain.sentimentAnalysis" ->
                List.of(parameters
                        .at("/options/categories")
                        .asText("Positive, Neutral, Negative")
                        .trim()
                        .split("\\s*,\\s*", -1));
            case "@n8n/n8n-nodes-langchain.textClassifier" -> {
                List<String> names = texts(parameters.at("/categories/categories"), "category", 0);
                if (parameters.at("/options/fallback").asText().equals("other")) {
                    names.add("Other");
                }
                yield names;
            }
            default -> List.of("");
        };
    }

    private static List<String> switchNames(JsonNode parameters, double version) {
        boolean byExpression = parameters.path("mode").asText().equals("expression");
        if (version < 2 || byExpression) {
            int count = version < 2
                    ? 4
                    : parameters
                            .path(version < 3 ? "outputsAmount" : "numberOutputs")
                            .asInt(4);
            return numbered(Math.min(Math.max(count, 0), 1000));
        }
        if (version < 3) {
            return texts(parameters.at("/rules/rules"), "outputKey", 0);
        }
        List<String> names = texts(parameters.at("/rules/values"), "outputKey", parameters.has("rules") ? 0 : 1);
        if (parameters.at("/options/fallbackOutput").asText().equals("extra")) {
            String renamed = parameters.at("/options/renameFallbackOutput").asText("");
            names.add(renamed.isEmpty() ? "Fallback" : renamed);
        }
        return names;
    }

    private static List<String> numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(String.valueOf(i));
        }
        return names;
    }

    /**
     * A name for each entry of a list: its text under the key, or the entry itself if the key is empty, else its number.
     *
     * @param without how many numbers to give if there is no list
     */
    private static List<String> texts(JsonNode list, String key, int without) {
        List<String> names = numbered(list.isArray() ? list.size() : without);
        for (int i = 0; i < list.size(); i++) {
            String text = (key.isEmpty() ? list.get(i) : list.get(i).path(key)).asText("");
            if (!text.isEmpty()) {
                names.set(i, text);
            }
        }
        return names;
    }
}
