package io.github.n8nmcp.workflow.edit;

import static io.github.n8nmcp.workflow.edit.Editing.edit;
import static io.github.n8nmcp.workflow.edit.Editing.json;
import static io.github.n8nmcp.workflow.edit.Editing.workflow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeGroupsTest {
    private static final String DISSOLVED =
            "Node group 'G' was dissolved, because n8n wants the nodes of a group to be "
                    + "one connected part with one way in and one way out. The nodes are there as before.";

    /** T feeds A, B and C in a row, and C feeds D. A, B and C are a group. */
    private static ObjectNode stored() {
        ObjectNode workflow = workflow("T, A, B, C, D", "T -> A", "A -> B", "B -> C", "C -> D");
        workflow.set("nodeGroups", json("[{'id': 'g', 'name': 'G', 'nodeIds': ['a', 'b', 'c'], 'more': 1}]"));
        return workflow;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type': 'updateNode', 'nodeName': 'A', 'updates': {'disabled': true}}",
                "{'type': 'renameNode', 'nodeName': 'A', 'newName': 'A2'}",
                "{'type': 'removeNode', 'nodeName': 'D'}",
                "{'type': 'addNode', 'node': {'name': 'N', 'type': 'x'}, 'after': 'T'}",
                "{'type': 'addNode', 'node': {'name': 'N', 'type': 'x'}, 'after': 'C'}",
                "{'type': 'rewireConnection', 'source': 'C', 'from': 'D', 'to': 'T'}",
                "{'type': 'addConnection', 'source': 'D', 'target': 'A'}",
                "{'type': 'addConnection', 'source': 'A', 'target': 'C'}",
            })
    void aGroupStaysIfItsNodesStillHangTogether(String operation) {
        EditResult result = edit(stored(), operation);

        assertEquals(Optional.empty(), result.nodeGroups());
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void aRemovedNodeLeavesItsGroup() {
        EditResult result = edit(stored(), "{'type': 'removeNode', 'nodeName': 'B', 'reconnect': true}");

        assertEquals(
                "[{\"id\":\"g\",\"name\":\"G\",\"nodeIds\":[\"a\",\"c\"],\"more\":1}]",
                Json.text(result.nodeGroups().orElseThrow()));
        assertEquals(List.of("Node group 'G' lost 1 of its 3 nodes, which were removed."), result.warnings());
        assertTrue(result.changed().contains("node groups"));
    }

    @Test
    void aNodeThatIsReplacedByAnotherOfItsNameLeavesItsGroup() {
        EditResult result = edit(
                stored(),
                "{'type': 'removeNode', 'nodeName': 'A'}",
                "{'type': 'addNode', 'node': {'name': 'A', 'type': 'x'}, 'after': 'T'}",
                "{'type': 'addConnection', 'source': 'A', 'target': 'B'}");

        assertEquals(
                json("['b', 'c']"), result.nodeGroups().orElseThrow().get(0).path("nodeIds"));
    }

    @Test
    void aGroupGoesWithItsLastNode() {
        EditResult result = edit(
                stored(),
                "{'type': 'removeNode', 'nodeName': 'A'}",
                "{'type': 'removeNode', 'nodeName': 'B'}",
                "{'type': 'removeNode', 'nodeName': 'C'}");

        assertEquals(Optional.of(json("[]")), result.nodeGroups());
        assertEquals(List.of("Node group 'G' was removed with its last node."), result.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type': 'removeNode', 'nodeName': 'B'}",
                "{'type': 'removeConnection', 'source': 'A', 'target': 'B'}",
                "{'type': 'addConnection', 'source': 'T', 'target': 'B'}",
                "{'type': 'addConnection', 'source': 'B', 'target': 'D'}",
                "{'type': 'addConnection', 'source': 'B', 'target': 'D', 'connectionType': 'ai_tool'}",
                "{'type': 'addConnection', 'source': 'D', 'target': 'B', 'connectionType': 'ai_tool'}",
                "{'type': 'rewireConnection', 'source': 'A', 'from': 'B', 'to': 'D'}",
            })
    void aGroupWhoseNodesNoLongerHangTogetherIsDissolved(String operation) {
        EditResult result = edit(stored(), operation);

        assertEquals(Optional.of(json("[]")), result.nodeGroups());
        assertEquals(List.of(DISSOLVED), result.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"'after': 'A'", "'before': 'B'", "'after': 'A', 'before': 'B'"})
    void aNodePutBetweenTwoOfAGroupJoinsIt(String place) {
        EditResult result = edit(stored(), "{'type': 'addNode', 'node': {'name': 'N', 'type': 'x'}, " + place + "}");

        assertEquals(
                json("['a', 'b', 'c', 'new-N']"),
                result.nodeGroups().orElseThrow().get(0).path("nodeIds"));
        assertEquals(List.of("Node 'N' was put into the node group 'G', as its neighbours are."), result.warnings());
    }

    @Test
    void whatIsNoChangeLeavesEvenAnInvalidGroupAlone() {
        ObjectNode workflow = stored();
        workflow.set("nodeGroups", json("[{'id': 'g', 'name': 'G', 'nodeIds': ['gone']}, {'odd': 1}, null]"));

        assertEquals(
                Optional.empty(),
                edit(workflow, "{'type': 'renameNode', 'nodeName': 'A', 'newName': 'A'}")
                        .nodeGroups());
        assertEquals(
                Optional.of(json("[{'odd': 1}, null]")),
                edit(workflow, "{'type': 'renameNode', 'nodeName': 'A', 'newName': 'A2'}")
                        .nodeGroups());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A                     |         | true",
                "A, B                  |         | false",
                "A, B                  | A -> B  | true",
                "A, B                  | A -ai_tool-> B | true",
                "A, B                  | T -> A, A -> B, B -> D | true",
                "A, B                  | T -> A, T[1] -> A, A -> B, B -> D, B[1] -> E | true",
                "A, B                  | T -> A, T -> B, A -> B | false",
                "A, B                  | A -> B, A -> D, B -> D | false",
                "A, B                  | T -> A, A -> B, A -> D | false",
                "A, B                  | A -> B, T -> B | false",
                "A, B                  | A -> B, X -ai_tool-> A | false",
                "A, B                  | A -> B, A -ai_tool-> X | false",
                "A, B, C               | A -> B, B -> C, T -> A, C -> D | true",
                "A, B, C               | A -> B, A[1] -> C, T -> A | true",
                "A, B, C               | A -> B, A[1] -> C, T -> A, B -> D, C -> D | false",
                "A, B, C               | A -> C, B -> C, T -> A, C -> D | true",
                "A, B, C               | A -> C, B -> C, T -> A, T -> B | false",
                "A, B                  | A -> B, B -> A, T -> A | true",
                "A, B                  | A -> B, B -> A, T -> A, A -> D | true",
                "A, B                  | A -> B, B -> A, T -> A, T -> B | false",
                "A, B                  | A -> A, A -> B, T -> A | true",
                "A, B, C               | A -> B, A -> C, T -> B | false",
                "A, M                  | M -ai_languageModel-> A, T -> A, A -> D | true",
            })
    void aGroupHangsTogetherAsN8nWantsIt(String members, String links, boolean expected) {
        ObjectNode workflow = workflow("T, A, B, C, D, E, M, X", links == null ? new String[0] : links.split(", ", -1));
        Set<String> names = Stream.of(members.split(", ", -1)).collect(Collectors.toSet());

        assertEquals(expected, new GroupedNodes(names, new EditedLinks(workflow.path("connections"))).hangTogether());
    }

    @Test
    void aNoteNeedsNoLinks() {
        ObjectNode workflow = workflow("A, B, Note:stickyNote", "A -> B");
        workflow.set("nodeGroups", json("[{'id': 'g', 'name': 'G', 'nodeIds': ['a', 'b', 'note']}]"));

        EditResult result = edit(workflow, "{'type': 'updateNode', 'nodeName': 'A', 'updates': {'disabled': true}}");

        assertEquals(Optional.empty(), result.nodeGroups());
    }
}
