package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * A call to an n8n failed. The message is for the caller: it names the instance, quotes n8n where it said something, and
 * holds no secret. The cause is the exception below it, if there is one.
 */
public final class N8nException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String instance;
    private final int status;
    private final String reason;
    private final String advice;
    private final boolean fixedSentence;
    private final boolean mayHaveActed;
    private final boolean mayStillAct;
    private final boolean workflowMissing;

    private N8nException(Builder builder, String message) {
        super(message, builder.cause);
        this.instance = builder.instance;
        this.status = builder.status;
        this.reason = builder.reason;
        this.advice = builder.advice;
        this.fixedSentence = builder.fixedSentence;
        this.mayHaveActed = builder.mayHaveActed;
        this.mayStillAct = builder.mayStillAct;
        this.workflowMissing = builder.workflowMissing;
    }

    /** Collects what is known of a failure. */
    static final class Builder {
        private final String instance;
        private final String reason;
        private int status;
        private String advice;
        private boolean fixedSentence;
        private boolean mayHaveActed;
        private boolean mayStillAct;
        private boolean workflowMissing;
        private Throwable cause;

        /** A failure of this instance, and why. */
        Builder(String instance, String reason) {
            this.instance = instance;
            this.reason = reason;
        }

        /** The HTTP status that n8n answered with. */
        Builder status(int code) {
            this.status = code;
            return this;
        }

        /** What the caller can do about it; null for nothing. */
        Builder advice(String sentence) {
            this.advice = sentence;
            return this;
        }

        /** The message is a fixed sentence, which scripts may compare. */
        Builder fixedSentence() {
            this.fixedSentence = true;
            return this;
        }

        /** n8n may have done what it was asked all the same. */
        Builder mayHaveActed(boolean may) {
            this.mayHaveActed = may;
            return this;
        }

        /** n8n may do it even later: no answer of its own says that it is done with it. */
        Builder mayStillAct(boolean may) {
            this.mayStillAct = may;
            return this;
        }

        /** n8n itself says that it has no such workflow. */
        Builder workflowMissing() {
            this.workflowMissing = true;
            return this;
        }

        Builder cause(Throwable exception) {
            this.cause = exception;
            return this;
        }

        /** The failure, its message beginning with the instance. */
        N8nException build() {
            return new N8nException(this, "API call failed for instance '" + instance + "': " + reason);
        }

        /** The failure, its message being the reason alone. */
        N8nException buildWithoutInstance() {
            return new N8nException(this, reason);
        }
    }

    /** Whether n8n answered with this HTTP status. */
    public boolean hasStatus(int wanted) {
        return status == wanted;
    }

    /** Whether n8n answered at all. */
    public boolean hasStatus() {
        return status != 0;
    }

    /** What went wrong, in n8n's words where it gave some. */
    public String reason() {
        return reason;
    }

    /** What the caller can do about it, if anything is known. */
    public Optional<String> advice() {
        return Optional.ofNullable(advice);
    }

    /** Whether the message is a fixed sentence, which scripts may compare, so that nothing may follow it. */
    public boolean isFixedSentence() {
        return fixedSentence;
    }

    /** Whether n8n may have done what it was asked all the same: it broke off, or failed in the middle. */
    public boolean mayHaveActed() {
        return mayHaveActed;
    }

    /**
     * Whether n8n may do it even later: after a time-out, a broken connection or the answer of something before n8n, it
     * was seen to save 1.5 seconds afterwards. So a reading that does not show it proves nothing.
     */
    public boolean mayStillAct() {
        return mayStillAct;
    }

    /** Whether n8n itself says that it has no such workflow; a 404 of something before n8n does not say that. */
    public boolean isWorkflowMissing() {
        return workflowMissing;
    }

    /** Whether n8n refused the call for this reason. */
    public boolean is(Refusal refusal) {
        return Refusal.of(status, reason).filter(refusal::equals).isPresent();
    }

    /** The type of node that n8n does not have, if that is why it refuses to activate a workflow. */
    public Optional<String> unknownNodeType() {
        return is(Refusal.UNKNOWN_NODE_TYPE) ? Refusal.nodeType(reason) : Optional.empty();
    }

    /** The settings that n8n names as unknown; none if it does not name them, which it does from 2.37 on. */
    public Set<String> unknownSettings() {
        return Refusal.settings(reason);
    }

    /** What a program may want to know beside the message: the instance, n8n's status and the advice, each if known. */
    public ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("instance", instance);
        if (status != 0) {
            data.put("status", status);
        }
        if (advice != null) {
            data.put("hint", advice);
        }
        return data;
    }
}
