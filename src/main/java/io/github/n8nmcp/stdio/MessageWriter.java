package io.github.n8nmcp.stdio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.mcp.JsonRpc;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes messages, each on a line of its own and whole, in the order in which they are ready. Writing blocks while the
 * client does not read, and with it the call that has the answer.
 */
final class MessageWriter {
    private static final Logger LOG = LoggerFactory.getLogger(MessageWriter.class);

    private final OutputStream out;
    private final Runnable onClientGone;

    /** Runs {@code onClientGone} when nobody can read the answers any more. */
    MessageWriter(OutputStream out, Runnable onClientGone) {
        this.out = out;
        this.onClientGone = onClientGone;
    }

    /** Writes a message, or a batch of them. */
    void write(JsonNode message) {
        byte[] line;
        try {
            line = Json.bytes(json -> {
                Json.write(message, json);
                json.writeRaw('\n');
            });
        } catch (IOException | OutOfMemoryError e) {
            // Nested more deeply than Jackson writes, or larger than the memory left. Only this answer is lost.
            LOG.error("An answer cannot be written", e);
            JsonNode id = message.has("id") ? message.get("id") : NullNode.getInstance();
            String why =
                    e instanceof IOException ? "The answer cannot be written as JSON" : JsonRpc.NO_MEMORY_FOR_ANSWER;
            write(JsonRpc.error(id, JsonRpc.INTERNAL_ERROR, why));
            return;
        }
        try {
            synchronized (this) {
                out.write(line);
                out.flush();
            }
        } catch (IOException e) {
            onClientGone.run();
        }
    }

    /** Where the answer to one message goes. */
    interface Slot {
        void answer(JsonNode message);

        /** There will be no answer: the call was cancelled. */
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

    /** For the messages of a batch: their answers are written together when the last one is there. */
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
