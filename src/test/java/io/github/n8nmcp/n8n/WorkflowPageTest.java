package io.github.n8nmcp.n8n;

import static io.github.n8nmcp.fixture.Summaries.summary;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.n8nmcp.fixture.Summaries.Tag;
import io.github.n8nmcp.fixture.TestJson;
import io.github.n8nmcp.json.UnexpectedJsonException;
import io.github.n8nmcp.workflow.WorkflowSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a page of workflows, as the n8n versions give it. */
class WorkflowPageTest {
    @Test
    void readsTheSummaryOfEachWorkflow() throws Exception {
        String twoWorkflows = """
                {"data": [
                  {"id": "a", "name": "Nightly", "active": true, "isArchived": true,
                   "createdAt": "2026-01-01T00:00:00.000Z", "updatedAt": "2026-01-02T00:00:00.000Z",
                   "nodes": [{"name": "Start", "parameters": {"nodes": [1, 2]}}, {"name": "End"}],
                   "tags": [{"id": "t1", "name": "x", "createdAt": "2026"}, {"id": "t2", "name": "y"}]},
                  {"id": "b", "name": "Hourly", "active": false, "isArchived": false,
                   "createdAt": "", "updatedAt": "", "nodes": [], "tags": []}],
                 "nextCursor": "eyJsaW1pdCI6Mn0="}
                """;
        WorkflowPage<WorkflowSummary> page = read(twoWorkflows);

        assertEquals(
                List.of(
                        summary(
                                "a",
                                "Nightly",
                                true,
                                "2026-01-01T00:00:00.000Z",
                                "2026-01-02T00:00:00.000Z",
                                2,
                                List.of(new Tag("t1", "x"), new Tag("t2", "y")),
                                true),
                        workflow("b", "Hourly")),
                page.workflows());
        assertEquals(Optional.of("eyJsaW1pdCI6Mn0="), page.nextCursor());
    }

    @Test
    void skipsWhatItDoesNotKnow() throws Exception {
        String withUnknownKeys = """
                {"totalCount": 2, "data": [
                  {"id": "a", "activeVersion": {"id": "wrong", "nodes": [{}, {}], "tags": [{"id": "wrong"}]},
                   "name": "Nightly", "pinData": {"name": [[{"name": "wrong"}]]}, "meta": null,
                   "shared": [{"project": {"name": "wrong", "active": true}}]},
                  {"id": "b", "name": "Hourly", "settings": {"active": true}}],
                 "links": {"data": [{"id": "wrong"}], "nextCursor": "wrong"}, "nextCursor": "more"}
                """;
        WorkflowPage<WorkflowSummary> page = read(withUnknownKeys);

        assertEquals(List.of(workflow("a", "Nightly"), workflow("b", "Hourly")), page.workflows());
        assertEquals(Optional.of("more"), page.nextCursor());
    }

    @Test
    void takesNullForWhatIsMissing() throws Exception {
        String withNulls = """
                {"data": [
                  {"id": null, "name": null, "active": null, "createdAt": null, "updatedAt": null, "nodes": null,
                   "tags": null, "isArchived": null},
                  {"id": "b", "name": "Hourly", "tags": [{"id": null, "name": null}]},
                  {}]}
                """;
        WorkflowPage<WorkflowSummary> page = read(withNulls);

        WorkflowSummary nothing = workflow("", "");
        assertEquals(
                List.of(nothing, summary("b", "Hourly", false, "", "", 0, List.of(new Tag("", "")), false), nothing),
                page.workflows());
    }

    @Test
    void readsIdsOfOldInstancesWhichAreNumbers() throws Exception {
        String numberAsId = """
                {"data": [{"id": 12, "name": "Nightly"}]}
                """;

        assertEquals(List.of(workflow("12", "Nightly")), read(numberAsId).workflows());
    }

    @Test
    void isEmptyWhereNoWorkflowsCome() throws Exception {
        assertEquals(new WorkflowPage<>(List.of(), Optional.empty()), read("{\"data\": []}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}
            null
            []
            "page"
            {"message": "ok"}
            {"data": null, "nextCursor": null}
            {"data": {"id": "a"}, "nextCursor": 7}
            [{"id": "a"}]
            """)
    void isNoPageWithoutAListOfWorkflows(String page) {
        assertThrows(UnexpectedJsonException.class, () -> read(page));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"data": [], "nextCursor": null}
            {"data": [], "nextCursor": ""}
            {"data": []}
            """)
    void isTheLastWhereNoCursorComes(String page) throws Exception {
        assertEquals(Optional.empty(), read(page).nextCursor());
    }

    @Test
    void readsTheCursorBeforeOrAfterTheWorkflows() throws Exception {
        String cursorFirst = """
                {"nextCursor": "more", "data": [{"id": "a", "name": "Nightly"}]}
                """;

        assertEquals(new WorkflowPage<>(List.of(workflow("a", "Nightly")), Optional.of("more")), read(cursorFirst));
    }

    @Test
    void isNotAnEmptyAnswer() {
        assertThrows(JacksonException.class, () -> read(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {
                    {"data": [
                    {"data": [{"id": "a"
                    {"data": [{"id": "a"}
                    {"data": [{"id": "a"}]
                    {"data": [{"id": "a", "nodes": [{"parameters": {
                    {"data": [{"id": "a", "tags": [{"id": "t1"
                    {"data": [{"id": "a"}], "nextCursor": "mo
                    """)
    void isNeverThePartOfAPageThatWasCut(String page) {
        assertThrows(JacksonException.class, () -> read(page));
    }

    @Test
    void neverHoldsWhatItSkips() throws Exception {
        // A parser that may hold no long text fails as soon as one is kept, even for a moment.
        JsonFactory holdingLittle = JsonFactory.builder()
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxStringLength(100).build())
                .build();
        String large = "x".repeat(100_000);
        String page = """
                {"note": "%1$s", "data": [
                  {"id": "a", "nodes": [{"parameters": {"code": "%1$s"}}, "%1$s"], "staticData": "%1$s",
                   "tags": [{"id": "t1"}], "name": "Nightly", "pinData": {"Start": [{"json": "%1$s"}]}},
                  {"id": "b", "name": "Hourly"}]}
                """.formatted(large);
        InputStream arriving = new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8));

        assertEquals(
                List.of(
                        summary("a", "Nightly", false, "", "", 2, List.of(new Tag("t1", "")), false),
                        workflow("b", "Hourly")),
                read(holdingLittle.createParser(arriving)).workflows());
    }

    private static WorkflowSummary workflow(String id, String name) {
        return summary(id, name, false, "", "", 0, List.of(), false);
    }

    private static WorkflowPage<WorkflowSummary> read(String page) throws IOException {
        return read(TestJson.MAPPER.createParser(page));
    }

    private static WorkflowPage<WorkflowSummary> read(JsonParser parser) throws IOException {
        try (parser) {
            return WorkflowPage.read(parser, WorkflowSummary::read);
        }
    }
}
