package io.github.n8nmcp.actions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.workflow.Workflow;
import io.github.n8nmcp.workflow.WorkflowView;
import java.util.List;
import java.util.Optional;

/**
 * What came of an attempt to start a run.
 *
 * @param started the answer for the caller, if a run was started or may have been
 * @param reason why none was, as what follows "This n8n's API cannot start a run, "; empty if the attempt had nothing to try
 * @param ways what the caller can do then
 * @param response what the trigger's URL answered
 * @param isFinal whether no other way should be tried, since the workflow itself had its say
 */
public record Attempt(
        Optional<ObjectNode> started,
        String reason,
        List<String> ways,
        Optional<ObjectNode> response,
        boolean isFinal) {

    static Attempt started(ObjectNode answer) {
        return new Attempt(Optional.of(answer), "", List.of(), Optional.empty(), true);
    }

    /** There was nothing to try. */
    static Attempt none() {
        return failed("", List.of());
    }

    static Attempt failed(String reason, List<String> ways) {
        return new Attempt(Optional.empty(), reason, ways, Optional.empty(), false);
    }

    static Attempt answered(String reason, List<String> ways, ObjectNode response, boolean isFinal) {
        return new Attempt(Optional.empty(), reason, ways, Optional.of(response), isFinal);
    }

    /** The beginning of an answer about a run that was started. */
    static ObjectNode answer(Workflow workflow) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("executed", true);
        WorkflowView.copy(workflow.json(), answer, "id", "name");
        return answer;
    }
}
