package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of a tool, each asked for once with its name and its description. The same asking makes the tool's schema
 * ({@link InputSchema}) and reads a call ({@link ArgumentReader}), so that the two cannot differ.
 */
public interface Arguments {
    /** The id of a workflow. */
    String id(String description);

    /** A text that must be given. */
    String text(String name, String description);

    /** A text that is looked up or compared; nothing if it is blank, which clients send for what they leave out. */
    Optional<String> optionalText(String name, String description);

    /** A text that is stored, and may be blank. */
    Optional<String> textToStore(String name, String description);

    Optional<Boolean> flag(String name, String description);

    int integer(String name, String description, int least, int most, int otherwise);

    /** Texts, none of them empty; none at all if not given. */
    List<String> texts(String name, String description);

    /** Texts, none of them empty; nothing if not given. */
    Optional<List<String>> optionalTexts(String name, String description);

    /** One of the given words, the first if not given. */
    String choice(String name, String description, List<String> choices);

    /** A JSON object; missing if not given. */
    JsonNode object(String name, String description);

    /** As {@link #object(String, String)}, with these fields and no others. */
    JsonNode object(String name, String description, Fields fields);

    /** A list of objects; missing if not given and not required. */
    JsonNode objects(String name, String description, boolean required);

    /** A list of objects with these fields, and others, which the tool may understand; missing if not given. */
    JsonNode objects(String name, String description, Fields fields);

    /** A JSON object, which the schema shows, or a list of objects, which is taken too; missing if not given. */
    JsonNode objectOrObjects(String name, String description);

    /**
     * Those of these arguments that are given. The schema does not show them: callers send them because they send
     * everything that a definition has.
     */
    Map<String, JsonNode> unlisted(Set<String> names);
}
