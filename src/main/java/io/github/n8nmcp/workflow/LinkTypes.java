package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.json.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/** The types of links: {@code main}, and those of an agent's parts. n8n stores any other, and it leads nowhere. */
final class LinkTypes {
    private static final String MAIN = "main";

    private LinkTypes() {}

    static boolean exists(String type) {
        return type.equals(MAIN) || type.startsWith("ai_");
    }

    /**
     * The number of the {@code main} output that is meant where its number or its name stands in place of a type; nothing
     * if that is not plain.
     */
    static OptionalInt outputMeantBy(String type, JsonNode source) {
        String lower = type.toLowerCase(Locale.ROOT);
        if (lower.matches("\\d{1,2}")) {
            return OptionalInt.of(Integer.parseInt(lower));
        }
        if (Set.of(MAIN, "output", "outputs", "default").contains(lower)) {
            return OptionalInt.of(0);
        }
        Node node = new Node(source);
        if (node.shortType().equals("if")) {
            return place(List.of("true", "false").indexOf(lower));
        }
        // Before version 3 the outputs of a loop stood the other way round.
        boolean loops = node.shortType().equals("splitInBatches")
                && source.path("typeVersion").asDouble() >= 3;
        return loops ? place(List.of("done", "loop").indexOf(lower)) : OptionalInt.empty();
    }

    private static OptionalInt place(int index) {
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** Refuses a target's type that differs from the link's and is not plainly meant to be the same. */
    static void checkFits(String targetType, String type, String source, String target) {
        boolean slip = !exists(targetType) && targetType.matches("(?i)\\d*|main|inputs?|outputs?|default|true|false");
        boolean habit = targetType.equals(MAIN) && !type.equals(MAIN);
        if (!slip && !habit) {
            throw InvalidWorkflowException.because("the link from " + Quoted.name(source) + " to " + Quoted.name(target)
                    + " leaves as " + Quoted.name(type) + " and arrives as " + Quoted.name(targetType)
                    + "; both must be the same type, main or ai_…");
        }
    }

    static InvalidWorkflowException unknown(String type, String source) {
        return InvalidWorkflowException.because("connections of node " + Quoted.name(source) + ": " + Quoted.name(type)
                + " is no type of link. Outputs are told by their place in main: {\"main\": [[targets of output 0], "
                + "[targets of output 1]]}");
    }
}
