package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.object;
import static io.github.n8nmcp.fixture.TestJson.texts;
import static io.github.n8nmcp.fixture.TestJson.workflow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.UnexpectedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers see of a definition. */
class WorkflowViewTest {
    private static final String STORED = """
            {
              "id": "123",
              "name": "Orders",
              "active": true,
              "isArchived": false,
              "createdAt": "2024-12-15T10:30:00Z",
              "updatedAt": "2025-01-10T14:20:00Z",
              "versionId": "v2",
              "activeVersionId": "v1",
              "nodes": [
                {
                  "id": "n1", "name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                  "parameters": {"path": "orders"}, "webhookId": "u1"
                },
                {
                  "id": "n2", "name": "Send", "type": "n8n-nodes-base.emailSend", "typeVersion": 2, "position": [200, 0],
                  "parameters": {"text": "A long text"}, "credentials": {"smtp": {"id": "1", "name": "Mail"}}, "disabled": true
                }
              ],
              "connections": {"Webhook": {"main": [[{"node": "Send", "type": "main", "index": 0}]]}},
              "settings": {"timezone": "UTC"},
              "staticData": {"lastId": 7},
              "pinData": {"Webhook": [{"json": {"order": 1}}]},
              "meta": null,
              "tags": [{"id": "1", "name": "production"}],
              "someFieldOfTomorrow": {"a": [1]},
              "shared": [{"role": "workflow:owner", "project": {"name": "Ada <ada@example.com>"}}],
              "activeVersion": {"versionId": "v1", "nodes": [{"name": "Webhook"}], "connections": {}}
            }
            """;

    @Test
    void aCopiedDefinitionIsOneLineAndEqualToItsTree() throws IOException {
        String shown = full(STORED);

        assertEquals(WorkflowView.full(workflow(STORED)), json(shown));
        assertEquals(1, shown.lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"123\",\"connections\":{},\"nodes\":[]}"
                        + " | {\"id\":\"123\",\"connections\":{},\"nodes\":[]}",
                "{\"shared\":[],\"id\":\"123\",\"connections\":{},\"nodes\":[]}"
                        + " | {\"id\":\"123\",\"connections\":{},\"nodes\":[]}",
                "{\"id\":\"123\",\"shared\":[{\"a\":\"}\"}],\"connections\":{},\"nodes\":[]}"
                        + " | {\"id\":\"123\",\"connections\":{},\"nodes\":[]}",
                "{\"a\":{\"shared\":1},\"id\":\"123\",\"activeVersion\":null,\"connections\":{},\"nodes\":[]}"
                        + " | {\"id\":\"123\",\"a\":{\"shared\":1},\"connections\":{},\"nodes\":[]}",
                "{\"sh\\u0061red\":1,\"id\":\"123\",\"connections\":{},\"nodes\":[]}"
                        + " | {\"id\":\"123\",\"connections\":{},\"nodes\":[]}",
                "{\"nodes\":[1.50,1e400,-0,9007199254740993],\"id\":\"123\",\"connections\":{}}"
                        + " | {\"id\":\"123\",\"connections\":{},\"nodes\":[1.50,1e400,-0,9007199254740993]}",
            })
    void aCopyLeavesOutWhatNoCallerSeesAndKeepsNumbersAsTheyAreWritten(String definition, String shown)
            throws IOException {
        assertEquals(shown, full(definition));
    }

    @Test
    void shortFieldsComeBeforeLongOnes() throws IOException {
        String definition = """
                {"nodes": [], "pinData": {}, "settings": {}, "active": true, "connections": {}, "name": "A", "id": "123"}""";

        String shown = full(definition);

        String expected = """
                {"id":"123","name":"A","active":true,"settings":{},"connections":{},"nodes":[],"pinData":{}}""";
        assertEquals(expected, shown);
        assertEquals(shown, Json.text(WorkflowView.full(workflow(definition))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"id\":", "{\"id\":\"123\"", "{\"shared\":[}", "{\"id\":\"123\",\"a\":\"\n\"}"})
    void textThatIsNoJsonIsRefused(String definition) {
        assertThrows(JacksonException.class, () -> full(definition));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "7",
                "{}",
                "{\"data\":[]}",
                "{\"id\":\"124\",\"nodes\":[],\"connections\":{}}",
                "{\"id\":\"123\",\"connections\":{}}",
                "{\"id\":\"123\",\"nodes\":{},\"connections\":{}}",
                "{\"id\":\"123\",\"nodes\":[],\"connections\":[]}"
            })
    void whatIsNotTheWorkflowThatWasAskedForIsRefused(String definition) {
        assertThrows(UnexpectedJsonException.class, () -> full(definition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-8"})
    void otherFormsOfUnicodeAreShownAsUtf8(String charset) throws Exception {
        byte[] definition =
                "{\"name\":\"☾\",\"shared\":[1],\"id\":\"123\",\"connections\":{},\"nodes\":[]}".getBytes(charset);

        assertEquals("{\"id\":\"123\",\"name\":\"☾\",\"connections\":{},\"nodes\":[]}", full(definition));
    }

    private static String full(String definition) throws IOException {
        return full(definition.getBytes(StandardCharsets.UTF_8));
    }

    private static String full(byte[] definition) throws IOException {
        JsonParser parser = Json.parser(new ByteArrayInputStream(definition));
        return new String(WorkflowView.full(parser, "123"), StandardCharsets.UTF_8);
    }

    @Test
    void fullShowsEverythingButTheOwnerAndTheCopyOfTheActiveVersion() {
        String withoutNodes = """
                {
                  "id": "123",
                  "name": "Orders",
                  "active": true,
                  "isArchived": false,
                  "createdAt": "2024-12-15T10:30:00Z",
                  "updatedAt": "2025-01-10T14:20:00Z",
                  "versionId": "v2",
                  "activeVersionId": "v1",
                  "connections": {"Webhook": {"main": [[{"node": "Send", "type": "main", "index": 0}]]}},
                  "settings": {"timezone": "UTC"},
                  "staticData": {"lastId": 7},
                  "pinData": {"Webhook": [{"json": {"order": 1}}]},
                  "meta": null,
                  "tags": [{"id": "1", "name": "production"}],
                  "someFieldOfTomorrow": {"a": [1]}
                }
                """;
        ObjectNode expected = object(withoutNodes);
        expected.set("nodes", json(STORED).path("nodes"));

        assertEquals(expected, WorkflowView.full(workflow(STORED)));
    }

    @Test
    void summaryShowsNodesAndLinksWithoutParameters() {
        String expected = """
                {
                  "id": "123",
                  "name": "Orders",
                  "active": true,
                  "versionId": "v2",
                  "liveVersionId": "v1",
                  "updatedAt": "2025-01-10T14:20:00Z",
                  "tags": ["production"],
                  "links": ["Webhook -> Send"],
                  "nodes": [
                    {"name": "Webhook", "type": "n8n-nodes-base.webhook"},
                    {"name": "Send", "type": "n8n-nodes-base.emailSend", "disabled": true}
                  ]
                }
                """;
        assertEquals(json(expected), WorkflowView.summary(workflow(STORED), List.of()));
    }

    @Test
    void summaryLeavesOutWhatAnOlderN8nDoesNotGive() {
        String stored = """
                {"id": "123", "name": "Orders", "active": false, "nodes": [], "connections": {}}
                """;
        String expected = """
                {"id": "123", "name": "Orders", "active": false, "tags": [], "links": [], "nodes": []}
                """;
        assertEquals(json(expected), WorkflowView.summary(workflow(stored), List.of()));
    }

    @Test
    void namedNodesAreShownWholeInPlaceOfTheirSummaries() {
        ObjectNode byName = WorkflowView.summary(workflow(STORED), List.of("Send"));
        ObjectNode byId = WorkflowView.summary(workflow(STORED), List.of("n2"));

        assertEquals(json(STORED).at("/nodes/1"), byName.at("/nodes/1"));
        assertEquals(byName, byId);
    }

    @Test
    void aNameThatIsNotThereIsRefusedWithTheNearest() {
        InvalidWorkflowException e = assertThrows(
                InvalidWorkflowException.class, () -> WorkflowView.summary(workflow(STORED), List.of("Sned")));

        assertEquals("There is no node 'Sned'. Did you mean 'Send'?", e.getMessage());
    }

    @Test
    void linksAreLinesWithNumbersWhereTheyAreNotZero() {
        String links = """
                {"connections": {
                   "If": {"main": [[{"node": "Yes", "type": "main", "index": 0}], [{"node": "No", "type": "main", "index": 0}]]},
                   "Yes": {"main": [null, [], [{"node": "Merge", "type": "main", "index": 1}]]},
                   "Model": {"ai_languageModel": [[{"node": "Agent", "type": "ai_languageModel", "index": 0}]]}}}""";

        JsonNode shown = WorkflowView.summary(workflow(links), List.of()).path("links");

        assertEquals(
                List.of("If -> Yes", "If[1] -> No", "Yes[2] -> Merge[1]", "Model -ai_languageModel-> Agent"),
                texts(shown));
    }

    @Test
    void viewsLeaveTheDefinitionAsItWas() {
        ObjectNode full = object(STORED);
        ObjectNode summary = object(STORED);

        WorkflowView.full(new Workflow(full)).put("name", "Changed by the caller");
        WorkflowView.summary(new Workflow(summary), List.of()).put("name", "Changed by the caller");

        assertEquals(json(STORED), full);
        assertEquals(json(STORED), summary);
    }

    @Test
    void copiesTheFieldsThatAreThere() {
        String before = """
                {"id": "old", "kept": true}
                """;
        ObjectNode to = object(before);

        String source = """
                {"id": "123", "name": null, "active": true}
                """;
        WorkflowView.copy(json(source), to, "id", "name", "versionId");

        String expected = """
                {"id": "123", "kept": true, "name": null}
                """;
        assertEquals(json(expected), to);
    }
}
