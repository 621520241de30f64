package io.github.n8nmcp.actions;

import io.github.n8nmcp.call.Call;
import io.github.n8nmcp.n8n.N8nException;
import io.github.n8nmcp.n8n.WorkflowPage;
import io.github.n8nmcp.n8n.WorkflowQuery;
import io.github.n8nmcp.workflow.NodeSearch;
import io.github.n8nmcp.workflow.WorkflowSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for workflows with a text in their nodes, page by page, until enough are found, there are no more, or the time is
 * up. The cursor that goes on from there names n8n's page and how many of its workflows have been looked at.
 */
public final class WorkflowSearch {
    private static final int PAGE_SIZE = 100;
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,3})~(.*)");

    private final WorkflowQuery query;
    private final NodeSearch search;

    /** The query's limit is how many workflows to find. */
    public WorkflowSearch(WorkflowQuery query, String contains) {
        this.query = query;
        this.search = new NodeSearch(contains);
    }

    /** Where the search stands: n8n's cursor of a page, and how many of the page's workflows are done. */
    private record Position(Optional<String> page, int done) {
        static Position of(Optional<String> cursor) {
            Matcher own = CURSOR.matcher(cursor.orElse(""));
            return own.matches()
                    ? new Position(
                            Optional.of(own.group(2)).filter(page -> !page.isEmpty()), Integer.parseInt(own.group(1)))
                    : new Position(cursor, 0);
        }

        String toCursor() {
            return done + "~" + page.orElse("");
        }
    }

    /** The workflows found, and where to go on. */
    public WorkflowPage<WorkflowSummary> run(Call call) {
        List<WorkflowSummary> found = new ArrayList<>();
        Position position = Position.of(query.cursor());
        while (true) {
            WorkflowPage<WorkflowSummary> page;
            try {
                page = call.n8n().workflows(pageAt(position), parser -> WorkflowSummary.read(parser, search));
            } catch (N8nException e) {
                if (found.isEmpty()) {
                    throw e;
                }
                call.warn("The search stopped early: " + e.getMessage() + " nextCursor goes on from there.");
                return new WorkflowPage<>(found, Optional.of(position.toCursor()));
            }
            List<WorkflowSummary> workflows = page.workflows();
            for (int i = position.done(); i < workflows.size(); i++) {
                if (found.size() == query.limit()) {
                    return new WorkflowPage<>(found, Optional.of(new Position(position.page(), i).toCursor()));
                }
                WorkflowSummary workflow = workflows.get(i);
                workflow.warning().ifPresent(call::warn);
                if (workflow.isMatch() && workflow.hasTags(query.tags())) {
                    found.add(workflow);
                }
            }
            if (page.nextCursor().isEmpty()) {
                return new WorkflowPage<>(found, Optional.empty());
            }
            position = new Position(page.nextCursor(), 0);
            if (found.size() == query.limit() || !call.hasTimeForMore()) {
                return new WorkflowPage<>(found, Optional.of(position.toCursor()));
            }
        }
    }

    private WorkflowQuery pageAt(Position position) {
        return new WorkflowQuery(query.active(), query.tags(), query.name(), PAGE_SIZE, position.page());
    }
}
