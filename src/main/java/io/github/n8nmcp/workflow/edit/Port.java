package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.json.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a caller says of a link beside its two nodes: its type, the output where it starts, the input where it ends.
 *
 * @param output its number or its name
 */
record Port(Optional<String> type, Optional<String> output, OptionalInt input) {
    static Port read(Fields in) {
        Optional<String> type = in.optionalText("connectionType");
        Optional<String> output = in.optionalText("sourceOutput");
        Optional<String> input = in.optionalText("targetInput");
        // In n8n-mcp, these two are types of links, and the numbers are beside them.
        List<String> types = Stream.of(type, output.filter(Port::isType), input.filter(Port::isType))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (types.size() > 1) {
            throw new InvalidOperationException(String.join(" and ", types) + " are different types; give one");
        }
        Optional<String> alias = in.optionalText("sourceIndex", "branch", "case");
        Optional<String> named = output.filter(text -> !isType(text));
        if (named.isPresent() && alias.isPresent() && !named.equals(alias)) {
            throw in.invalid("sourceOutput", "and sourceIndex, branch or case mean the same; give one");
        }
        OptionalInt index = in.index("targetIndex");
        Optional<String> number = input.filter(text -> !isType(text));
        return new Port(
                types.stream().findFirst(),
                named.or(() -> alias),
                number.isPresent() ? OptionalInt.of(in.index("targetInput", number.get())) : index);
    }

    /** Whether n8n follows links of this type. It stores links of any type, but a run ends where another one starts. */
    static boolean isType(String text) {
        return text.equals(Link.MAIN) || text.startsWith("ai_");
    }

    /** The number of the output, 0 if nothing was said. */
    int outputOf(JsonNode source) {
        String text = output.orElse("0");
        return Fields.isIndex(text) ? Integer.parseInt(text) : Outputs.named(text, source);
    }

    /** As {@link #outputOf}, for a new link. Refuses an error output that the node does not use: it leads nowhere. */
    int newOutputOf(JsonNode source) {
        int number = outputOf(source);
        if (output.isPresent() && Outputs.isUnusedError(number, output.get(), source)) {
            throw new InvalidOperationException(
                    "node " + Quoted.name(source.path("name").asText())
                            + " has no error output. First give it one: updateNode with updates "
                            + "{\"onError\": \"continueErrorOutput\"}");
        }
        return number;
    }

    /**
     * The link that a caller means. If several fit what was said, what was not said counts as {@code main}, output 0 and
     * input 0.
     */
    Optional<Link> pick(List<Link> links, JsonNode source) {
        List<Link> fitting = filtered(
                links,
                link -> (type.isEmpty() || link.type().equals(type.get()))
                        && (output.isEmpty() || link.output() == outputOf(source))
                        && (input.isEmpty() || link.input() == input.getAsInt()));
        if (fitting.size() > 1) {
            List<Link> usual = filtered(
                    fitting,
                    link -> (type.isPresent() || link.isMain())
                            && (output.isPresent() || link.output() == 0)
                            && (input.isPresent() || link.input() == 0));
            if (usual.size() != 1) {
                throw new InvalidOperationException("there are several such links, " + shown(fitting)
                        + ". Say which by sourceOutput, targetInput or connectionType.");
            }
            return Optional.of(usual.get(0));
        }
        return fitting.stream().findFirst();
    }

    private static List<Link> filtered(List<Link> links, Predicate<Link> condition) {
        return links.stream().distinct().filter(condition).toList();
    }

    static String shown(List<Link> links) {
        return links.stream().limit(10).map(Link::shown).collect(Collectors.joining(", "))
                + (links.size() > 10 ? " and " + (links.size() - 10) + " more" : "");
    }
}
