package io.github.n8nmcp.workflow.edit;

import static io.github.n8nmcp.workflow.edit.Editing.edit;
import static io.github.n8nmcp.workflow.edit.Editing.json;
import static io.github.n8nmcp.workflow.edit.Editing.links;
import static io.github.n8nmcp.workflow.edit.Editing.names;
import static io.github.n8nmcp.workflow.edit.Editing.node;
import static io.github.n8nmcp.workflow.edit.Editing.refusal;
import static io.github.n8nmcp.workflow.edit.Editing.workflow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditsTest {
    private static final String TYPES = "updateNode, patchNodeField, addNode, removeNode, renameNode, addConnection, "
            + "removeConnection, rewireConnection";

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "5", "true", "null", "'x'", "'[]'"})
    void whatIsNoListOfOperationsIsRefused(String operations) {
        JsonNode given = json(operations);

        assertTrue(assertThrows(InvalidOperationException.class, () -> Edits.parse(given))
                .getMessage()
                .endsWith(" with a type, one of " + TYPES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "null", "[]", "'x'", "{}", "{'type': 5}", "{'type': null}"})
    void whatIsNoOperationIsRefused(String operation) {
        assertEquals(
                "operations[1] must be an object with a type, one of " + TYPES,
                refusal(workflow("A"), "{'type': 'removeNode', 'node': 'A'}", operation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "updatenode           | there is no such operation. Did you mean 'updateNode'?",
                "explode              | there is no such operation. The types are 'updateNode', 'patchNodeField', "
                        + "'addNode', 'removeNode', 'renameNode', 'addConnection', 'removeConnection', 'rewireConnection'.",
                "updateSettings       | there is no such operation; use the argument settings of update_workflow",
                "setWorkflowMetadata  | there is no such operation; use the argument name of update_workflow",
                "addTag               | there is no such operation; use the argument tags of update_workflow, which replaces all tags",
                "activateWorkflow     | there is no such operation; use the argument active of update_workflow",
                "disableNode          | there is no such operation; use updateNode with updates {\"disabled\": true}",
                "moveNode             | there is no such operation; use updateNode with updates {\"position\": [x, y]}",
                "setNodeParameter     | there is no such operation; use updateNode with updates such as {\"parameters.url\": \"…\"}",
                "cleanStaleConnections | there is no such operation; use removeConnection for each link",
            })
    void anUnknownTypeIsRefusedWithWhatToUseInstead(String type, String reason) {
        assertEquals(
                "operations[0] (" + type + "): " + reason,
                refusal(workflow("A"), "{'type': '" + type + "', 'nodeName': 'A'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type': 'removeNode'}                                           | nodeName is missing",
                "{'type': 'removeNode', 'nodeName': null}                         | nodeName is missing",
                "{'type': 'removeNode', 'nodeName': ''}                           | nodeName is empty",
                "{'type': 'removeNode', 'nodeName': []}                           | nodeNames must be a list of names",
                "{'type': 'removeNode', 'nodeName': 'A', 'nodeId': 'b'}           | nodeName and nodeId mean the same; give one",
                "{'type': 'removeNode', 'nodeName': 'A', 'reconect': true}        | reconect is no field here. Did you mean 'reconnect'?",
                "{'type': 'removeNode', 'nodeName': 'A', 'x': 1}                  | x is no field here. The fields are 'nodeName', 'nodeNames', 'reconnect'.",
                "{'type': 'removeNode', 'nodeName': 'A', 'reconnect': 'yes'}      | reconnect must be true or false",
                "{'type': 'removeNode', 'nodeName': 'A', 'reconnect': {}}         | reconnect must be a text",
                "{'type': 'renameNode', 'nodeName': 'A'}                          | newName is missing",
                "{'type': 'renameNode', 'nodeName': 'A', 'newName': ' '}          | newName is empty",
                "{'type': 'renameNode', 'newName': 'A'}                           | nodeName is missing",
                "{'type': 'renameNode', 'oldName': 'A', 'newName': 'B', 'name': 'B'} | name is no field here. Did you mean 'nodeName' or 'newName'?",
                "{'type': 'addNode'}                                              | node is missing, such as {\"name\", \"type\", \"typeVersion\", \"parameters\"}",
                "{'type': 'addNode', 'node': 'A'}                                 | node must be an object, such as {\"name\", \"type\", \"typeVersion\", \"parameters\"}",
                "{'type': 'addNode', 'node': {'type': 'x'}}                       | node has no name",
                "{'type': 'addConnection', 'source': 'A'}                         | target is missing",
                "{'type': 'addConnection', 'target': 'A'}                         | source is missing",
                "{'type': 'rewireConnection', 'source': 'A', 'from': 'B'}         | to is missing",
            })
    void aMalformedOperationIsRefused(String operation, String reason) {
        String type = json(operation).path("type").asText();

        assertEquals("operations[0] (" + type + "): " + reason, refusal(workflow("A, B"), operation));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'nodeName': 'B'}",
                "{'nodeId': 'b'}",
                "{'node': 'B'}",
                "{'name': 'b'}",
                "{'nodeName': 'B', 'nodeId': 'B'}",
                "{'nodeName': 'B', 'nodeId': null, 'description': 'not needed', 'reconnect': 'false'}"
            })
    void aNodeIsFoundByNameOrIdUnderAnyOfTheFieldsForIt(String fields) {
        String operation = "{'type': 'removeNode', " + fields.substring(1);

        assertEquals(List.of("A", "C"), names(edit(workflow("A, B, C"), operation)));
    }

    @Test
    void aNameComesBeforeAnId() {
        ObjectNode workflow = workflow("A, B");
        ((ObjectNode) workflow.at("/nodes/0")).put("id", "B");

        assertEquals(List.of("A"), names(edit(workflow, "{'type': 'removeNode', 'nodeId': 'B'}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Sned  | Did you mean 'Send'?",
                "SEND  | Did you mean 'Send'?",
                "HTTP  | Did you mean 'HTTP Request'?",
                "Fetc  | Did you mean 'Fetch 1' or 'Fetch 2' or 'Fetch 3'?",
                "Quux9 | The nodes are 'Send', 'HTTP Request', 'Fetch 1', 'Fetch 2', 'Fetch 3', 'Fetch 4'.",
            })
    void aNameThatIsNotThereIsRefusedWithTheNearestOnes(String wanted, String offer) {
        ObjectNode workflow = workflow("Send, HTTP Request, Fetch 1, Fetch 2, Fetch 3, Fetch 4");

        assertEquals(
                "operations[0] (removeNode): there is no node '" + wanted + "'. " + offer,
                refusal(workflow, "{'type': 'removeNode', 'nodeName': '" + wanted + "'}"));
    }

    @Test
    void aListOfNamesInARefusalIsBounded() {
        String nodes = String.join(
                ", ", IntStream.range(0, 100).mapToObj(i -> "Node " + i).toList());

        String reason = refusal(workflow(nodes), "{'type': 'removeNode', 'nodeName': 'Something else'}");

        assertTrue(reason.endsWith("'Node 18', 'Node 19' and 80 more."), reason);
    }

    @Test
    void ofTwoNodesOfANameTheIdSaysWhich() {
        ObjectNode workflow = workflow("A, B, C");
        ((ObjectNode) workflow.at("/nodes/1")).put("name", "A");

        assertEquals(
                "operations[0] (updateNode): there are 2 nodes 'A'. Say which by its id: 'a', 'b'.",
                refusal(workflow, "{'type': 'updateNode', 'nodeName': 'A', 'updates': {'disabled': true}}"));
        EditResult result = edit(workflow, "{'type': 'updateNode', 'nodeName': 'b', 'updates': {'disabled': true}}");
        assertEquals(json("true"), result.nodes().get(1).path("disabled"));
        assertTrue(result.nodes().get(0).path("disabled").isMissingNode());
    }

    @Test
    void operationsAreCarriedOutInOrder() {
        EditResult result = edit(
                workflow("A, B", "A -> B"),
                "{'type': 'addNode', 'node': {'name': 'C', 'type': 'x'}, 'after': 'A'}",
                "{'type': 'renameNode', 'oldName': 'C', 'newName': 'D'}",
                "{'type': 'removeNode', 'nodeName': 'B'}",
                "{'type': 'addNode', 'node': {'name': 'B', 'type': 'x'}}",
                "{'type': 'addConnection', 'source': 'D', 'target': 'B'}",
                "{'type': 'updateNode', 'nodeName': 'D', 'updates': {'disabled': true}}");

        assertEquals(List.of("A", "D", "B"), names(result));
        assertEquals(List.of("A -> D", "D -> B"), links(result));
        assertEquals(json("true"), node(result, "D").path("disabled"));
        assertEquals(
                List.of("C: added", "links", "C -> D: renamed", "B: removed", "B: added", "D: disabled"),
                result.changed());
    }

    @Test
    void theFirstOperationThatCannotBeDoneStopsAll() {
        assertEquals(
                "operations[1] (removeNode): there is no node 'A'. The nodes are 'B'.",
                refusal(
                        workflow("A, B"),
                        "{'type': 'removeNode', 'nodeName': 'A'}",
                        "{'type': 'removeNode', 'nodeName': 'A'}",
                        "{'type': 'removeNode', 'nodeName': 'B'}"));
    }

    @Test
    void theLastNodeCannotBeRemoved() {
        assertEquals(
                "operations would remove the last node; delete_workflow deletes a workflow",
                refusal(workflow("A"), "{'type': 'removeNode', 'nodeName': 'A'}"));
    }

    @Test
    void anOperationMayBeGivenAloneOrAsTheTextOfItsJson() {
        String operation = """
                {"type": "updateNode", "nodeName": "A", "updates": "{\\"disabled\\": true}"}""";
        ObjectNode text = (ObjectNode) json("{}");
        text.put("operations", "[" + operation + "]");

        for (JsonNode given : List.of(json(operation), text.get("operations"))) {
            EditResult result = Edits.parse(given).applyTo(workflow("A"), Editing.PREPARATION);
            assertEquals(json("true"), node(result, "A").path("disabled"));
        }
    }

    @Test
    void whatNoOperationTouchesIsTheSameJson() {
        String odd = """
                {"id": "w", "pinData": {"A": [{"json": {}}]}, "nodeGroups": null,
                 "nodes": [{"name": "A", "id": "a", "x": [null]}, {"id": "two", "name": "T"}, {"name": "T", "id": "two"},
                           {"parameters": null}, null, "text", {"name": 5, "position": "here"}],
                 "connections": {"Ghost": {"main": [[{"node": "A"}]]}, "A": {"main": [null, [], [{"node": "Gone",
                           "type": 5, "index": "3", "more": true}, null, 7, {}], {"a": {"node": "T"}}], "ai_tool": "none", "x": {}},
                           "T": null, "5": []}}""";
        ObjectNode workflow = (ObjectNode) json(odd);

        EditResult result = edit(
                workflow,
                "{'type': 'addNode', 'node': {'name': 'N', 'type': 'x', 'id': 'n', 'position': [0, 0]}}",
                "{'type': 'removeNode', 'nodeName': 'N'}");

        assertEquals(Json.text(workflow.get("nodes")), Json.text(result.nodes()));
        assertEquals(Json.text(workflow.get("connections")), Json.text(result.connections()));
        assertEquals(Optional.empty(), result.pinData());
        assertEquals(Optional.empty(), result.nodeGroups());
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void whatIsMalformedIsMadeGoodOnlyWhereALinkIsAdded() {
        ObjectNode workflow = workflow("A, B, C");
        workflow.set("connections", json("{'A': null, 'B': {'main': [null, {'x': 1}], 'ai_tool': 5}, 'C': [1]}"));

        EditResult result = edit(
                workflow,
                "{'type': 'addConnection', 'source': 'A', 'target': 'B'}",
                "{'type': 'addConnection', 'source': 'B', 'target': 'C', 'sourceOutput': 2}");

        String link = "[{'node':'%s','type':'main','index':0}]";
        String expected = "{'A':{'main':[" + link.formatted("B") + "]},'B':{'main':[null,{'x':1}," + link.formatted("C")
                + "],'ai_tool':5},'C':[1]}";
        assertEquals(expected.replace('\'', '"'), Json.text(result.connections()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'nodes': null, 'connections': null}", "{'nodes': [], 'connections': []}"})
    void aWorkflowWithoutNodesCanGetOne(String stored) {
        EditResult result =
                edit((ObjectNode) json(stored), "{'type': 'addNode', 'node': {'name': 'N', 'type': 'x', 'id': 'n'}}");

        assertEquals(List.of("N"), names(result));
        assertEquals(json("{}"), result.connections());
    }

    @Test
    void theListsOfChangesAndWarningsAreBounded() {
        String[] operations = IntStream.range(0, 100)
                .mapToObj(i -> "{'type': 'updateNode', 'nodeName': 'A', 'updates': {'parameters.p" + i
                        + "': 1, 'parameters.q" + i + "': null}}")
                .toArray(String[]::new);

        EditResult result = edit(workflow("A"), operations);

        assertEquals(40, result.changed().size());
        assertEquals("and 61 more", result.changed().get(39));
        assertEquals(40, result.warnings().size());
    }

    @Test
    void aThousandOperationsOnALargeWorkflowAreCarriedOut() {
        ObjectNode workflow = workflow(String.join(
                ", ", IntStream.range(0, 2000).mapToObj(i -> "N" + i).toList()));
        String[] operations = IntStream.range(0, 1000)
                .mapToObj(i -> "{'type': 'renameNode', 'nodeName': 'N" + i + "', 'newName': 'M" + i + "'}")
                .toArray(String[]::new);

        EditResult result = edit(workflow, operations);

        assertEquals("M999", result.nodes().get(999).path("name").asText());
        assertEquals("N1000", result.nodes().get(1000).path("name").asText());
    }
}
