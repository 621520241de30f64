package io.github.n8nmcp.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.fixture.N8nStub;
import io.github.n8nmcp.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions that are valid JSON, but that JSON libraries refuse by default. They are listed, shown, changed and copied. */
class OddDefinitionsTest {
    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @TempDir
    Path folder;

    /** The parameters of a node. */
    static Stream<Named<String>> parameters() {
        return Stream.of(
                Named.of("half a surrogate pair as key", "{\"\\uD83D\":\"\\uDE00\"}"),
                Named.of("a key of 60,000 characters", "{\"" + "k".repeat(60_000) + "\":1}"),
                Named.of("nested 9,000 levels deep", "{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000)),
                Named.of("a number of 1,100 digits", "{\"n\":" + "7".repeat(1_100) + "}"),
                Named.of("a number that no computer holds", "{\"n\":1e99999999999}"));
    }

    private static String workflow(String id, String name, String parameters) {
        return """
                {"updatedAt":"u","createdAt":"c","id":"%s","name":"%s","active":false,"settings":{},"connections":{},\
                "nodes":[{"id":"n","name":"Odd","type":"t","typeVersion":1,"position":[0,0],"parameters":%s}],\
                "tags":[]}""".formatted(id, name, parameters);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void isListedWithTheOthers(String parameters) {
        String page = "{\"data\":[" + workflow("1", "odd", parameters) + "," + workflow("2", "even", "{}") + "]}";
        n8n.gives("GET", "/workflows", 200, page);

        JsonNode answer = n8n.answer("list_workflows", "{}");

        assertEquals(List.of("odd", "even"), answer.findValuesAsText("name"));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void isShownAsItIs(String parameters) throws Exception {
        n8n.gives("GET", "/workflows/1", 200, workflow("1", "odd", parameters));

        JsonNode answer = n8n.answerAsWritten("get_workflow", "{\"id\": \"1\"}");

        assertEquals(parameters, Json.text(answer.at("/nodes/0/parameters")));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void isKeptByAnUpdateOfSomethingElseAndByTheCopyBeforeIt(String parameters) throws Exception {
        String stored = workflow("1", "odd", parameters);
        n8n.withBackups(folder);
        n8n.gives("GET", "/workflows/1", 200, stored);
        n8n.gives("PUT", "/workflows/1", 200, stored);

        JsonNode answer = n8n.answerAsWritten("update_workflow", "{\"id\": \"1\", \"name\": \"new\"}");

        assertEquals(
                parameters, Json.text(n8n.sentAsWritten("PUT", "/workflows/1").at("/nodes/0/parameters")));
        Path copy = Path.of(answer.path("backup").asText());
        assertEquals(parameters, Json.text(Json.tree(Files.readAllBytes(copy)).at("/nodes/0/parameters")));
    }

    @Test
    void aWorkflowNamedByHalfASurrogatePairIsListed() throws Exception {
        n8n.gives("GET", "/workflows", 200, "{\"data\":[" + workflow("1", "\\uD83D", "{}") + "]}");

        JsonNode answer = n8n.answerAsWritten("list_workflows", "{}");

        assertEquals("\"\\uD83D\"", Json.text(answer.at("/data/0/name")));
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
    }

    @Test
    void aWorkflowThatIsTooDeepToBeSearchedIsNamedAndDoesNotHideTheOthers() {
        String deep = workflow("1", "too deep", nested(10_001));
        String page = "{\"data\":[" + deep + "," + workflow("2", "even", "{\"a\":\"needle\"}") + "]}";
        n8n.gives("GET", "/workflows", 200, page);

        JsonNode answer = n8n.answer("list_workflows", "{\"contains\": \"needle\"}");

        assertEquals(List.of("2"), answer.path("data").findValuesAsText("id"));
        String warning = answer.at("/warnings/0").asText();
        assertTrue(warning.startsWith("Workflow 'too deep' (id '1') has a part that is nested"), warning);
    }

    @Test
    void aWorkflowWhoseTagsAreTooDeepIsNamedAndDoesNotHideTheOthers() {
        String deep = workflow("1", "too deep", "{}").replace("\"tags\":[]", "\"tags\":" + nested(20_000));
        n8n.gives("GET", "/workflows", 200, "{\"data\":[" + deep + "," + workflow("2", "even", "{}") + "]}");

        JsonNode answer = n8n.answer("list_workflows", "{}");

        assertEquals(List.of("1", "2"), answer.path("data").findValuesAsText("id"));
        assertTrue(answer.at("/warnings/0").asText().contains("'too deep'"), answer::toString);
    }

    @Test
    void aWorkflowOfHalfAMillionLevelsIsListedWithTheOthers() {
        String page = "{\"data\":[" + workflow("1", "odd", nested(500_000)) + "," + workflow("2", "even", "{}") + "]}";
        n8n.gives("GET", "/workflows", 200, page);

        assertEquals(List.of("odd", "even"), n8n.answer("list_workflows", "{}").findValuesAsText("name"));
    }

    @Test
    void aWorkflowThatIsTooDeepToBeChangedIsNamed() {
        n8n.gives("GET", "/workflows/1", 200, workflow("1", "too deep", nested(10_001)));

        String message = n8n.error("update_workflow", "{\"id\": \"1\", \"name\": \"new\"}")
                .message();

        assertTrue(message.contains("Workflow '1' is nested more than 10,000 levels deep"), message);
        assertEquals(List.of("GET /workflows/1"), n8n.requests());
    }
}
