package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of a tool, each asked for once with its name and its words. The same asking makes the tool's schema
 * ({@link InputSchema}) and reads a call ({@link ArgumentReader}), so that the two cannot differ.
 */
public interface Arguments {
    /** The id of a workflow. */
    String id(String words);

    /** A text that must be given. */
    String text(String name, String words);

    Optional<String> optionalText(String name, String words);

    Optional<Boolean> flag(String name, String words);

    int integer(String name, String words, int least, int most, int otherwise);

    /** Texts, none of them empty; none at all if not given. */
    List<String> texts(String name, String words);

    /** Texts, none of them empty; nothing if not given. */
    Optional<List<String>> optionalTexts(String name, String words);

    /** One of the given words, the first if not given. */
    String choice(String name, String words, List<String> choices);

    /** A JSON object; missing if not given. */
    JsonNode object(String name, String words);

    /** A list of objects; missing if not given and not required. */
    JsonNode objects(String name, String words, boolean required);

    /** A JSON object or a list of objects; missing if not given. */
    JsonNode objectOrObjects(String name, String words);
}
