package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A trigger that an HTTP request starts while its workflow is active. */
public interface HttpTrigger {
    /** The node's name. */
    String node();

    /** What people call it: webhook, chat or form. */
    String kind();

    /** Where it listens, for people: the method, a space, and the path below its endpoint. */
    String address();

    /** Below which of n8n's public endpoints it listens. */
    TriggerRequest.Endpoint endpoint();

    /** The word in its parameters for what a caller must show; {@code "none"} if anybody may call it. */
    String authentication();

    /** Why no request from outside can start it, whatever it holds; a part of a sentence after "its webhook". */
    Optional<String> obstacle();

    /** What is wrong with the data for this trigger: a sentence that names the argument. */
    Optional<String> objection(ObjectNode data);

    /** The request that starts a run with this data, to which it has no objection. */
    TriggerRequest request(ObjectNode data);
}
