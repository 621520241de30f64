package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.call.Arguments;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.n8n.WorkflowPage;
import io.github.n8nmcp.n8n.WorkflowQuery;
import java.util.Optional;

/** {@code list_workflows}: one page of workflows, without their definitions. */
final class ListWorkflows {
    static final Tool<WorkflowQuery> TOOL = new Tool<>(
            "list_workflows",
            "List workflows",
            "List workflows without their definitions. nextCursor, given as cursor, asks for the next page.",
            Hints.READS,
            ListWorkflows::input,
            new OutputSchema()
                    .with("object[]", "data")
                    .with("string", "nextCursor")
                    .toMap(),
            ListWorkflows::run);

    private ListWorkflows() {}

    private static WorkflowQuery input(Arguments in) {
        return new WorkflowQuery(
                in.flag("active", "Only active, or only inactive ones"),
                in.texts("tags", "Tag names; all must match"),
                in.optionalText("name", "Part of the name").filter(name -> !name.isBlank()),
                in.integer("limit", "Most workflows in a page", 1, 250, 100),
                in.optionalText("cursor", "nextCursor of the page before").filter(cursor -> !cursor.isBlank()));
    }

    private static ObjectNode run(WorkflowQuery query, Call call) {
        WorkflowPage page = call.n8n().workflows(query);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode data = answer.putArray("data");
        // n8n before 2.36 ignores the tags that it does not know, so what came back is checked.
        page.workflows().stream()
                .filter(workflow -> workflow.hasTags(query.tags()))
                .forEach(workflow -> data.add(workflow.json()));
        Optional<String> next = page.nextCursor();
        next.ifPresent(cursor -> answer.put("nextCursor", cursor));
        return answer;
    }
}
