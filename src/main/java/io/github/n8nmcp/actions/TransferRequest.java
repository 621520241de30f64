package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.n8nmcp.call.Arguments;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Fields;
import io.github.n8nmcp.call.ToolException;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.Serialized;
import io.github.n8nmcp.workflow.Workflow;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The arguments of a call that copies a definition.
 *
 * @param from the source: {@code instance}, {@code id}, {@code versionId}, {@code backup}
 * @param credentials names or ids in the source, each with a name or an id in the target
 */
public record TransferRequest(JsonNode from, JsonNode credentials) {
    private static final String CREDENTIALS = "credentials";
    private static final Fields FROM = new Fields().with("string", "instance", "id", "versionId", "backup");

    /** Asks for the arguments of a call that makes a workflow. */
    public static TransferRequest ofCreation(Arguments in) {
        return new TransferRequest(
                in.object("from", "Copy this in place of nodes", FROM),
                in.object(CREDENTIALS, "With from: {name there: name here}"));
    }

    /**
     * Asks for the arguments of a call that changes a workflow. The schema does not show the credentials: the nodes of
     * the target mostly keep those that they have.
     */
    public static TransferRequest ofUpdate(Arguments in) {
        JsonNode from = in.object("from", "As for create_workflow, with credentials", FROM);
        JsonNode credentials = in.unlisted(Set.of(CREDENTIALS)).getOrDefault(CREDENTIALS, MissingNode.getInstance());
        JsonNode map = Serialized.object(credentials);
        boolean isAbsent = map.isMissingNode()
                || (map.isTextual() && map.textValue().isBlank())
                || (map.isArray() && map.isEmpty());
        if (!isAbsent && !map.isObject()) {
            throw ToolException.invalid("Invalid credentials: must be an object, {name in the source: name here}");
        }
        return new TransferRequest(from, isAbsent ? MissingNode.getInstance() : map);
    }

    /** Whether a source is named. Some clients send an empty value for what they leave out. */
    public boolean isGiven() {
        return from.properties().stream()
                .anyMatch(field -> !TransferSource.text(from, field.getKey()).isEmpty());
    }

    /**
     * Whether it fits the other arguments.
     *
     * @param definition the arguments that say the same in another way
     * @throws ToolException if it does not
     */
    public void checkBeside(JsonNode... definition) {
        for (Map.Entry<String, JsonNode> choice : credentials.properties()) {
            if (choice.getValue().asText("").isBlank() || !choice.getValue().isTextual()) {
                throw ToolException.invalid("Invalid credentials: " + Quoted.name(choice.getKey())
                        + " must be given the name or the id, a text, of a credential here");
            }
        }
        if (isGiven() && Stream.of(definition).anyMatch(part -> !part.isEmpty())) {
            throw ToolException.invalid(
                    "from brings the whole definition: leave out nodes, connections, operations and "
                            + "parts of an export, or leave out from");
        }
        if (!isGiven() && !credentials.isEmpty()) {
            throw ToolException.invalid("credentials goes with from; otherwise each node has its own");
        }
    }

    /**
     * The copy, decided and not yet written.
     *
     * @param target nothing for a new workflow
     * @param settings those that the caller gave; missing for none
     * @throws ToolException if the source is not there, or a chosen credential does not exist
     */
    public Transfer onto(Optional<Workflow> target, JsonNode settings, Call call) {
        TransferSource source = TransferSource.read(from, call);
        return new Transfer(source, target, credentials, settings, call);
    }
}
