package io.github.n8nmcp.workflow.edit;

import static io.github.n8nmcp.workflow.edit.Editing.edit;
import static io.github.n8nmcp.workflow.edit.Editing.json;
import static io.github.n8nmcp.workflow.edit.Editing.links;
import static io.github.n8nmcp.workflow.edit.Editing.refusal;
import static io.github.n8nmcp.workflow.edit.Editing.workflow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {
    private static final String NODES = "A, B, C, If:if@2, Loop:splitInBatches@3, Old loop:splitInBatches@2, "
            + "Switch:switch@3, Merge:merge, Model:lm, Agent:agent";

    private static ObjectNode stored(String... links) {
        ObjectNode workflow = workflow(NODES, links);
        ((ObjectNode) workflow.at("/nodes/6/parameters"))
                .set("rules", json("{'values': [{'outputKey': 'High'}, {}, {'outputKey': 'Low'}]}"));
        return workflow;
    }

    private static String operation(String type, String fields) {
        return "{'type': '" + type + "', " + fields + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'source': 'A', 'target': 'B'                                                     | A -> B",
                "'source': 'a', 'target': 'b'                                                     | A -> B",
                "'source': 'A', 'target': 'Merge', 'targetInput': 1                               | A -> Merge[1]",
                "'source': 'A', 'target': 'Merge', 'targetIndex': '1'                             | A -> Merge[1]",
                "'source': 'If', 'target': 'B', 'sourceOutput': 1                                 | If[1] -> B",
                "'source': 'If', 'target': 'B', 'sourceIndex': 1                                  | If[1] -> B",
                "'source': 'If', 'target': 'B', 'sourceOutput': 'true'                            | If -> B",
                "'source': 'If', 'target': 'B', 'sourceOutput': 'false'                           | If[1] -> B",
                "'source': 'If', 'target': 'B', 'sourceOutput': false                             | If[1] -> B",
                "'source': 'If', 'target': 'B', 'branch': 'false'                                 | If[1] -> B",
                "'source': 'If', 'target': 'B', 'branch': true                                    | If -> B",
                "'source': 'Loop', 'target': 'B', 'sourceOutput': 'done'                          | Loop -> B",
                "'source': 'Loop', 'target': 'B', 'sourceOutput': 'loop'                          | Loop[1] -> B",
                "'source': 'Old loop', 'target': 'B', 'sourceOutput': 'done'                      | Old loop[1] -> B",
                "'source': 'Switch', 'target': 'B', 'case': 2                                     | Switch[2] -> B",
                "'source': 'Switch', 'target': 'B', 'sourceOutput': 'low'                         | Switch[2] -> B",
                "'source': 'Model', 'target': 'Agent', 'connectionType': 'ai_languageModel'       | Model -ai_languageModel-> Agent",
                "'source': 'Model', 'target': 'Agent', 'sourceOutput': 'ai_languageModel'         | Model -ai_languageModel-> Agent",
                "'source': 'Model', 'target': 'Agent', 'targetInput': 'ai_tool', 'sourceOutput': 'ai_tool' | Model -ai_tool-> Agent",
                "'source': 'Model', 'target': 'Agent', 'sourceOutput': 'ai_tool', 'targetIndex': 1 | Model -ai_tool-> Agent[1]",
                "'source': 'If', 'target': 'B', 'sourceOutput': 'main', 'sourceIndex': 1          | If[1] -> B",
                "'source': 'If', 'target': 'B', 'sourceOutput': 'main', 'targetInput': 'main', 'branch': 'false' | If[1] -> B",
                "'source': 'If', 'target': 'B', 'sourceOutput': 1, 'sourceIndex': '1'             | If[1] -> B",
            })
    void aLinkIsAdded(String fields, String link) {
        EditResult result = edit(stored(), operation("addConnection", fields));

        assertEquals(List.of(link), links(result));
        assertEquals(List.of("links"), result.changed());
        assertEquals(List.of(), result.warnings());
    }

    @ParameterizedTest
    @CsvSource({
        "A, 1",
        "If, 2",
        "Loop, 2",
        "Switch, 3",
        "B, 1",
    })
    void theErrorOutputComesBehindTheOthers(String source, int output) {
        EditResult result = edit(
                stored(),
                operation("updateNode", "'nodeName': '" + source + "', 'updates': {'onError': 'continueErrorOutput'}"),
                operation("addConnection", "'source': '" + source + "', 'target': 'C', 'sourceOutput': 'error'"));

        assertEquals(List.of(source + "[" + output + "] -> C"), links(result));
    }

    @Test
    void aLinkThatIsThereAlreadyIsTold() {
        EditResult result = edit(stored("A -> B"), operation("addConnection", "'source': 'A', 'target': 'B'"));

        assertEquals(List.of("A -> B"), links(result));
        assertEquals(List.of(), result.changed());
        assertEquals(List.of("The link A -> B was there already."), result.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'source': 'A', 'target': 'A'                              | a node cannot feed itself; source and target must differ",
                "'source': 'A', 'target': 'X9q'                            | there is no node 'X9q'. The nodes are 'A', 'B', 'C', 'If', 'Loop', 'Old loop', 'Switch', 'Merge', 'Model', 'Agent'.",
                "'source': 'Swich', 'target': 'A'                          | there is no node 'Swich'. Did you mean 'Switch'?",
                "'source': 'A', 'target': 'B', 'sourceOutput': 'true'      | node 'A' has no output 'true'; it has one, number 0",
                "'source': 'A', 'target': 'B', 'branch': 'false'           | node 'A' has no output 'false'; it has one, number 0",
                "'source': 'If', 'target': 'B', 'sourceOutput': 'maybe'    | node 'If' has no output 'maybe'; its outputs are 'true', 'false'",
                "'source': 'If', 'target': 'B', 'sourceOutput': -1         | node 'If' has no output '-1'; its outputs are 'true', 'false'",
                "'source': 'If', 'target': 'B', 'sourceOutput': 1.5        | node 'If' has no output '1.5'; its outputs are 'true', 'false'",
                "'source': 'Switch', 'target': 'B', 'sourceOutput': 5000   | node 'Switch' has no output '5000'; its outputs are 'High', '1', 'Low'",
                "'source': 'If', 'target': 'B', 'sourceOutput': {}         | sourceOutput must be a text",
                "'source': 'If', 'target': 'B', 'targetInput': -1          | targetInput must be a whole number from 0 to 1000",
                "'source': 'If', 'target': 'B', 'targetInput': 'left'      | targetInput must be a whole number from 0 to 1000",
                "'source': 'If', 'target': 'B', 'targetIndex': 1001        | targetIndex must be a whole number from 0 to 1000",
                "'source': 'If', 'target': 'B', 'sourceOutput': 1, 'branch': 'true' | sourceOutput and sourceIndex, branch or case mean the same; give one",
                "'source': 'If', 'target': 'B', 'sourceIndex': 1, 'case': 0 | sourceIndex and case mean the same; give one",
                "'source': 'If', 'target': 'B', 'connectionType': 'output' | connectionType must be main, or a type that begins with ai_ such as ai_tool",
                "'source': 'If', 'target': 'B', 'connectionType': 'main', 'targetInput': 'ai_tool' | main and ai_tool are different types; give one",
                "'source': 'A', 'target': 'B', 'sourceOutput': 'error'     | node 'A' has no error output. First give it one: updateNode with updates {\"onError\": \"continueErrorOutput\"}",
            })
    void aLinkThatCannotBeAddedIsRefused(String fields, String reason) {
        assertEquals("operations[0] (addConnection): " + reason, refusal(stored(), operation("addConnection", fields)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'source': 'A', 'target': 'B'                                            | If -> B, If[1] -> B, If[1] -> Merge[1], Model -ai_tool-> Agent, Ghost -> A, C -> Gone",
                "'source': 'If', 'target': 'B'                                           | A -> B, If[1] -> B, If[1] -> Merge[1], Model -ai_tool-> Agent, Ghost -> A, C -> Gone",
                "'source': 'If', 'target': 'B', 'branch': 'false'                        | A -> B, If -> B, If[1] -> Merge[1], Model -ai_tool-> Agent, Ghost -> A, C -> Gone",
                "'source': 'If', 'target': 'Merge'                                       | A -> B, If -> B, If[1] -> B, Model -ai_tool-> Agent, Ghost -> A, C -> Gone",
                "'source': 'Model', 'target': 'Agent'                                    | A -> B, If -> B, If[1] -> B, If[1] -> Merge[1], Ghost -> A, C -> Gone",
                "'source': 'Model', 'target': 'Agent', 'sourceOutput': 'ai_tool'         | A -> B, If -> B, If[1] -> B, If[1] -> Merge[1], Ghost -> A, C -> Gone",
                "'source': 'Ghost', 'target': 'A'                                        | A -> B, If -> B, If[1] -> B, If[1] -> Merge[1], Model -ai_tool-> Agent, C -> Gone",
                "'source': 'C', 'target': 'Gone'                                         | A -> B, If -> B, If[1] -> B, If[1] -> Merge[1], Model -ai_tool-> Agent, Ghost -> A",
            })
    void aLinkIsRemoved(String fields, String left) {
        ObjectNode workflow = stored(
                "A -> B",
                "If -> B",
                "If[1] -> B",
                "If[1] -> Merge[1]",
                "Model -ai_tool-> Agent",
                "Ghost -> A",
                "C -> Gone");

        EditResult result = edit(workflow, operation("removeConnection", fields));

        assertEquals(left, String.join(", ", links(result)));
        assertEquals(List.of("links"), result.changed());
    }

    @Test
    void theOutputsOfOtherLinksStayWhenOneIsRemoved() {
        EditResult result =
                edit(stored("If -> B", "If[1] -> C"), operation("removeConnection", "'source': 'If', 'target': 'B'"));

        assertEquals(
                "{\"If\":{\"main\":[[],[{\"node\":\"C\",\"type\":\"main\",\"index\":0}]]}}",
                Json.text(result.connections()));
    }

    @Test
    void aLinkThatIsNotThereToRemoveIsTold() {
        EditResult result = edit(stored("A -> B"), operation("removeConnection", "'source': 'A', 'target': 'C'"));

        assertEquals(List.of("There was no link from 'A' to 'C' to remove."), result.warnings());
        assertEquals(List.of(), result.changed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'source': 'If', 'target': 'B', 'sourceOutput': 0                  | there is no such link, only If[1] -> B, If[2] -> B",
                "'source': 'If', 'target': 'B'                                     | there are several such links, If[1] -> B, If[2] -> B. Say which by sourceOutput, targetInput or connectionType.",
                "'source': 'If', 'target': 'B', 'connectionType': 'x'              | there is no such link, only If[1] -> B, If[2] -> B",
                "'source': 'Ghost', 'target': 'B'                                  | there is no node 'Ghost'. The nodes are 'A', 'B', 'C', 'If', 'Loop', 'Old loop', 'Switch', 'Merge', 'Model', 'Agent'.",
            })
    void aLinkThatIsNotMeantForCertainIsRefused(String fields, String reason) {
        assertEquals(
                "operations[0] (removeConnection): " + reason,
                refusal(stored("If[1] -> B", "If[2] -> B"), operation("removeConnection", fields)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'source': 'If', 'from': 'A', 'to': 'C'                            | If -> C, If -> B, If[1] -> Merge[1], Model -ai_tool-> Agent, Loop -> Gone",
                "'source': 'If', 'from': 'B', 'to': 'C'                            | If -> A, If -> C, If[1] -> Merge[1], Model -ai_tool-> Agent, Loop -> Gone",
                "'source': 'If', 'from': 'Merge', 'to': 'C', 'branch': 'false'     | If -> A, If -> B, If[1] -> C[1], Model -ai_tool-> Agent, Loop -> Gone",
                "'source': 'If', 'from': 'Merge', 'to': 'C'                        | If -> A, If -> B, If[1] -> C[1], Model -ai_tool-> Agent, Loop -> Gone",
                "'source': 'Model', 'from': 'Agent', 'to': 'C'                     | If -> A, If -> B, If[1] -> Merge[1], Model -ai_tool-> C, Loop -> Gone",
                "'source': 'Loop', 'from': 'Gone', 'to': 'C'                       | If -> A, If -> B, If[1] -> Merge[1], Model -ai_tool-> Agent, Loop -> C",
            })
    void aLinkIsLedElsewhere(String fields, String links) {
        ObjectNode workflow =
                stored("If -> A", "If -> B", "If[1] -> Merge[1]", "Model -ai_tool-> Agent", "Loop -> Gone");

        EditResult result = edit(workflow, operation("rewireConnection", fields));

        assertEquals(links, String.join(", ", links(result)));
        assertEquals(List.of("links"), result.changed());
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void twoLinksThatBecomeOneAreTold() {
        EditResult result = edit(
                stored("A -> B", "A -> C"), operation("rewireConnection", "'source': 'A', 'from': 'B', 'to': 'C'"));

        assertEquals(List.of("A -> C"), links(result));
        assertEquals(List.of("The link A -> C was there already."), result.warnings());
    }

    @Test
    void aLinkThatEndsThereAlreadyIsTold() {
        EditResult result =
                edit(stored("A -> B"), operation("rewireConnection", "'source': 'A', 'from': 'B', 'to': 'B'"));

        assertEquals(List.of("A -> B"), links(result));
        assertEquals(List.of(), result.changed());
        assertEquals(List.of("The link A -> B was there already."), result.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'source': 'A', 'from': 'C', 'to': 'If'                     | there is no such link from 'A' to 'C'. There is A -> B.",
                "'source': 'C', 'from': 'A', 'to': 'If'                     | there is no such link from 'C' to 'A'. Nothing starts there.",
                "'source': 'A', 'from': 'B', 'to': 'A'                      | a node cannot feed itself; source and to must differ",
                "'source': 'A', 'from': 'B', 'to': 'Swich'                  | there is no node 'Swich'. Did you mean 'Switch'?",
                "'source': 'A', 'from': 'B', 'to': 'C', 'sourceOutput': 1   | there is no such link from 'A' to 'B'. There is A -> B.",
            })
    void aLinkThatCannotBeLedElsewhereIsRefused(String fields, String reason) {
        assertEquals(
                "operations[0] (rewireConnection): " + reason,
                refusal(stored("A -> B"), operation("rewireConnection", fields)));
    }
}
