package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A tool: its description, its arguments, what it does.
 *
 * @param description one or two sentences for the model that chooses among tools
 * @param input reads the tool's own arguments; asked once for the schema, and on each call for the values
 * @param output the JSON Schema of its answers
 */
public record Tool<I>(
        String name,
        String title,
        String description,
        Hints hints,
        Function<Arguments, I> input,
        Map<String, Object> output,
        Action<I> action) {

    /** What a tool does. */
    @FunctionalInterface
    public interface Action<I> {
        /**
         * Answers a JSON object. An answer that is {@link io.github.n8nmcp.json.Json#raw raw} cannot have warnings.
         *
         * @throws RuntimeException as {@link Failures} lists them, if it cannot do what it was asked
         */
        JsonNode run(I input, Call call);
    }

    /** The schema of its arguments, with the instances that are configured. */
    public Map<String, Object> inputSchema(List<String> instances, String defaultInstance) {
        InputSchema schema = new InputSchema();
        schema.instance(instances, defaultInstance);
        // The values are placeholders; what counts is which were asked for.
        Object unused = input.apply(schema);
        return schema.toMap();
    }

    /** Reads all arguments, and makes what will run with them. Nothing is sent before that runs. */
    PreparedTool prepare(ArgumentReader arguments) {
        I read = input.apply(arguments);
        arguments.finish();
        return call -> action.run(read, call);
    }

    /** A tool with its arguments. */
    @FunctionalInterface
    interface PreparedTool {
        JsonNode run(Call call);
    }
}
