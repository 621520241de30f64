package io.github.n8nmcp.workflow.edit;

import static io.github.n8nmcp.workflow.edit.Editing.edit;
import static io.github.n8nmcp.workflow.edit.Editing.json;
import static io.github.n8nmcp.workflow.edit.Editing.links;
import static io.github.n8nmcp.workflow.edit.Editing.names;
import static io.github.n8nmcp.workflow.edit.Editing.refusal;
import static io.github.n8nmcp.workflow.edit.Editing.workflow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenameNodeTest {
    private static String rename(String from, String to) {
        return Json.text(((ObjectNode) json("{'type': 'renameNode'}"))
                .put("oldName", from)
                .put("newName", to));
    }

    /** A workflow of the node A and another, B, with these parameters. */
    private static ObjectNode stored(String type, String parameters) {
        ObjectNode workflow = workflow("A, B:" + type);
        ((ObjectNode) workflow.at("/nodes/1")).set("parameters", json(parameters));
        return workflow;
    }

    private static JsonNode renamed(String type, String parameters) {
        return edit(stored(type, parameters), rename("A", "N")).nodes().get(1).path("parameters");
    }

    @Test
    void linksFollowAtBothEndsAndStayInTheirOrder() {
        EditResult result = edit(
                workflow("A, X, B", "A -> X", "X -> B", "X[1] -> A[1]", "B -> X", "A -ai_tool-> X", "X -> A"),
                rename("X", "Y"));

        assertEquals(List.of("A", "Y", "B"), names(result));
        assertEquals(List.of("A -> Y", "A -ai_tool-> Y", "Y -> B", "Y -> A", "Y[1] -> A[1]", "B -> Y"), links(result));
        assertEquals(List.of("X -> Y: renamed"), result.changed());
    }

    @Test
    void pinnedDataFollowsInItsPlace() {
        ObjectNode workflow = workflow("A, B");
        workflow.set("pinData", json("{'A': [1], 'B': [2], 'Gone': [3]}"));

        EditResult result = edit(workflow, rename("A", "N"));

        assertEquals(
                "{\"N\":[1],\"B\":[2],\"Gone\":[3]}", Json.text(result.pinData().orElseThrow()));
    }

    @Test
    void namesCanBeSwapped() {
        EditResult result =
                edit(workflow("A, B, C", "A -> B", "B -> C"), rename("A", "x"), rename("B", "A"), rename("x", "B"));

        assertEquals(List.of("B", "A", "C"), names(result));
        assertEquals(List.of("B -> A", "A -> C"), links(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "={{ $('A').item.json.x }}              | ={{ $('N').item.json.x }}",
                "={{ $(\"A\").first() }}                | ={{ $(\"N\").first() }}",
                "={{ $(`A`).all() }}                    | ={{ $(`N`).all() }}",
                "={{ $node[\"A\"].json }}               | ={{ $node[\"N\"].json }}",
                "={{ $node['A'].json }}                 | ={{ $node['N'].json }}",
                "={{ $node.A.json }}                    | ={{ $node.N.json }}",
                "={{ $node.A }}                         | ={{ $node.N }}",
                "={{ $items(\"A\") }}                   | ={{ $items(\"N\") }}",
                "={{ $items('A', 0, 1) }}               | ={{ $items('N', 0, 1) }}",
                "={{ $( 'A' ).x + $node[ \"A\" ].y }}   | ={{ $( 'N' ).x + $node[ \"N\" ].y }}",
                "={{ $('A').x }} and {{ $('A').y }}     | ={{ $('N').x }} and {{ $('N').y }}",
                "={{ $('\\u0041').x }}                  | ={{ $('N').x }}",
                "={{ `${$('A').x}` }}                   | ={{ `${$('N').x}` }}",
                "={{ $('AB').x + $('B').y + $('a') }}   | ={{ $('AB').x + $('B').y + $('a') }}",
                "={{ $node.AB.x + $node.B.A }}          | ={{ $node.AB.x + $node.B.A }}",
                "={{ $('A' + 1).x + $(A).y }}           | ={{ $('A' + 1).x + $(A).y }}",
                "={{ $(`A${1}`).x + my$('A') + $$('A')}} | ={{ $(`A${1}`).x + my$('A') + $$('A')}}",
                "=A 'A' (A) \"A\" $json.A $('B').A      | =A 'A' (A) \"A\" $json.A $('B').A",
                "={{ $('A                               | ={{ $('A",
                "={{ $('A\\                             | ={{ $('A\\",
                "=$                                     | =$",
                "{{ $('A').item }}                      | {{ $('A').item }}",
            })
    void expressionsFollow(String expression, String expected) {
        ObjectNode parameters = (ObjectNode) json("{'list': [0, {}]}");
        parameters.put("direct", expression);
        parameters.withArray("/list").add(expression).addObject().put("deep", expression);

        JsonNode now = renamed("set", Json.text(parameters));

        assertEquals(Json.text(parameters).replace(quoted(expression), quoted(expected)), Json.text(now));
    }

    private static String quoted(String text) {
        return Json.text(((ObjectNode) json("{}")).put("x", text).get("x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code         | {'jsCode': '@'}",
                "toolCode     | {'jsCode': '@'}",
                "function     | {'functionCode': '@'}",
                "html         | {'html': '@'}",
                "mailgun      | {'html': '@'}",
                "form         | {'formFields': {'values': [{'fieldType': 'html', 'html': '@'}]}}",
            })
    void codeAndHtmlThatN8nEvaluatesFollow(String type, String parameters) {
        String text = Json.text(json(parameters));

        assertEquals(
                text.replace("@", "x = $('N').all(); // A"),
                Json.text(renamed(type, text.replace("@", "x = $('A').all(); // A"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set          | {'text': '@'}",
                "code         | {'notes': '@', 'options': {'jsCode': '@'}}",
                "emailSend    | {'html': '@'}",
                "html         | {'options': {'html': '@'}}",
                "form         | {'formFields': {'values': [{'fieldType': 'text', 'html': '@'}, null, 5]}}",
                "form         | {'formFields': {'values': 'none'}}",
                "stickyNote   | {'content': '@'}",
                "set          | [1]",
            })
    void otherTextStays(String type, String parameters) {
        String text = Json.text(json(parameters)).replace("@", "x = $('A').all();");

        assertEquals(text, Json.text(renamed(type, text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "It's        | $('It\\'s') $(\"It's\") $(\"It\\'s\") $node[\"It's\"]        | $('N') $(\"N\") $(\"N\") $node[\"N\"]",
                "Say \"hi\"  | $(\"Say \\\"hi\\\"\") $('Say \"hi\"')                        | $(\"N\") $('N')",
                "a\\b        | $('a\\\\b') $(\"a\\\\b\") $node['a\\\\b']                    | $('N') $(\"N\") $node['N']",
                "$&          | $('$&') $items(\"$&\")                                       | $('N') $items(\"N\")",
                "${x}        | $('${x}') $(`\\${x}`) $(`${x}`)                              | $('N') $(`N`) $(`${x}`)",
                "[x]         | $node[\"[x]\"] $node['[x]']                                  | $node[\"N\"] $node['N']",
                "(p).*       | $('(p).*') $('(p)xx')                                        | $('N') $('(p)xx')",
                "a.b         | $('a.b') $node.a.b $node[\"a.b\"]                            | $('N') $node.a.b $node[\"N\"]",
                "🎉 Party    | $('🎉 Party') $node[\"🎉 Party\"]                            | $('N') $node[\"N\"]",
                "Größe       | $('Größe') $node.Größe.json                                  | $('N') $node.N.json",
                "tick`s      | $(`tick\\`s`) $('tick`s')                                    | $(`N`) $('N')",
            })
    void anyOldNameIsFound(String name, String text, String expected) {
        ObjectNode workflow = stored("code", "{}");
        ((ObjectNode) workflow.at("/nodes/0")).put("name", name);
        ((ObjectNode) workflow.at("/nodes/1/parameters")).put("jsCode", text);

        EditResult result = edit(workflow, rename(name, "N"));

        assertEquals(expected, result.nodes().get(1).at("/parameters/jsCode").textValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "It's        | $('It\\'s') $(\"It's\") $(`It's`) $node[\"It's\"]",
                "Say \"hi\"  | $('Say \"hi\"') $(\"Say \\\"hi\\\"\") $(`Say \"hi\"`) $node[\"Say \\\"hi\\\"\"]",
                "a\\b        | $('a\\\\b') $(\"a\\\\b\") $(`a\\\\b`) $node[\"a\\\\b\"]",
                "$1 $&       | $('$1 $&') $(\"$1 $&\") $(`$1 $&`) $node[\"$1 $&\"]",
                "${x}        | $('${x}') $(\"${x}\") $(`\\${x}`) $node[\"${x}\"]",
                "tick`s      | $('tick`s') $(\"tick`s\") $(`tick\\`s`) $node[\"tick`s\"]",
                "[x]         | $('[x]') $(\"[x]\") $(`[x]`) $node[\"[x]\"]",
                "🎉          | $('🎉') $(\"🎉\") $(`🎉`) $node[\"🎉\"]",
                "New name    | $('New name') $(\"New name\") $(`New name`) $node[\"New name\"]",
                "1st         | $('1st') $(\"1st\") $(`1st`) $node[\"1st\"]",
                "new_1       | $('new_1') $(\"new_1\") $(`new_1`) $node.new_1",
                "__proto__   | $('__proto__') $(\"__proto__\") $(`__proto__`) $node.__proto__",
            })
    void anyNewNameIsWrittenAsJavaScriptWantsIt(String name, String expected) {
        ObjectNode workflow = stored("code", "{}");
        ((ObjectNode) workflow.at("/nodes/1/parameters")).put("jsCode", "$('A') $(\"A\") $(`A`) $node.A");

        EditResult result = edit(workflow, rename("A", name));
        EditResult back = edit(workflow, rename("A", name), rename(name, "A"));

        assertEquals(expected, result.nodes().get(1).at("/parameters/jsCode").textValue());
        assertEquals(
                "$('A') $(\"A\") $(`A`) " + (expected.contains("[") ? "$node[\"A\"]" : "$node.A"),
                back.nodes().get(1).at("/parameters/jsCode").textValue());
    }

    @Test
    void aLineBreakInANameIsEscaped() {
        ObjectNode workflow = stored("code", "{}");
        ((ObjectNode) workflow.at("/nodes/1/parameters")).put("jsCode", "$('A')");

        EditResult result = edit(workflow, rename("A", "line\nbreak"));
        EditResult back = edit(workflow, rename("A", "line\nbreak"), rename("line\nbreak", "A"));

        assertEquals(
                "$('line\\nbreak')",
                result.nodes().get(1).at("/parameters/jsCode").textValue());
        assertEquals("$('A')", back.nodes().get(1).at("/parameters/jsCode").textValue());
    }

    @Test
    void theNodesWhoseExpressionsFollowedAreSaidToBeChanged() {
        ObjectNode workflow = stored("code", "{'jsCode': '$(`A`)'}");
        ((ObjectNode) workflow.at("/nodes/0/parameters")).put("self", "={{ $('A').item }}");

        assertEquals(
                List.of("A -> N: renamed", "N: expressions", "B: expressions"),
                edit(workflow, rename("A", "N")).changed());
    }

    @Test
    void expressionsWrittenByEarlierOperationsFollowToo() {
        EditResult result = edit(
                workflow("A, B, C"),
                rename("C", "D"),
                "{\"type\": \"updateNode\", \"nodeName\": \"B\", \"updates\": {\"parameters.x\": \"={{ $('A').item }}\"}}",
                "{\"type\": \"addNode\", \"node\": {\"name\": \"E\", \"type\": \"x\", \"parameters\": {\"jsCode\": \"$('A')\"}}}",
                "{\"type\": \"patchNodeField\", \"nodeName\": \"E\", \"fieldPath\": \"parameters.jsCode\","
                        + " \"patches\": [{\"find\": \"$('A')\", \"replace\": \"$('A') + $('D')\"}]}",
                rename("A", "N"),
                rename("D", "M"));

        assertEquals(
                "={{ $('N').item }}", result.nodes().get(1).at("/parameters/x").textValue());
        assertEquals(
                "$('N') + $('M')",
                result.nodes().get(3).at("/parameters/jsCode").textValue());
    }

    @Test
    void aNameThatStaysIsNoChange() {
        EditResult result = edit(workflow("A, B"), rename("A", "A"));

        assertEquals(List.of(), result.changed());
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        assertEquals(
                "operations[0] (renameNode): there is a node 'B' already", refusal(workflow("A, B"), rename("A", "B")));
    }

    @Test
    void ofTwoNodesOfANameTheOtherKeepsLinksAndExpressions() {
        ObjectNode workflow = workflow("A, B, C", "A -> C");
        ((ObjectNode) workflow.at("/nodes/1")).put("name", "A");
        ((ObjectNode) workflow.at("/nodes/2/parameters")).put("x", "={{ $('A').item }}");

        EditResult result = edit(workflow, "{'type': 'renameNode', 'nodeId': 'b', 'newName': 'N'}");

        assertEquals(List.of("A", "N", "C"), names(result));
        assertEquals(List.of("A -> C"), links(result));
        assertEquals(
                "={{ $('A').item }}", result.nodes().get(2).at("/parameters/x").textValue());
        assertEquals(List.of("Links and expressions still mean the other node 'A'."), result.warnings());
    }

    @Test
    void linksThatWaitedForTheNewNameAreTold() {
        EditResult result = edit(workflow("A, B", "Gone -> A", "A -> B", "B -> Gone"), rename("A", "Gone"));

        assertEquals(List.of("Gone -> B", "B -> Gone"), links(result));
        assertEquals(
                List.of("There were links of a missing node 'Gone'; they are now those of the renamed node."),
                result.warnings());
    }
}
