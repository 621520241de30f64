package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new workflow must have, and the form in which n8n is sent it. */
class NewWorkflowTest {
    private static final MissingNode NONE = MissingNode.getInstance();

    private static final String A_B_C = """
            [
              {"id": "1", "name": "A", "type": "n8n-nodes-base.set", "typeVersion": 3.4, "position": [0, 0], "parameters": {}},
              {"id": "2", "name": "B", "type": "n8n-nodes-base.if", "typeVersion": 2, "position": [200, 0], "parameters": {}},
              {"id": "3", "name": "C", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [400, 0], "parameters": {}}
            ]
            """;

    @Test
    void sendsWhatWasGivenInTheFormOfN8n() {
        String links = """
                {"A": {"main": [[{"node": "B", "type": "main", "index": 0}]]}}
                """;
        String settings = """
                {"timezone": "Europe/Rome", "someKeyOfTomorrow": 1}
                """;
        String staticData = """
                {"lastId": 7}
                """;
        NewWorkflow workflow = NewWorkflow.of("Orders", json(A_B_C), json(links), json(settings), json(staticData));

        String withoutNodes = """
                {
                  "name": "Orders",
                  "connections": {"A": {"main": [[{"node": "B", "type": "main", "index": 0}]]}},
                  "settings": {"executionOrder": "v1", "timezone": "Europe/Rome", "someKeyOfTomorrow": 1},
                  "staticData": {"lastId": 7}
                }
                """;
        ObjectNode expected = object(withoutNodes);
        expected.set("nodes", json(A_B_C));
        assertEquals(expected, workflow.definition());
        assertEquals(List.of("Nothing links to 'C', so it will not run."), workflow.warnings());
    }

    @Test
    void hasConnectionsAndSettingsButNoStaticDataWhenNoneAreGiven() {
        NewWorkflow workflow = NewWorkflow.of("Orders", json(A_B_C), NONE, NONE, NONE);

        String withoutNodes = """
                {"name": "Orders", "connections": {}, "settings": {"executionOrder": "v1"}}
                """;
        ObjectNode expected = object(withoutNodes);
        expected.set("nodes", json(A_B_C));
        assertEquals(expected, workflow.definition());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void refusesAnEmptyName(String name) {
        var refusal =
                assertThrows(InvalidWorkflowException.class, () -> NewWorkflow.of(name, json(A_B_C), NONE, NONE, NONE));

        assertEquals("Workflow validation failed: name must not be empty", refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "{}", "{\"A\": {}}", "\"A\""})
    void refusesAWorkflowWithoutNodes(String nodes) {
        assertEquals("Workflow validation failed: at least one node is required", refusalOfNodes(json(nodes)));
    }

    @Test
    void refusesAWorkflowWhoseNodesAreNotGiven() {
        assertEquals("Workflow validation failed: at least one node is required", refusalOfNodes(NONE));
    }

    @Test
    void refusesANodeThatIsNoObject() {
        String textAsNode = """
                [
                  {"name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]},
                  "B"
                ]
                """;

        assertEquals("Workflow validation failed: nodes[1] must be an object", refusalOfNodes(json(textAsNode)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name        |                   | nodes[1] has no name
            name        | null              | nodes[1] has no name
            name        | " "               | nodes[1] has no name
            name        | 7                 | nodes[1] has no name
            type        |                   | node 'Fetch' has no type, such as 'n8n-nodes-base.webhook'
            type        | ""                | node 'Fetch' has no type, such as 'n8n-nodes-base.webhook'
            type        | ["set"]           | node 'Fetch': type must be a text, such as 'n8n-nodes-base.webhook', not ["set"]
            type        | "webhook"         | node 'Fetch': type 'webhook' lacks its package; 'n8n-nodes-base.webhook' is probably meant
            type        | "nodes-base.if"   | node 'Fetch': type 'nodes-base.if' lacks its package; 'n8n-nodes-base.if' is probably meant
            type        | "Agent"           | node 'Fetch': type 'Agent' lacks its package; '@n8n/n8n-nodes-langchain.agent' is probably meant
            typeVersion |                   | node 'Fetch' has no typeVersion, which is a number such as 1
            typeVersion | null              | node 'Fetch' has no typeVersion, which is a number such as 1
            typeVersion | "latest"          | node 'Fetch': typeVersion must be a number such as 1, not "latest"
            position    |                   | node 'Fetch' has no position, which is [x, y], two numbers
            position    | null              | node 'Fetch' has no position, which is [x, y], two numbers
            position    | [100]             | node 'Fetch': position must be [x, y], two numbers, not [100]
            position    | [100, 200, 300]   | node 'Fetch': position must be [x, y], two numbers, not [100,200,300]
            position    | [100, null]       | node 'Fetch': position must be [x, y], two numbers, not [100,null]
            position    | {"x": 1}          | node 'Fetch': position must be [x, y], two numbers, not {"x":1}
            parameters  | []                | node 'Fetch': parameters must be an object, not []
            parameters  | "url"             | node 'Fetch': parameters must be an object, not "url"
            credentials | []                | node 'Fetch': credentials must be an object, not []
            credentials | "My account"      | node 'Fetch': credentials must be an object, not "My account"
            """)
    void refusesANodeThatLacksWhatN8nNeeds(String key, String value, String reason) {
        String validNodes = """
                [
                  {"name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]},
                  {"name": "Fetch", "type": "n8n-nodes-base.httpRequest", "typeVersion": 4.2, "position": [100, 200]}
                ]
                """;
        ArrayNode nodes = (ArrayNode) json(validNodes);
        ObjectNode node = (ObjectNode) nodes.get(1);
        if (value == null) {
            node.remove(key);
        } else {
            node.set(key, json(value));
        }

        assertEquals("Workflow validation failed: " + reason, refusalOfNodes(nodes));
    }

    @Test
    void refusesNodesOfTheSameName() {
        String sameNames = """
                [
                  {"name": "HTTP Request", "type": "n8n-nodes-base.httpRequest", "typeVersion": 4, "position": [0, 0]},
                  {"name": "HTTP Request", "type": "n8n-nodes-base.httpRequest", "typeVersion": 4, "position": [200, 0]}
                ]
                """;

        assertEquals("Duplicate node names found: 'HTTP Request' appears 2 times", refusalOfNodes(json(sameNames)));
    }

    @Test
    void countsEveryNameThatIsTakenTwice() {
        String sameNames = """
                [
                  {"name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]},
                  {"name": "B", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]},
                  {"name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]},
                  {"name": "C", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]},
                  {"name": "B", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]},
                  {"name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]}
                ]
                """;

        assertEquals(
                "Duplicate node names found: 'A' appears 3 times, 'B' appears 2 times",
                refusalOfNodes(json(sameNames)));
    }

    @Test
    void takesNamesThatDifferInCaseOnly() {
        String namesInTwoCases = """
                [
                  {"name": "set", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]},
                  {"name": "Set", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]}
                ]
                """;
        NewWorkflow workflow = NewWorkflow.of("Orders", json(namesInTwoCases), NONE, NONE, NONE);

        assertEquals(2, workflow.definition().path("nodes").size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Process Data": {"main": [[{"node": "Invalid Node", "type": "main", "index": 0}]]}}
            {"Process Data": {"ai_tool": [null, [{"node": "Invalid Node", "type": "ai_tool", "index": 0}]]}}
            [{"source": "Process Data", "target": "Invalid Node", "sourceOutput": 0, "targetInput": 0}]
            """)
    void refusesALinkToANodeThatIsNotThere(String connections) {
        String processData = """
                [{"name": "Process Data", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [0, 0]}]
                """;
        JsonNode nodes = json(processData);
        var refusal = assertThrows(
                InvalidWorkflowException.class, () -> NewWorkflow.of("Orders", nodes, json(connections), NONE, NONE));

        assertEquals(
                "Workflow validation failed: node 'Process Data' references non-existent node 'Invalid Node'",
                refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Ghost": {"main": []}}
            [{"source": "Ghost", "target": "A"}]
            """)
    void refusesALinkFromANodeThatIsNotThere(String connections) {
        assertEquals(
                "Workflow validation failed: connections start at non-existent node 'Ghost'",
                refusalOfConnections(connections));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "A to B"                                           | connections must be an object by source node, or a list of {source, target, sourceOutput, targetInput}
            7                                                  | connections must be an object by source node, or a list of {source, target, sourceOutput, targetInput}
            {"A": [[{"node": "B"}]]}                           | connections of node 'A': it must be an object by type of link, such as {"main": [[…]]}
            {"A": null}                                        | connections of node 'A': it must be an object by type of link, such as {"main": [[…]]}
            {"A": {"main": {"node": "B"}}}                     | connections of node 'A': main must be a list of outputs, each a list of targets
            {"A": {"main": [[null]]}}                          | connections of node 'A': a target must be {"node": name, "type": "main", "index": 0}
            {"A": {"main": [[{"type": "main", "index": 0}]]}}  | connections of node 'A': a target must be {"node": name, "type": "main", "index": 0}
            {"A": {"main": [[{"node": 2}]]}}                   | connections of node 'A': a target must be {"node": name, "type": "main", "index": 0}
            [{"target": "B"}]                                  | connections[0] needs source and target, names of nodes
            [{"source": "A", "target": ""}]                    | connections[0] needs source and target, names of nodes
            [{"source": "A", "target": "B"}, {"source": "B"}]  | connections[1] needs source and target, names of nodes
            ["A to B"]                                         | connections[0] needs source and target, names of nodes
            [["A", "B"]]                                       | connections[0] needs source and target, names of nodes
            """)
    void refusesMalformedLinks(String connections, String reason) {
        assertEquals("Workflow validation failed: " + reason, refusalOfConnections(connections));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1001", "4294967296", "1e30", "0.5", "\"0.5\"", "\"x\"", "true", "[0]"})
    void refusesAnIndexThatNoNodeHas(String index) {
        String withIndex = """
                {"A": {"main": [[{"node": "B", "type": "main", "index": %s}]]}}
                """.formatted(index);
        String withSourceOutput = """
                [{"source": "A", "target": "B"}, {"source": "A", "target": "B", "sourceOutput": %s}]
                """.formatted(index);
        String withTargetInput = """
                [{"source": "A", "target": "B", "targetInput": %s}]
                """.formatted(index);

        assertEquals(
                "Workflow validation failed: index of the link from 'A' to 'B' must be a whole number from 0 to 1000",
                refusalOfConnections(withIndex));
        assertEquals(
                "Workflow validation failed: connections[1].sourceOutput must be a whole number from 0 to 1000",
                refusalOfConnections(withSourceOutput));
        assertEquals(
                "Workflow validation failed: connections[0].targetInput must be a whole number from 0 to 1000",
                refusalOfConnections(withTargetInput));
    }

    @Test
    void takesTheHighestIndexOfAnInputAndOfAnOutput() {
        String highestIndices = """
                [{"source": "A", "target": "B", "sourceOutput": 1000, "targetInput": 1000}]
                """;
        JsonNode links = connections(highestIndices);

        JsonNode outputs = links.path("A").path("main");
        assertEquals(1001, outputs.size());
        String expectedTargets = """
                [{"node": "B", "type": "main", "index": 1000}]
                """;
        assertEquals(json(expectedTargets), outputs.path(1000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # defaults
            [{"source": "A", "target": "B"}] | {"A": {"main": [[{"node": "B", "type": "main", "index": 0}]]}}
            [{"source": "A", "target": "B", "sourceOutput": null, "targetInput": null, "type": null}] | {"A": {"main": [[{"node": "B", "type": "main", "index": 0}]]}}
            # indices
            [{"source": "A", "target": "B", "sourceOutput": 0, "targetInput": 1}] | {"A": {"main": [[{"node": "B", "type": "main", "index": 1}]]}}
            # several targets of one output
            [{"source": "A", "target": "B"}, {"source": "A", "target": "C"}] | {"A": {"main": [[{"node": "B", "type": "main", "index": 0}, {"node": "C", "type": "main", "index": 0}]]}}
            # outputs in any order, with a gap
            [{"source": "B", "target": "A", "sourceOutput": 2}, {"source": "B", "target": "C"}] | {"B": {"main": [[{"node": "C", "type": "main", "index": 0}], [], [{"node": "A", "type": "main", "index": 0}]]}}
            # several sources
            [{"source": "A", "target": "B"}, {"source": "B", "target": "C"}] | {"A": {"main": [[{"node": "B", "type": "main", "index": 0}]]}, "B": {"main": [[{"node": "C", "type": "main", "index": 0}]]}}
            # a loop
            [{"source": "A", "target": "A"}] | {"A": {"main": [[{"node": "A", "type": "main", "index": 0}]]}}
            # another type of link, beside main
            [{"source": "C", "target": "A", "type": "ai_tool"}, {"source": "C", "target": "B"}] | {"C": {"ai_tool": [[{"node": "A", "type": "ai_tool", "index": 0}]], "main": [[{"node": "B", "type": "main", "index": 0}]]}}
            # no links
            [] | {}
            """)
    void bringsAListOfLinksIntoTheFormOfN8n(String list, String expected) {
        assertEquals(json(expected), connections(list));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # as n8n itself writes them
            {"A": {"main": [[{"node": "B", "type": "main", "index": 1}]]}} | {"A": {"main": [[{"node": "B", "type": "main", "index": 1}]]}}
            {"C": {"ai_tool": [[{"node": "A", "type": "ai_tool", "index": 0}]]}} | {"C": {"ai_tool": [[{"node": "A", "type": "ai_tool", "index": 0}]]}}
            # outputs that lead nowhere
            {"B": {"main": [null, [], [{"node": "C", "type": "main", "index": 0}]]}} | {"B": {"main": [null, [], [{"node": "C", "type": "main", "index": 0}]]}}
            {"A": {}} | {"A": {}}
            # what was left out
            {"A": {"main": [[{"node": "B"}]]}} | {"A": {"main": [[{"node": "B", "type": "main", "index": 0}]]}}
            {"C": {"ai_tool": [[{"node": "A", "type": null, "index": null}]]}} | {"C": {"ai_tool": [[{"node": "A", "type": "ai_tool", "index": 0}]]}}
            # no links
            {} | {}
            null | {}
            """)
    void keepsLinksInTheFormOfN8nAndFillsInTypeAndIndex(String links, String expected) {
        assertEquals(json(expected), connections(links));
    }

    @Test
    void takesTheSameLinksInEitherForm() {
        String asObject = """
                {"A": {"main": [[], [{"node": "B", "type": "main", "index": 1}]]}}
                """;
        String asList = """
                [{"source": "A", "target": "B", "sourceOutput": 1, "targetInput": 1}]
                """;

        assertEquals(connections(asObject), connections(asList));
    }

    @Test
    void leavesTheGivenPartsAsTheyWere() {
        String noIdNoParameters = """
                [{"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0], "color": "red"}]
                """;
        String noTypeNoIndex = """
                {"Hook": {"main": [[{"node": "Hook"}]]}}
                """;
        JsonNode nodes = json(noIdNoParameters);
        JsonNode connections = json(noTypeNoIndex);

        NewWorkflow workflow = NewWorkflow.of("Orders", nodes, connections, NONE, NONE);

        assertNotEquals(workflow.definition().path("nodes"), nodes);
        assertNotEquals(workflow.definition().path("connections"), connections);
        assertEquals(json(noIdNoParameters), nodes);
        assertEquals(json(noTypeNoIndex), connections);
    }

    @Test
    void fillsInIdAndParameters() {
        String withoutIdAndParameters = """
                {"name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]}
                """;
        JsonNode node = onlyNode(withoutIdAndParameters);

        assertUuid(node.path("id"));
        assertEquals(json("{}"), node.path("parameters"));
    }

    @Test
    void fillsInWhatWasGivenAsNull() {
        String withNulls = """
                {
                  "id": null, "name": "A", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0],
                  "parameters": null, "webhookId": null
                }
                """;
        JsonNode node = onlyNode(withNulls);

        assertUuid(node.path("id"));
        assertEquals(json("{}"), node.path("parameters"));
        assertUuid(node.path("webhookId"));
    }

    @Test
    void givesEachNodeAnIdAndAWebhookIdOfItsOwn() {
        String twoWebhooks = """
                [
                  {"name": "A", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0]},
                  {"name": "B", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0]}
                ]
                """;
        JsonNode nodes = NewWorkflow.of("Orders", json(twoWebhooks), NONE, NONE, NONE)
                .definition()
                .path("nodes");

        assertNotEquals(nodes.get(0).path("id"), nodes.get(1).path("id"));
        assertNotEquals(nodes.get(0).path("webhookId"), nodes.get(1).path("webhookId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n8n-nodes-base.webhook",
                "n8n-nodes-base.formTrigger",
                "n8n-nodes-base.githubTrigger",
                "n8n-nodes-base.wait",
                "n8n-nodes-base.form",
                "@n8n/n8n-nodes-langchain.chat",
                "@n8n/n8n-nodes-langchain.chatTrigger",
                "@n8n/n8n-nodes-langchain.mcpTrigger",
                "n8n-nodes-someones.someTrigger"
            })
    void fillsInAWebhookIdWhereANodeListens(String type) {
        String withoutWebhookId = """
                {"name": "A", "type": "%s", "typeVersion": 1, "position": [0, 0]}
                """.formatted(type);

        assertUuid(onlyNode(withoutWebhookId).path("webhookId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n8n-nodes-base.scheduleTrigger",
                "n8n-nodes-base.manualTrigger",
                "n8n-nodes-base.executeWorkflowTrigger",
                "n8n-nodes-base.errorTrigger",
                "@n8n/n8n-nodes-langchain.manualChatTrigger",
                "n8n-nodes-base.cron",
                "n8n-nodes-base.httpRequest",
                "n8n-nodes-base.respondToWebhook",
                "n8n-nodes-base.code"
            })
    void fillsInNoWebhookIdWhereANodeDoesNotListen(String type) {
        String withoutWebhookId = """
                {"name": "A", "type": "%s", "typeVersion": 1, "position": [0, 0]}
                """.formatted(type);
        JsonNode node = onlyNode(withoutWebhookId);

        assertFalse(node.has("webhookId"), node::toString);
    }

    @Test
    void keepsEveryKeyThatN8nTakesOfANode() {
        String node = """
                {
                  "id": "my-id",
                  "name": "Hook",
                  "type": "n8n-nodes-base.webhook",
                  "typeVersion": 2.1,
                  "position": [-40.5, 300],
                  "parameters": {"path": "orders", "options": {"rawBody": true, "nothing": null}},
                  "webhookId": "my-webhook",
                  "disabled": true,
                  "notes": "Ask Ada first",
                  "notesInFlow": true,
                  "executeOnce": true,
                  "alwaysOutputData": true,
                  "retryOnFail": true,
                  "maxTries": 3,
                  "waitBetweenTries": 1000,
                  "continueOnFail": false,
                  "onError": "continueErrorOutput",
                  "credentials": {"httpBasicAuth": {"id": "1", "name": "Shop"}}
                }
                """;
        assertEquals(json(node), onlyNode(node));
    }

    @Test
    void dropsNodeKeysThatN8nRefusesAndNamesThem() {
        String given = """
                [
                  {"id": "1", "name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0], "parameters": {}},
                  {
                    "id": "2", "name": "B", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0], "parameters": {},
                    "color": "red", "createdAt": "2025-01-10T14:20:00Z", "issues": null
                  }
                ]
                """;
        NewWorkflow workflow = NewWorkflow.of("Orders", json(given), NONE, NONE, NONE);

        String expected = """
                [
                  {"id": "1", "name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0], "parameters": {}},
                  {"id": "2", "name": "B", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0], "parameters": {}}
                ]
                """;
        assertEquals(json(expected), workflow.definition().path("nodes"));
        assertEquals(
                List.of(
                        "Left out of node 'B', because n8n's API does not take it: color, createdAt, issues.",
                        "Nothing links to 'A', 'B', so they will not run."),
                workflow.warnings());
    }

    @Test
    void dropsNullsOfANodeSilently() {
        String given = """
                [{
                  "id": "1", "name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0],
                  "parameters": {}, "notes": null, "credentials": null, "webhookId": null, "onError": null
                }]
                """;
        NewWorkflow workflow = NewWorkflow.of("Orders", json(given), NONE, NONE, NONE);

        String expected = """
                [{"id": "1", "name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0], "parameters": {}}]
                """;
        assertEquals(json(expected), workflow.definition().path("nodes"));
        assertEquals(List.of(), workflow.warnings());
    }

    @Test
    void replacesAnIdThatAnotherNodeHasAndSaysSo() {
        String sameIds = """
                [
                  {"id": "1", "name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]},
                  {"id": "1", "name": "B", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]},
                  {"id": "1", "name": "C", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]}
                ]
                """;
        NewWorkflow workflow = NewWorkflow.of("Orders", json(sameIds), NONE, NONE, NONE);

        JsonNode nodes = workflow.definition().path("nodes");
        assertEquals("1", nodes.get(0).path("id").textValue());
        assertUuid(nodes.get(1).path("id"));
        assertUuid(nodes.get(2).path("id"));
        assertNotEquals(nodes.get(1).path("id"), nodes.get(2).path("id"));
        assertEquals(
                List.of(
                        "Node 'B' got a new id, because another node has its id.",
                        "Node 'C' got a new id, because another node has its id.",
                        "Nothing links to 'A', 'B', 'C', so they will not run."),
                workflow.warnings());
    }

    private static JsonNode onlyNode(String node) {
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode().add(json(node));
        return NewWorkflow.of("Orders", nodes, NONE, NONE, NONE)
                .definition()
                .path("nodes")
                .path(0);
    }

    private static JsonNode connections(String given) {
        return NewWorkflow.of("Orders", json(A_B_C), json(given), NONE, NONE)
                .definition()
                .path("connections");
    }

    private static String refusalOfNodes(JsonNode nodes) {
        return assertThrows(InvalidWorkflowException.class, () -> NewWorkflow.of("Orders", nodes, NONE, NONE, NONE))
                .getMessage();
    }

    private static String refusalOfConnections(String connections) {
        return assertThrows(InvalidWorkflowException.class, () -> connections(connections))
                .getMessage();
    }

    private static void assertUuid(JsonNode id) {
        assertEquals(id.asText(), UUID.fromString(id.asText()).toString());
    }
}
