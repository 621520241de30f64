package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What came of a call: an answer or a failure. */
public sealed interface Outcome {

    /**
     * The tool did what it was asked.
     *
     * @param answer a JSON object, written already
     */
    record Success(JsonNode answer) implements Outcome {}

    /**
     * The tool did not do what it was asked.
     *
     * @param message one or more sentences for the caller, without secrets
     * @param advice what to do next, if that is known and not in the message
     * @param fixedSentence whether the message is a fixed sentence, which scripts may compare
     * @param data what a program may want to know beside the message
     */
    record Failure(Kind kind, String message, Optional<String> advice, boolean fixedSentence, Optional<ObjectNode> data)
            implements Outcome {

        /** Message and advice in one text, since most clients show a model nothing else. */
        public String text() {
            return advice.map(sentence -> asSentence(message) + " " + sentence).orElse(message);
        }
    }

    /** The text with a full stop at its end, if it has none; n8n's own messages often have none. */
    static String asSentence(String text) {
        return text.isEmpty() || ".!?…".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }

    /** Whose fault a failure is. */
    enum Kind {
        /** The caller's: the arguments are wrong. */
        INVALID_ARGUMENTS,
        /** n8n, the workflow or the configuration is against it. */
        FAILED,
        /** This server's: a bug. */
        INTERNAL
    }
}
