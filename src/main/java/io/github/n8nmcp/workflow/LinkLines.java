package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Links as short lines: {@code If[1] -> No}, {@code Model -ai_languageModel-> Agent}, {@code A -> Merge[1]}. The numbers
 * of outputs and inputs are left out where they are 0.
 */
public final class LinkLines {
    private LinkLines() {}

    static List<String> of(JsonNode connections) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> source : connections.properties()) {
            for (Map.Entry<String, JsonNode> byType : source.getValue().properties()) {
                JsonNode outputs = byType.getValue();
                for (int output = 0; output < outputs.size(); output++) {
                    for (JsonNode target : outputs.get(output)) {
                        String name = target.path("node").asText();
                        int input = target.path("index").asInt();
                        lines.add(line(source.getKey(), byType.getKey(), output, name, input));
                    }
                }
            }
        }
        return lines;
    }

    /** The line of a link from an output of one node to an input of another. */
    public static String line(String source, String type, int output, String target, int input) {
        String arrow = type.equals("main") ? " -> " : " -" + type + "-> ";
        return numbered(source, output) + arrow + numbered(target, input);
    }

    private static String numbered(String node, int number) {
        return number == 0 ? node : node + "[" + number + "]";
    }
}
