package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where answers go: each a line, written whole, in the order in which they are ready. Writing blocks while the client
 * does not read, and with it the call that has the answer.
 */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private final OutputStream out;
    private final Runnable onGone;

    /** Calls {@code onGone} when nobody can read the answers any more. */
    Replies(OutputStream out, Runnable onGone) {
        this.out = out;
        this.onGone = onGone;
    }

    /** Writes a message, or a batch of them. */
    void write(JsonNode message) {
        byte[] line;
        try {
            line = Json.bytes(out -> {
                Json.write(message, out);
                out.writeRaw('\n');
            });
        } catch (IOException | OutOfMemoryError e) {
            // Deeper than Jackson writes, or larger than the memory left: this answer is lost, and says so; others are
            // not.
            LOG.error("An answer cannot be written", e);
            JsonNode id = message.has("id") ? message.get("id") : NullNode.getInstance();
            write(error(id, McpSchema.ErrorCodes.INTERNAL_ERROR, "The answer cannot be written as JSON"));
            return;
        }
        try {
            synchronized (this) {
                out.write(line);
                out.flush();
            }
        } catch (IOException e) {
            onGone.run();
        }
    }

    /** The JSON-RPC error for a message that cannot be served; {@code id} is null where it is not known. */
    static ObjectNode error(JsonNode id, int code, String message) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.put("jsonrpc", "2.0");
        reply.set("id", id);
        reply.putObject("error").put("code", code).put("message", message);
        return reply;
    }

    /** One message's answer, or the want of one. */
    interface Slot {
        void answer(JsonNode message);

        /** Nothing will be answered: the call was cancelled. */
        void leaveEmpty();
    }

    /** For a message on a line of its own. */
    Slot single() {
        return new Slot() {
            @Override
            public void answer(JsonNode message) {
                write(message);
            }

            @Override
            public void leaveEmpty() {}
        };
    }

    /** For the messages of a batch: the answers leave together, when the last is there. */
    Slot batch(int requests) {
        return new Slot() {
            private final ArrayNode answers = JsonNodeFactory.instance.arrayNode();
            private int missing = requests;

            @Override
            public synchronized void answer(JsonNode message) {
                answers.add(message);
                leaveEmpty();
            }

            @Override
            public synchronized void leaveEmpty() {
                missing--;
                if (missing == 0 && !answers.isEmpty()) {
                    write(answers);
                }
            }
        };
    }
}
