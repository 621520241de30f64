package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Links as short lines: {@code If[1] -> No}, {@code Model -ai_languageModel-> Agent}, {@code A -> Merge[1]}. The numbers
 * of outputs and inputs are left out where they are 0.
 */
final class LinkLines {
    private LinkLines() {}

    static List<String> of(JsonNode connections) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> source : connections.properties()) {
            for (Map.Entry<String, JsonNode> byType : source.getValue().properties()) {
                String arrow = byType.getKey().equals("main") ? " -> " : " -" + byType.getKey() + "-> ";
                JsonNode outputs = byType.getValue();
                for (int output = 0; output < outputs.size(); output++) {
                    for (JsonNode target : outputs.get(output)) {
                        lines.add(numbered(source.getKey(), output)
                                + arrow
                                + numbered(
                                        target.path("node").asText(),
                                        target.path("index").asInt()));
                    }
                }
            }
        }
        return lines;
    }

    private static String numbered(String node, int number) {
        return number == 0 ? node : node + "[" + number + "]";
    }
}
