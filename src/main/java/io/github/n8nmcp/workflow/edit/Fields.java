package io.github.n8nmcp.workflow.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the fields of an operation, each under any of its names. A null counts as absent. */
final class Fields {
    private static final int HIGHEST_INDEX = 1000;
    private static final String[] NODE = {"nodeName", "nodeId", "node", "name"};

    private final ObjectNode object;
    private final String prefix;
    private final Set<String> shown = new LinkedHashSet<>();
    private final Set<String> known = new HashSet<>(Set.of("type", "description"));

    Fields(ObjectNode object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    /** The name or id of the node that is meant. */
    String node() {
        return text(NODE);
    }

    /** The names or ids of the nodes that are meant: one, or several in a list. */
    List<String> nodes() {
        JsonNode named = value(NODE);
        JsonNode list = named.isArray() ? named : parsed(value("nodeNames"));
        if (list.isMissingNode()) {
            return List.of(node());
        }
        if (!list.isArray() || list.isEmpty()) {
            throw invalid("nodeNames", "must be a list of names");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode name : list) {
            if (!name.isTextual() || name.textValue().isBlank()) {
                throw invalid("nodeNames", "must be a list of names");
            }
            names.add(name.textValue());
        }
        return names;
    }

    /** A text that must be there; the first name is the one shown to callers. */
    String text(String... names) {
        return optionalText(names).orElseThrow(() -> invalid(names[0], "is missing"));
    }

    /** A text, or a number or flag as one. */
    Optional<String> optionalText(String... names) {
        JsonNode value = value(names);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw invalid(names[0], "must be a text");
        }
        if (value.asText().isBlank()) {
            throw invalid(names[0], "is empty");
        }
        return Optional.of(value.asText());
    }

    OptionalInt index(String... names) {
        Optional<String> text = optionalText(names);
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(index(names[0], text.get()));
    }

    int index(String name, String text) {
        if (!isIndex(text)) {
            throw invalid(name, "must be a whole number from 0 to " + HIGHEST_INDEX);
        }
        return Integer.parseInt(text);
    }

    /** Whether a text is the number of an output or input. */
    static boolean isIndex(String text) {
        return text.matches("\\d{1,4}") && Integer.parseInt(text) <= HIGHEST_INDEX;
    }

    boolean flag(String name) {
        String text = optionalText(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw invalid(name, "must be true or false");
        }
        return text.equals("true");
    }

    /** An object that must be there, or a text that holds its JSON. */
    ObjectNode object(String name, String example) {
        JsonNode value = parsed(value(name));
        if (value instanceof ObjectNode given && !given.isEmpty()) {
            return given;
        }
        throw invalid(name, (value.isMissingNode() ? "is missing" : "must be an object") + ", such as " + example);
    }

    /** A value that may also be given as a text that holds its JSON. */
    static JsonNode parsed(JsonNode value) {
        if (value.isTextual()) {
            try {
                return Json.tree(value.textValue());
            } catch (IOException e) {
                return value;
            }
        }
        return value;
    }

    JsonNode value(String... names) {
        shown.add(names[0]);
        String used = null;
        for (String name : names) {
            known.add(name);
            if (object.hasNonNull(name)) {
                if (used != null && !object.get(used).equals(object.get(name))) {
                    throw new InvalidOperationException(prefix + used + " and " + name + " mean the same; give one");
                }
                used = used == null ? name : used;
            }
        }
        return used == null ? MissingNode.getInstance() : object.get(used);
    }

    /** Must be called when all fields were read. */
    void refuseOthers() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String advice =
                        name.equals("regex") ? " Give the text itself as find." : Names.offered(name, shown, "fields");
                throw new InvalidOperationException(prefix + Quoted.bare(name) + " is no field here." + advice);
            }
        });
    }

    InvalidOperationException invalid(String name, String what) {
        return new InvalidOperationException(prefix + name + " " + what);
    }
}
