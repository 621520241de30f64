package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A tool: what is said of it, what it takes, what it does.
 *
 * @param description one or two sentences for the model that chooses among tools
 * @param input reads the tool's own arguments; asked at start-up for the schema, and on each call for the values
 * @param output the JSON Schema of its answers
 */
record Tool<I>(
        String name,
        String title,
        String description,
        Hints hints,
        Function<Arguments, I> input,
        Map<String, Object> output,
        Action<I> action) {

    /** What a tool does: throws {@link ToolException} or an exception of the rooms below if it cannot. */
    interface Action<I> {
        /** Answers an object; if it warns of nothing, that may be {@link io.github.n8nmcp.json.Json#raw raw}. */
        JsonNode run(I input, Call call);
    }

    /** The schema of its arguments, with the instances that are configured. */
    Map<String, Object> inputSchema(List<String> instances, String defaultInstance) {
        InputSchema schema = new InputSchema();
        schema.instance(instances, defaultInstance);
        // What it reads from a schema are placeholders; what counts is that it asked.
        Object unused = input.apply(schema);
        return schema.toMap();
    }

    /** Reads all arguments, then makes sure that the tool may run, then runs it. */
    JsonNode run(ArgumentReader arguments, Call call, Runnable permission) {
        I read = input.apply(arguments);
        arguments.finish();
        permission.run();
        return action.run(read, call);
    }
}
