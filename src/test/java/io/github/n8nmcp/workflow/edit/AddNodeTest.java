package io.github.n8nmcp.workflow.edit;

import static io.github.n8nmcp.workflow.edit.Editing.edit;
import static io.github.n8nmcp.workflow.edit.Editing.json;
import static io.github.n8nmcp.workflow.edit.Editing.links;
import static io.github.n8nmcp.workflow.edit.Editing.names;
import static io.github.n8nmcp.workflow.edit.Editing.node;
import static io.github.n8nmcp.workflow.edit.Editing.refusal;
import static io.github.n8nmcp.workflow.edit.Editing.workflow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddNodeTest {
    private static String add(String fields) {
        return "{'type': 'addNode', 'node': {'name': 'N', 'type': 'n8n-nodes-base.set', 'typeVersion': 3}" + fields
                + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "A -> B                              | ''                                              | A -> B",
                "A -> B                              | , 'after': 'A'                                  | A -> N, N -> B",
                "A -> B, A -> C                      | , 'after': 'A'                                  | A -> N, N -> B, N -> C",
                "A -> B, A -> C                      | , 'after': 'A', 'before': 'C'                   | A -> B, A -> N, N -> C",
                "A -> B, A -> C                      | , 'after': 'A', 'before': 'B'                   | A -> N, A -> C, N -> B",
                "A -> Merge[1], B -> Merge           | , 'after': 'A', 'before': 'Merge'               | A -> N, B -> Merge, N -> Merge[1]",
                "A -> Merge[1]                       | , 'after': 'a'                                  | A -> N, N -> Merge[1]",
                "A -> B                              | , 'after': 'B'                                  | A -> B, B -> N",
                "If -> A, If[1] -> B                 | , 'after': 'If'                                 | If -> N, If[1] -> B, N -> A",
                "If -> A, If[1] -> B                 | , 'after': 'If', 'sourceOutput': 'false'        | If -> A, If[1] -> N, N -> B",
                "If -> A, If[1] -> B                 | , 'after': 'If', 'branch': 'false'              | If -> A, If[1] -> N, N -> B",
                "If -> A, If[1] -> B                 | , 'after': 'If', 'sourceIndex': 1               | If -> A, If[1] -> N, N -> B",
                "If -> A, If[1] -> B                 | , 'after': 'If', 'before': 'B'                  | If -> A, If[1] -> N, N -> B",
                "If -> A, If[1] -> A                 | , 'after': 'If', 'before': 'A'                  | If -> N, If[1] -> A, N -> A",
                "A -> B, C -> B                      | , 'before': 'B'                                 | A -> N, C -> N, N -> B",
                "A -> B                              | , 'before': 'A'                                 | A -> B, N -> A",
                "A -> Merge[1]                       | , 'before': 'Merge'                             | A -> N, N -> Merge[1]",
                "A -ai_tool-> B, A -> C              | , 'after': 'A'                                  | A -ai_tool-> B, A -> N, N -> C",
                "A -> B                              | , 'after': null, 'before': null                 | A -> B",
            })
    void aNodeIsPutIntoTheFlow(String links, String fields, String expected) {
        EditResult result =
                edit(workflow("A, B, C, If:if, Merge:merge", links.split(", ", -1)), add(fields.replace("''", "")));

        assertEquals(expected, String.join(", ", links(result)));
        assertEquals(List.of("A", "B", "C", "If", "Merge", "N"), names(result));
        assertEquals(
                fields.contains("'A'") || fields.matches(".*'(a|B|If|Merge)'.*")
                        ? List.of("N: added", "links")
                        : List.of("N: added"),
                result.changed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ", 'after': 'Sned'                                    | there is no node 'Sned'. Did you mean 'Send'?",
                ", 'before': 'Sned'                                   | there is no node 'Sned'. Did you mean 'Send'?",
                ", 'after': 'A', 'before': 'Send'                     | there is no such link from 'A' to 'Send'. There is A -> B, A -> Merge, A -> Merge[1].",
                ", 'after': 'A', 'before': 'Merge', 'sourceOutput': 1 | there is no such link from 'A' to 'Merge'. There is A -> B, A -> Merge, A -> Merge[1].",
                ", 'before': 'Merge'                                  | several inputs of 'Merge' are fed. Say by after which link is meant: A -> Merge, A -> Merge[1].",
                ", 'sourceOutput': 1                                  | sourceOutput is an output of the node named by after, which is missing",
                ", 'after': 'A', 'sourceOutput': 'ai_tool'            | connectionType must be main; to attach the node to another, use addConnection",
                ", 'after': 'A', 'sourceOutput': 'error'              | node 'A' has no error output. First give it one: updateNode with updates {\"onError\": \"continueErrorOutput\"}",
                ", 'after': 'A', 'sourceOutput': 'true'               | node 'A' has no output 'true'; it has one, number 0",
            })
    void aPlaceInTheFlowThatIsNotThereIsRefused(String fields, String reason) {
        ObjectNode workflow = workflow("A, B, Send, Merge:merge", "A -> B", "A -> Merge", "A -> Merge[1]");

        assertEquals("operations[0] (addNode): " + reason, refusal(workflow, add(fields)));
    }

    @Test
    void aNodeAddedTwiceIsRefused() {
        assertEquals(
                "operations[1] (addNode): there is a node 'N' already. Give another name, or change that one with "
                        + "updateNode",
                refusal(workflow("A"), add(""), add("")));
    }

    @Test
    void aNodeThatN8nWouldNotTakeIsRefused() {
        assertEquals(
                "operations[0] (addNode): node 'N' has no type",
                refusal(workflow("A"), "{'type': 'addNode', 'node': {'name': 'N'}}"));
    }

    @Test
    void aNodeIsCheckedAndFilledInByThePreparation() {
        EditResult result = edit(
                workflow("A"),
                "{'type': 'addNode', 'node': {'name': 'N', 'type': 'x', 'color': 1, 'id': 'a', 'position': [5, 6]}}");

        assertEquals(json("{'name': 'N', 'type': 'x', 'id': 'new-N', 'position': [5, 6]}"), node(result, "N"));
        assertEquals(List.of("Left out: color."), result.warnings());
    }

    @Test
    void linksThatWaitedForTheNodeAreTold() {
        EditResult result = edit(workflow("A", "A -> N"), add(""));

        assertEquals(List.of("A -> N"), links(result));
        assertEquals(
                List.of("There were links of a missing node 'N'; they are now those of the new node."),
                result.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ", 'after': 'A'                | [0, 0], [600, 0]            | [220, 0]",
                ", 'after': 'A'                | [0, 0], [220, 0]            | [220, 140]",
                ", 'after': 'A'                | [0, 0], [220, 40]           | [220, 180]",
                ", 'after': 'A'                | [0, 0], [220, -40]          | [220, 100]",
                ", 'after': 'A'                | [10.4, -20], [600, 0]       | [230, -20]",
                ", 'after': 'B'                | [0, 0], [220, 0]            | [440, 0]",
                ", 'before': 'B'               | [0, 0], [600, 80]           | [380, 80]",
                ", 'after': 'A', 'before': 'B' | [0, 0], [600, 80]           | [220, 0]",
                "''                            | [0, 0], [600, 80]           | [820, 80]",
                ", 'after': 'A'                | 'odd', [600, 80]            | [220, 0]",
            })
    void aNodeStandsBesideItsNeighbourAndCoversNothing(String fields, String positions, String expected) {
        ObjectNode workflow = workflow("A, B", "A -> B");
        for (int i = 0; i < 2; i++) {
            ((ObjectNode) workflow.path("nodes").get(i))
                    .set("position", json("[" + positions + "]").get(i));
        }

        EditResult result = edit(workflow, add(fields.replace("''", "")));

        assertEquals(json(expected), node(result, "N").path("position"));
    }

    @Test
    void manyNodesAfterTheSameOneCoverNoneOfEachOther() {
        EditResult result = edit(
                workflow("A"),
                "{'type': 'addNode', 'node': {'name': 'N1', 'type': 'x'}, 'after': 'A'}",
                "{'type': 'addNode', 'node': {'name': 'N2', 'type': 'x'}, 'after': 'A'}",
                "{'type': 'addNode', 'node': {'name': 'N3', 'type': 'x'}, 'after': 'A'}");

        assertEquals(json("[520, 0]"), node(result, "N1").path("position"));
        assertEquals(json("[520, 140]"), node(result, "N2").path("position"));
        assertEquals(json("[520, 280]"), node(result, "N3").path("position"));
    }

    @Test
    void anAgentIsWideAndANoteIsNoObstacle() {
        ObjectNode workflow = workflow("Agent, Model, Note:stickyNote", "Model -ai_languageModel-> Agent");
        for (int i = 0; i < 3; i++) {
            int[] x = {0, 0, 300};
            ((ObjectNode) workflow.path("nodes").get(i))
                    .putArray("position")
                    .add(x[i])
                    .add(i == 1 ? 200 : 0);
        }

        EditResult result = edit(workflow, add(", 'after': 'Agent'"));

        assertEquals(json("[320, 0]"), node(result, "N").path("position"));
    }
}
