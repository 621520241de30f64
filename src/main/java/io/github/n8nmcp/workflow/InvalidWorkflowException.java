package io.github.n8nmcp.workflow;

import io.github.n8nmcp.json.Quoted;
import java.util.Collection;

/** A definition breaks a rule; the message says which node and what is valid. */
public final class InvalidWorkflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private InvalidWorkflowException(String message) {
        super(message, null, false, false);
    }

    static InvalidWorkflowException because(String reason) {
        return new InvalidWorkflowException("Workflow validation failed: " + reason);
    }

    static InvalidWorkflowException duplicates(String counted) {
        return new InvalidWorkflowException("Duplicate node names found: " + counted);
    }

    static InvalidWorkflowException noNode(String name, Collection<String> names) {
        return new InvalidWorkflowException(
                "There is no node " + Quoted.name(name) + "." + Names.offered(name, names, "nodes"));
    }
}
