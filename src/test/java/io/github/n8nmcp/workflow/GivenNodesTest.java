package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.fixture.TestJson.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes in the forms in which clients send them. */
class GivenNodesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"position": {"x": 1, "y": -2.5}}                    | {"position": [1, -2.5]}
            {"position": {"0": 1, "1": 2}}                       | {"position": [1, 2]}
            {"position": ["1", "2"]}                             | {"position": [1, 2]}
            {"position": "[1, 2]"}                               | {"position": [1, 2]}
            {"position": "1, 2"}                                 | {"position": [1, 2]}
            {"position": "{\\"x\\": 1, \\"y\\": 2}"}             | {"position": [1, 2]}
            {"position": "left"}                                 | {"position": "left"}
            {"typeVersion": "4.2"}                               | {"typeVersion": 4.2}
            {"typeVersion": "latest"}                            | {"typeVersion": "latest"}
            {"disabled": "true", "retryOnFail": "false"}         | {"disabled": true, "retryOnFail": false}
            {"disabled": "yes"}                                  | {"disabled": "yes"}
            {"maxTries": "3"}                                    | {"maxTries": 3}
            {"parameters": "{\\"path\\": \\"a\\"}"}              | {"parameters": {"path": "a"}}
            {"credentials": {"smtp": "{\\"id\\": \\"1\\"}"}}     | {"credentials": {"smtp": {"id": "1"}}}
            {"credentials": {"smtp": "Company SMTP"}}            | {"credentials": {"smtp": "Company SMTP"}}
            "{\\"name\\": \\"A\\"}"                              | {"name": "A"}
            "A"                                                  | "A"
            {"name": "7", "notes": "{}"}                         | {"name": "7", "notes": "{}"}
            """)
    void nodesAreRestoredWhereOnlyOneThingCanBeMeant(String given, String expected) {
        List<String> warnings = new ArrayList<>();

        assertEquals(json("[" + expected + "]"), GivenNodes.restored(json("[" + given + "]"), json("[]"), warnings));
        assertEquals(List.of(), warnings);
    }

    @Test
    void listsWithinParametersAreRestoredAtEveryDepthWithAWarning() {
        List<String> warnings = new ArrayList<>();
        String given = """
                [{"name": "A", "parameters": {"rules": {"0": {"values": {"0": "a", "1": "b"}}}, "text": "{\\"0\\": 1}"}}]""";
        String expected = """
                [{"name": "A", "parameters": {"rules": [{"values": ["a", "b"]}], "text": "{\\"0\\": 1}"}}]""";
        assertEquals(json(expected), GivenNodes.restored(json(given), json("[]"), warnings));
        assertEquals(
                List.of(
                        "Node 'A': parameters.rules came as an object with the keys 0, 1 … and was stored as a list.",
                        "Node 'A': parameters.rules[0].values came as an object with the keys 0, 1 … and was stored as a "
                                + "list."),
                warnings);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"columns": {"mappingMode": "defineBelow", "value": {"0": "a", "1": "b"}}}
            {"map": {"1": "a", "2": "b"}}
            {"map": {"0": "a", "2": "b"}}
            {"map": {}}
            """)
    void objectsThatMayBeMeantAsObjectsStayObjects(String parameters) {
        JsonNode nodes = json("[{\"name\": \"A\", \"parameters\": " + parameters + "}]");

        assertEquals(nodes, GivenNodes.restored(nodes, json("[]"), new ArrayList<>()));
    }

    @Test
    void parametersThatEqualTheStoredOnesStayUnchanged() {
        String stored = """
                [{"name": "A", "parameters": {"map": {"0": "a"}}}]""";
        JsonNode nodes = json(stored);

        assertEquals(nodes, GivenNodes.restored(nodes, nodes, new ArrayList<>()));
    }
}
