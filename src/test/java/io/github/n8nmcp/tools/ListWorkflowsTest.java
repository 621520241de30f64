package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.n8nmcp.fixture.N8nStub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code list_workflows} asks of n8n and tells its caller. */
class ListWorkflowsTest {
    private static final String PAGE = """
            {"data": [
              {"id": "123", "name": "Email Campaign Automation", "active": true,
               "createdAt": "2024-12-15T10:30:00Z", "updatedAt": "2025-01-10T14:20:00Z",
               "nodes": [{"name": "A", "parameters": {"deep": [1, {"x": 2}]}}, {"name": "B"}],
               "connections": {"A": {"main": [[{"node": "B", "type": "main", "index": 0}]]}},
               "shared": [{"project": {"name": "Olive Owner <olive@example.com>"}}],
               "activeVersion": {"nodes": [{"name": "A"}]},
               "tags": [{"id": "1", "name": "production", "createdAt": "x"}, {"id": "2", "name": "marketing"}]},
              {"id": "456", "name": "Archived", "active": false, "isArchived": true,
               "createdAt": "2024-11-20T08:15:00Z", "updatedAt": "2024-12-05T16:45:00Z",
               "nodes": [], "connections": {}, "tags": [{"id": "1", "name": "production"}]}],
             "nextCursor": "eyJvZmZzZXQiOjUwfQ=="}""";

    private static final String TAGS = """
            {"data": [{"id": "1", "name": "production"}, {"id": "2", "name": "marketing"}, {"id": "3", "name": "critical"}],
             "nextCursor": null}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @Test
    void answersOnePageOfMetadataWithTheCursorOfTheNext() {
        n8n.gives("GET", "/workflows", 200, PAGE);

        String expected = """
                {"data": [
                  {"id": "123", "name": "Email Campaign Automation", "active": true,
                   "createdAt": "2024-12-15T10:30:00Z", "updatedAt": "2025-01-10T14:20:00Z", "nodes": 2,
                   "tags": [{"id": "1", "name": "production"}, {"id": "2", "name": "marketing"}]},
                  {"id": "456", "name": "Archived", "active": false,
                   "createdAt": "2024-11-20T08:15:00Z", "updatedAt": "2024-12-05T16:45:00Z", "nodes": 0,
                   "tags": [{"id": "1", "name": "production"}], "isArchived": true}],
                 "nextCursor": "eyJvZmZzZXQiOjUwfQ=="}""";
        assertEquals(json(expected), n8n.answer("list_workflows", "{}"));
    }

    @Test
    void asksForOneHundredByDefault() {
        n8n.gives("GET", "/workflows", 200, PAGE);

        n8n.answer("list_workflows", "{}");

        assertEquals(java.util.List.of("GET /workflows?limit=100&excludePinnedData=true"), n8n.requests());
    }

    @Test
    void passesFiltersAndCursorOn() {
        n8n.gives("GET", "/workflows", 200, PAGE);
        n8n.gives("GET", "/tags", 200, TAGS);

        String arguments = """
                {"instance": "production", "active": true, "tags": ["production", "critical"], "name": "a b",
                 "limit": "50", "cursor": "eyJ9=="}""";
        n8n.answer("list_workflows", arguments);

        assertEquals(
                java.util.List.of(
                        "GET /tags?limit=250",
                        "GET /workflows?limit=50&excludePinnedData=true&active=true"
                                + "&tags=production%2Ccritical&name=a%20b&cursor=eyJ9%3D%3D"),
                n8n.requests());
    }

    @Test
    void showsOnlyWorkflowsWithAllTagsEvenIfN8nAnswersOthers() {
        n8n.gives("GET", "/workflows", 200, PAGE);
        n8n.gives("GET", "/tags", 200, TAGS);

        String arguments = """
                {"tags": ["production", "marketing"]}""";
        var answer = n8n.answer("list_workflows", arguments);

        assertEquals(1, answer.path("data").size());
        assertEquals("123", answer.path("data").path(0).path("id").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"production\", \"marketing\"]", "\"production, marketing\"", "[\"1\", \"2\"]"})
    void takesTagsByNameByIdAndWithCommas(String tags) {
        n8n.gives("GET", "/workflows", 200, PAGE);
        n8n.gives("GET", "/tags", 200, TAGS);

        var answer = n8n.answer("list_workflows", "{\"tags\": " + tags + "}");

        assertEquals("123", answer.at("/data/0/id").textValue());
    }

    @Test
    void anUnknownTagIsAWarningThatNamesTheExistingOnes() {
        n8n.gives("GET", "/workflows", 200, PAGE);
        n8n.gives("GET", "/tags", 200, TAGS);

        String arguments = """
                {"tags": ["prod"]}""";
        var answer = n8n.answer("list_workflows", arguments);

        assertEquals(0, answer.path("data").size());
        assertEquals(
                "There is no tag 'prod'. There are: 'production', 'marketing', 'critical'.",
                answer.at("/warnings/0").asText());
    }

    @Test
    void leavesOutTheCursorOnTheLastPage() {
        String emptyPage = """
                {"data": [], "nextCursor": null}""";
        n8n.gives("GET", "/workflows", 200, emptyPage);

        String expected = """
                {"data": []}""";
        assertEquals(json(expected), n8n.answer("list_workflows", "{}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "251", "9999", "\"300\"", "1e300"})
    void refusesALimitOutOfRange(String limit) {
        var error = n8n.error("list_workflows", "{\"limit\": " + limit + "}");

        assertEquals(-32602, error.code());
        assertEquals("Invalid limit: must be between 1 and 250", error.message());
        assertEquals(java.util.List.of(), n8n.requests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"limit\": 1.5} | Invalid limit: must be between 1 and 250, a whole number, not 1.5",
                "{\"limit\": \"many\"} | Invalid limit: must be between 1 and 250, a whole number, not \"many\"",
                "{\"limit\": true} | Invalid limit: must be between 1 and 250, a whole number, not true",
                "{\"active\": \"yes\"} | Invalid active: must be true or false, not \"yes\"",
                "{\"active\": 1} | Invalid active: must be true or false, not 1",
                "{\"tags\": {}} | Invalid tags: must be an array of strings, not {}",
                "{\"tags\": [\"\"]} | Invalid tags: must be an array of strings, none of them empty, not \"\"",
                "{\"name\": 5} | Invalid name: must be a string, not 5",
                "{\"cursor\": []} | Invalid cursor: must be a string, not []",
                "{\"foo\": 1} | Unknown argument 'foo'. Valid arguments: instance, active, tags, name, limit, cursor, "
                        + "contains",
                "{\"instance\": 7} | Invalid instance: must be a string, not 7",
            })
    void refusesWrongArgumentsByNameAndSaysWhatIsValid(String arguments, String message) {
        var error = n8n.error("list_workflows", arguments);

        assertEquals(-32602, error.code());
        assertEquals(message, error.message());
        assertEquals(java.util.List.of(), n8n.requests());
    }

    @Test
    void takesNullAsAMissingArgument() {
        n8n.gives("GET", "/workflows", 200, PAGE);

        String arguments = """
                {"instance": null, "active": null, "tags": null, "name": null, "limit": null, "cursor": null}""";
        n8n.answer("list_workflows", arguments);

        assertEquals(java.util.List.of("GET /workflows?limit=100&excludePinnedData=true"), n8n.requests());
    }

    @Test
    void neverShowsTheOwnersAddress() {
        n8n.gives("GET", "/workflows", 200, PAGE);

        assertFalse(n8n.answer("list_workflows", "{}").toString().contains("olive@example.com"));
    }
}
