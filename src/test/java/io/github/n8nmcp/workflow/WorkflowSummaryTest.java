package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.fixture.Summaries.summary;
import static io.github.n8nmcp.fixture.TestJson.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.n8nmcp.fixture.Summaries.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a workflow for a list, and what a caller sees of that. */
class WorkflowSummaryTest {
    private static final Tag PRODUCTION = new Tag("1", "production");
    private static final Tag MARKETING = new Tag("2", "marketing");

    @Test
    void keepsJustTheSummaryOfADefinition() throws IOException {
        String definition = """
                [{
                  "createdAt": "2024-12-15T10:30:00Z",
                  "updatedAt": "2025-01-10T14:20:00Z",
                  "id": "123",
                  "name": "Email Campaign",
                  "active": true,
                  "isArchived": false,
                  "nodes": [
                    {"id": "n1", "name": "Webhook", "parameters": {"options": {"nodes": [1, 2, 3]}}, "position": [0, 0]},
                    {"id": "n2", "name": "Send", "parameters": {"tags": [{"id": "9", "name": "no tag"}]}, "position": [1, 1]}
                  ],
                  "connections": {"Webhook": {"main": [[{"node": "Send", "type": "main", "index": 0}]]}},
                  "tags": [
                    {"id": "1", "name": "production", "createdAt": "2024-01-01T00:00:00Z"},
                    {"id": "2", "more": {"id": "8", "name": "nested"}, "name": "marketing"}
                  ]
                }]
                """;

        assertEquals(
                List.of(summary(
                        "123",
                        "Email Campaign",
                        true,
                        "2024-12-15T10:30:00Z",
                        "2025-01-10T14:20:00Z",
                        2,
                        List.of(PRODUCTION, MARKETING),
                        false)),
                readAll(definition));
    }

    @Test
    void skipsFieldsThatItDoesNotKnowAndWhatIsNestedInThem() throws IOException {
        String withUnknownFields = """
                [{
                  "activeVersion": {"id": "2", "name": "Other", "active": true, "nodes": [{}, {}], "isArchived": true},
                  "shared": [{"project": {"id": "3", "name": "Ada <ada@example.com>"}, "tags": [{"id": "1", "name": "x"}]}],
                  "id": "1",
                  "name": "Orders",
                  "nodes": [{}],
                  "pinData": {"Webhook": [{"json": {"name": "pinned", "active": true}}]},
                  "meta": null,
                  "settings": {"name": "no", "createdAt": "no"}
                }]
                """;

        assertEquals(List.of(summary("1", "Orders", false, "", "", 1, List.of(), false)), readAll(withUnknownFields));
    }

    @Test
    void readsOneWorkflowAfterTheOther() throws IOException {
        String threeWorkflows = """
                [
                  {"id": "1", "name": "A", "nodes": [], "tags": [{"id": "1", "name": "production"}]},
                  {"id": "2", "name": "B", "active": true, "nodes": [{"a": [{}]}], "isArchived": true},
                  {}
                ]
                """;

        assertEquals(
                List.of(
                        summary("1", "A", false, "", "", 0, List.of(PRODUCTION), false),
                        summary("2", "B", true, "", "", 1, List.of(), true),
                        summary("", "", false, "", "", 0, List.of(), false)),
                readAll(threeWorkflows));
    }

    @Test
    void takesNullsForNothing() throws IOException {
        String withNulls = """
                [{
                  "id": null, "name": null, "active": null, "createdAt": null, "updatedAt": null,
                  "nodes": null, "tags": null, "isArchived": null
                }]
                """;

        assertEquals(List.of(summary("", "", false, "", "", 0, List.of(), false)), readAll(withNulls));
    }

    @Test
    void takesTheNumbersThatOldInstancesHaveForIds() throws IOException {
        String withNumbersAsIds = """
                [{"id": 12, "name": "A", "tags": [{"id": 1, "name": "production"}]}]
                """;

        assertEquals(
                List.of(summary("12", "A", false, "", "", 0, List.of(PRODUCTION), false)), readAll(withNumbersAsIds));
    }

    @Test
    void callersSeeEverythingThatWasRead() {
        String expected = """
                {
                  "id": "123",
                  "name": "Email Campaign",
                  "active": true,
                  "createdAt": "2024-12-15T10:30:00Z",
                  "updatedAt": "2025-01-10T14:20:00Z",
                  "nodes": 12,
                  "tags": [{"id": "1", "name": "production"}, {"id": "2", "name": "marketing"}]
                }
                """;
        assertEquals(
                json(expected),
                summary(
                                "123",
                                "Email Campaign",
                                true,
                                "2024-12-15T10:30:00Z",
                                "2025-01-10T14:20:00Z",
                                12,
                                List.of(PRODUCTION, MARKETING),
                                false)
                        .json());
    }

    @Test
    void callersSeeThatAWorkflowIsArchivedOnlyWhenItIs() {
        String archived = """
                {
                  "id": "1", "name": "A", "active": false, "createdAt": "", "updatedAt": "",
                  "nodes": 0, "tags": [], "isArchived": true
                }
                """;
        assertEquals(
                json(archived),
                summary("1", "A", false, "", "", 0, List.of(), true).json());
        String notArchived = """
                {"id": "1", "name": "A", "active": false, "createdAt": "", "updatedAt": "", "nodes": 0, "tags": []}
                """;
        assertEquals(
                json(notArchived),
                summary("1", "A", false, "", "", 0, List.of(), false).json());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                     | true
            ["production"]                         | true
            ["marketing", "production"]            | true
            ["production", "critical"]             | false
            ["critical"]                           | false
            # names, as n8n compares them: by case and as a whole; never ids
            ["Production"]                         | false
            ["prod"]                               | false
            ["1"]                                  | false
            """)
    void hasTagsWhenItHasThemAll(String wanted, boolean has) {
        var summary = summary("1", "A", false, "", "", 0, List.of(PRODUCTION, MARKETING), false);
        List<String> names = new ArrayList<>();
        json(wanted).forEach(name -> names.add(name.textValue()));

        assertEquals(has, summary.hasTags(names));
    }

    /** Reads a list as a page of n8n is read: from one start of an object to the next. */
    private static List<WorkflowSummary> readAll(String list) throws IOException {
        List<WorkflowSummary> summaries = new ArrayList<>();
        try (JsonParser parser = new ObjectMapper().createParser(list)) {
            assertEquals(JsonToken.START_ARRAY, parser.nextToken());
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                summaries.add(WorkflowSummary.read(parser));
                assertEquals(JsonToken.END_OBJECT, parser.currentToken());
            }
            assertEquals(JsonToken.END_ARRAY, parser.currentToken());
        }
        return summaries;
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "{\"createdAt\": {\"id\": \"X\", \"d\": 1}, \"id\": \"1\"}",
                "{\"active\": [true], \"id\": \"1\"}",
                "{\"tags\": [\"prod\", null, [1]], \"id\": \"1\"}",
                "{\"tags\": {\"id\": \"2\"}, \"nodes\": 7, \"id\": 1}",
            })
    void staysInStepWhenAFieldIsNotOfItsUsualKind(String workflow) throws Exception {
        try (var parser = new com.fasterxml.jackson.databind.ObjectMapper().createParser(workflow + " true")) {
            parser.nextToken();

            WorkflowSummary summary = WorkflowSummary.read(parser);

            assertEquals("1", summary.json().path("id").asText());
            assertEquals(com.fasterxml.jackson.core.JsonToken.VALUE_TRUE, parser.nextToken());
        }
    }
}
