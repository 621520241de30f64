package io.github.n8nmcp.tools;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.actions.Tags;
import io.github.n8nmcp.actions.WorkflowSearch;
import io.github.n8nmcp.call.Arguments;
import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.call.Hints;
import io.github.n8nmcp.call.OutputSchema;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.n8n.WorkflowPage;
import io.github.n8nmcp.n8n.WorkflowQuery;
import io.github.n8nmcp.workflow.Names;
import io.github.n8nmcp.workflow.WorkflowSummary;
import java.util.List;
import java.util.Optional;

/** {@code list_workflows}: one page of workflows, without their definitions. */
final class ListWorkflows {
    static final Tool<Input> TOOL = new Tool<>(
            "list_workflows",
            "List workflows",
            "List workflows without their definitions.",
            Hints.READS,
            Input::of,
            new OutputSchema()
                    .with("object[]", "data")
                    .with("string", "nextCursor")
                    .toMap(),
            ListWorkflows::run);

    private ListWorkflows() {}

    private record Input(WorkflowQuery query, Optional<String> contains) {
        static Input of(Arguments in) {
            return new Input(
                    new WorkflowQuery(
                            in.flag("active", "Only active or only inactive"),
                            Tags.split(in.texts("tags", "Tag names; all must match")),
                            in.optionalText("name", "Part of the name").filter(name -> !name.isBlank()),
                            in.integer("limit", "Per page", 1, 250, 100),
                            in.optionalText("cursor", "nextCursor of the page before")
                                    .filter(cursor -> !cursor.isBlank())),
                    in.optionalText("contains", "Text in a node: type, name, parameter, credential, URL")
                            .filter(text -> !text.isBlank()));
        }
    }

    private static ObjectNode run(Input input, Call call) {
        WorkflowQuery query = byTagNames(input.query(), call);
        WorkflowPage<WorkflowSummary> page = input.contains().isPresent()
                ? new WorkflowSearch(query, input.contains().get()).run(call)
                : listed(query, call);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode data = answer.putArray("data");
        // n8n before 2.36 ignores the tags that it does not know, so what came back is checked.
        page.workflows().stream()
                .filter(workflow -> workflow.hasTags(query.tags()))
                .forEach(workflow -> data.add(workflow.json()));
        page.nextCursor().ifPresent(cursor -> answer.put("nextCursor", cursor));
        return answer;
    }

    private static WorkflowPage<WorkflowSummary> listed(WorkflowQuery query, Call call) {
        WorkflowPage<WorkflowSummary> page = call.n8n().workflows(query, WorkflowSummary::read);
        page.workflows().forEach(workflow -> workflow.warning().ifPresent(call::warn));
        return page;
    }

    /** The query with the names of tags that were given by id, and a warning about those that do not exist. */
    private static WorkflowQuery byTagNames(WorkflowQuery query, Call call) {
        if (query.tags().isEmpty()) {
            return query;
        }
        Tags tags = Tags.of(call);
        List<String> unknown = tags.unknown(query.tags());
        if (!unknown.isEmpty()) {
            call.warn("There is no tag " + Names.list(unknown) + ". " + tags.existing());
        }
        return new WorkflowQuery(query.active(), tags.names(query.tags()), query.name(), query.limit(), query.cursor());
    }
}
