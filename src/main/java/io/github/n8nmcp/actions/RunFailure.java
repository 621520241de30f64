package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.config.Secrets;
import java.util.Optional;

/** Why a run failed. */
final class RunFailure {
    private static final int LONGEST_MESSAGE = 2048;

    private RunFailure() {}

    /** {@code {message, node}} of a run with its data or its outline; nothing if the run has no error. */
    static Optional<ObjectNode> of(JsonNode run, Secrets secrets) {
        JsonNode result = run.at("/data/resultData");
        JsonNode error = result.path("error");
        if (!error.isObject()) {
            return Optional.empty();
        }
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        String message = secrets.blottedOut(error.path("message").asText(""));
        told.put("message", message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message);
        String node = error.path("node").isObject()
                ? error.at("/node/name").asText("")
                : error.path("node").asText("");
        // An error that is not a node's own, such as one of an expression, names no node.
        String failed = node.isEmpty() ? result.path("lastNodeExecuted").asText("") : node;
        if (!failed.isEmpty()) {
            told.put("node", failed);
        }
        return Optional.of(told);
    }
}
