package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value is in a node: {@code parameters.rule.interval[0].field}, or a JSON Pointer (RFC 6901) such as
 * {@code /parameters/a.b/0}.
 */
record Path(String text, List<Step> steps) {
    /** @param inList whether it was written as {@code [index]}, so that it cannot be the key of an object */
    record Step(String key, boolean inList) {}

    private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d+|-)]|\\[(['\"])(.*?)\\3]");

    static Path of(String text) {
        List<Step> steps = new ArrayList<>();
        if (text.startsWith("/")) {
            for (String key : text.substring(1).split("/", -1)) {
                steps.add(new Step(key.replace("~1", "/").replace("~0", "~"), false));
            }
        } else {
            Matcher step = STEP.matcher(text);
            while (step.lookingAt() && !text.startsWith(".")) {
                boolean inList = step.group(2) != null;
                String key = step.group(4) != null ? step.group(4) : step.group(1);
                steps.add(new Step(inList ? step.group(2) : key, inList));
                step.region(step.end(), text.length());
            }
            if (text.isEmpty() || text.startsWith(".") || step.regionStart() < text.length()) {
                throw new InvalidOperationException(Quoted.name(text) + " is no path. Write it as "
                        + "parameters.rule.interval[0].field, or, if a key has dots, as /parameters/key.with.dots.");
            }
        }
        return new Path(text, List.copyOf(steps));
    }

    String firstKey() {
        return steps.get(0).key();
    }

    boolean isOneKey() {
        return steps.size() == 1;
    }

    Path child(String key) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(key, false));
        return new Path(text + (text.startsWith("/") ? "/" : ".") + key, longer);
    }

    /** The place in a node. Objects and lists on the way are created where they are missing. */
    Place made(ObjectNode node) {
        Place place = place(node, 0);
        for (int i = 1; i < steps.size(); i++) {
            JsonNode next = place.value();
            if (next.isMissingNode() || next.isNull()) {
                next = container(i);
                place.set(next);
            }
            place = place(next, i);
        }
        return place;
    }

    private JsonNode container(int i) {
        Step step = steps.get(i);
        if (step.inList()) {
            return JsonNodeFactory.instance.arrayNode();
        }
        if (step.key().matches("-|\\d+")) {
            throw new InvalidOperationException("there is no " + upTo(i) + " yet; set it as a whole");
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** The place in a node, if there is a value. */
    Optional<Place> found(ObjectNode node) {
        JsonNode here = node;
        for (int i = 0; ; i++) {
            Place place = place(here, i);
            here = place.value();
            if (here.isMissingNode() && place.container().isArray()) {
                throw pastEnd(place.container(), i);
            }
            if (here.isMissingNode() || i == steps.size() - 1) {
                return here.isMissingNode() ? Optional.empty() : Optional.of(place);
            }
        }
    }

    private Place place(JsonNode container, int i) {
        Step step = steps.get(i);
        if (container instanceof ObjectNode object && !step.inList()) {
            return Place.of(object, step.key());
        }
        if (container.isArray() && (step.key().equals("-") || step.key().matches("\\d{1,9}"))) {
            int index = step.key().equals("-") ? container.size() : Integer.parseInt(step.key());
            if (index > container.size()) {
                throw pastEnd(container, i);
            }
            return new Place(container, step.key(), index);
        }
        throw new InvalidOperationException(
                upTo(i) + " is " + Kind.of(container) + ", which has no " + Quoted.name(step.key()));
    }

    private InvalidOperationException pastEnd(JsonNode list, int i) {
        return new InvalidOperationException(upTo(i) + " has " + list.size()
                + " entries, counted from 0, so there is no [" + steps.get(i).key() + "]");
    }

    /** The path up to a step, for a message. */
    private String upTo(int i) {
        StringBuilder shown = new StringBuilder();
        for (Step step : steps.subList(0, i)) {
            shown.append(step.inList() ? "[" + step.key() + "]" : (shown.isEmpty() ? "" : ".") + step.key());
        }
        return shown.isEmpty() ? "a node" : Quoted.bare(shown.toString());
    }
}
