package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A tool cannot do what it was asked; the message tells the caller why and what would be right. */
final class ToolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** JSON-RPC: the arguments are wrong. */
    static final int INVALID_ARGUMENTS = -32602;
    /** The reference's code for all that n8n, or the workflow itself, stands against. */
    static final int FAILED = -32000;

    private final int code;
    private final transient ObjectNode data;

    private ToolException(int code, String message, ObjectNode data) {
        super(message, null, false, false);
        this.code = code;
        this.data = data;
    }

    static ToolException invalid(String message) {
        return new ToolException(INVALID_ARGUMENTS, message, null);
    }

    static ToolException failed(String message) {
        return new ToolException(FAILED, message, null);
    }

    static ToolException failed(String message, ObjectNode data) {
        return new ToolException(FAILED, message, data);
    }

    int code() {
        return code;
    }

    Optional<ObjectNode> data() {
        return Optional.ofNullable(data);
    }
}
