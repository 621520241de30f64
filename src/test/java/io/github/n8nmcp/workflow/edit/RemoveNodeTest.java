package io.github.n8nmcp.workflow.edit;

import static io.github.n8nmcp.workflow.edit.Editing.edit;
import static io.github.n8nmcp.workflow.edit.Editing.json;
import static io.github.n8nmcp.workflow.edit.Editing.links;
import static io.github.n8nmcp.workflow.edit.Editing.names;
import static io.github.n8nmcp.workflow.edit.Editing.workflow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoveNodeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "A -> X, X -> B                       | false | none",
                "A -> X, X -> B, A -> B               | false | A -> B",
                "A -> X, X -> B                       | true  | A -> B",
                "A -> X, A -> C, X -> B               | true  | A -> B, A -> C",
                "A -> X, C -> X, X -> B               | true  | A -> B, C -> B",
                "A -> X, X -> B, X -> C               | true  | A -> B, A -> C",
                "If[1] -> X, X -> Merge[1]            | true  | If[1] -> Merge[1]",
                "A -> X, X -> Merge, X -> Merge[1]    | true  | A -> Merge, A -> Merge[1]",
                "A -> X, X -> B, X[1] -> C            | true  | A -> B",
                "A -> X, A -> B, X -> B               | true  | A -> B",
                "A -> X                               | true  | none",
                "X -> B                               | true  | none",
                "A -> X, X -> X, X -> B               | true  | A -> B",
                "C -ai_tool-> X, A -> X, X -> B       | true  | A -> B",
                "A -> X, X -ai_tool-> B               | true  | none",
                "Ghost -> X, X -> Gone, A -> Gone     | true  | Ghost -> Gone, A -> Gone",
            })
    void aNodeGoesWithItsLinks(String links, boolean reconnect, String left) {
        EditResult result = edit(
                workflow("A, B, C, X, If:if, Merge:merge", links.split(", ", -1)),
                "{'type': 'removeNode', 'nodeName': 'X', 'reconnect': " + reconnect + "}");

        assertEquals(left == null ? "" : left, String.join(", ", links(result)));
        assertEquals(List.of("A", "B", "C", "If", "Merge"), names(result));
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void aLoopIsNotClosedOnItself() {
        EditResult result = edit(
                workflow("Loop, X, Done", "Loop -> Done", "Loop[1] -> X", "X -> Loop"),
                "{'type': 'removeNode', 'nodeName': 'X', 'reconnect': true}");

        assertEquals(List.of("Loop -> Done"), links(result));
        assertEquals(List.of("Node 'Loop' was not linked to itself."), result.warnings());
    }

    @Test
    void expressionsThatStillNameItAreTold() {
        ObjectNode workflow = workflow("A, B, C");
        ((ObjectNode) workflow.at("/nodes/1/parameters")).put("x", "={{ $('A').item }}");

        EditResult removed = edit(workflow, "{'type': 'removeNode', 'nodeName': 'A'}");
        EditResult replaced = edit(
                workflow,
                "{'type': 'removeNode', 'nodeName': 'A'}",
                "{'type': 'renameNode', 'nodeName': 'C', 'newName': 'A'}");
        EditResult bothRemoved =
                edit(workflow, "{'type': 'removeNode', 'nodeName': 'A'}", "{'type': 'removeNode', 'nodeName': 'B'}");

        assertEquals(List.of("Expressions still name 'A', which was removed, in 'B'."), removed.warnings());
        assertEquals(List.of(), replaced.warnings());
        assertEquals(List.of(), bothRemoved.warnings());
    }

    @Test
    void itsPinnedDataGoesToo() {
        ObjectNode workflow = workflow("A, B, C");
        workflow.set("pinData", json("{'A': [1], 'B': [2]}"));

        assertEquals(
                Optional.of(json("{'B': [2]}")),
                edit(workflow, "{'type': 'removeNode', 'nodeName': 'A'}").pinData());
        assertEquals(
                Optional.empty(),
                edit(workflow, "{'type': 'removeNode', 'nodeName': 'C'}").pinData());
    }

    @Test
    void theLinksStayIfAnotherNodeHasTheName() {
        ObjectNode workflow = workflow("A, B, C", "A -> B");
        ((ObjectNode) workflow.at("/nodes/2")).put("name", "A");

        EditResult result = edit(workflow, "{'type': 'removeNode', 'nodeId': 'c', 'reconnect': true}");

        assertEquals(List.of("A", "B"), names(result));
        assertEquals(List.of("A -> B"), links(result));
        assertEquals(List.of("The links of 'A' were kept, since another node has that name."), result.warnings());
    }
}
