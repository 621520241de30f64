package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where answers go: each a line, written whole, in the order in which they are ready. Writing blocks while the client
 * does not read, and with it the call that has the answer.
 */
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private final OutputStream out;
    private final ObjectMapper json;
    private final Runnable onGone;

    /** Calls {@code onGone} when nobody can read the answers any more. */
    Replies(OutputStream out, ObjectMapper json, Runnable onGone) {
        this.out = out;
        this.json = json;
        this.onGone = onGone;
    }

    /** Writes a message, or a batch of them. */
    void write(Object message) {
        byte[] line;
        try {
            line = json.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            // Deeper than Jackson writes, or the like: this answer is lost, and says so; the others are not.
            LOG.error("An answer cannot be written", e);
            JsonNode id = message instanceof McpSchema.JSONRPCResponse response
                    ? json.valueToTree(response.id())
                    : NullNode.getInstance();
            write(error(id, McpSchema.ErrorCodes.INTERNAL_ERROR, "The answer cannot be written as JSON"));
            return;
        }
        try {
            synchronized (this) {
                out.write(line);
                out.write('\n');
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
        void answer(Object message);

        /** Nothing will be answered: the call was cancelled. */
        void leaveEmpty();
    }

    /** For a message on a line of its own. */
    Slot single() {
        return new Slot() {
            @Override
            public void answer(Object message) {
                write(message);
            }

            @Override
            public void leaveEmpty() {}
        };
    }

    /** For the messages of a batch: the answers leave together, when the last is there. */
    Slot batch(int requests) {
        return new Slot() {
            private final List<Object> answers = new ArrayList<>();
            private int missing = requests;

            @Override
            public synchronized void answer(Object message) {
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
