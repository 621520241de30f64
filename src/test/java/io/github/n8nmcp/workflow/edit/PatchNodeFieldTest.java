package io.github.n8nmcp.workflow.edit;

import static io.github.n8nmcp.workflow.edit.Editing.edit;
import static io.github.n8nmcp.workflow.edit.Editing.json;
import static io.github.n8nmcp.workflow.edit.Editing.node;
import static io.github.n8nmcp.workflow.edit.Editing.refusal;
import static io.github.n8nmcp.workflow.edit.Editing.workflow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchNodeFieldTest {
    private static ObjectNode stored() {
        ObjectNode workflow = workflow("Code");
        ((ObjectNode) workflow.at("/nodes/0"))
                .set("parameters", json("{'jsCode': 'a b a $1 aa', 'n': 5, 'list': [{'v': 'a'}], 'x.y': 'a'}"));
        return workflow;
    }

    private static String patch(String path, String patches) {
        return "{'type': 'patchNodeField', 'nodeName': 'Code', 'fieldPath': '" + path + "', 'patches': " + patches
                + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[{'find': 'b', 'replace': 'c'}]                                       | a c a $1 aa",
                "[{'find': 'a b', 'replace': ''}]                                      | ~ a $1 aa~",
                "[{'find': 'b', 'replace': '$0\\\\n'}]                                 | a $0\\n a $1 aa",
                "[{'find': '$1', 'replace': '.*'}]                                     | a b a .* aa",
                "[{'find': 'a', 'replace': 'A', 'replaceAll': true}]                   | A b A $1 AA",
                "[{'find': 'aa', 'replace': 'a', 'replaceAll': 'true'}]                | a b a $1 a",
                "[{'find': 'a b', 'replace': 'x'}, {'find': 'x a', 'replace': 'y'}]    | y $1 aa",
                "{'find': 'b', 'replace': 'c'}                                         | a c a $1 aa",
            })
    void textIsReplaced(String patches, String expected) {
        EditResult result = edit(stored(), patch("parameters.jsCode", patches));

        assertEquals(expected, node(result, "Code").at("/parameters/jsCode").textValue());
        assertEquals(List.of("Code: parameters.jsCode"), result.changed());
    }

    @ParameterizedTest
    @CsvSource({
        "parameters.list[0].v, /parameters/list/0/v",
        "parameters.list.0.v, /parameters/list/0/v",
        "/parameters/list/0/v, /parameters/list/0/v",
        "/parameters/x.y, /parameters/x.y"
    })
    void anyTextOfANodeIsReached(String path, String pointer) {
        EditResult result = edit(stored(), patch(path, "[{'find': 'a', 'replace': 'b'}]"));

        assertEquals("b", node(result, "Code").at(pointer).textValue());
    }

    @Test
    void whatComesOutTheSameIsNoChange() {
        assertEquals(
                List.of(),
                edit(stored(), patch("parameters.jsCode", "[{'find': 'b', 'replace': 'b'}]"))
                        .changed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "parameters.jsCode | [{'find': 'z', 'replace': ''}] | patches[0].find does not occur in parameters.jsCode. Read the node again and copy the text as it is there.",
                "parameters.jsCode | [{'find': 'b', 'replace': ''}, {'find': 'b', 'replace': ''}] | patches[1].find does not occur in parameters.jsCode. Read the node again and copy the text as it is there.",
                "parameters.jsCode | [{'find': 'a', 'replace': ''}] | patches[0].find occurs 4 times in parameters.jsCode. Give more of the text around it, or replaceAll: true.",
                "parameters.jsCode | [{'find': '', 'replace': 'x'}] | patches[0].find is empty",
                "parameters.jsCode | [{'find': 5, 'replace': 'x'}]  | patches[0].find must be a text",
                "parameters.jsCode | [{'find': 'b'}]                | patches[0].replace is missing",
                "parameters.jsCode | [{'find': 'b', 'replace': {}}] | patches[0].replace must be a text",
                "parameters.jsCode | [{'find': 'b', 'replace': '', 'regex': true}] | patches[0].regex is no field here. Give the text itself as find.",
                "parameters.jsCode | [{'find': 'b', 'replace': '', 'all': true}] | patches[0].all is no field here. Did you mean 'replaceAll'?",
                "parameters.jsCode | []                             | patches must be a list of at least one {find, replace}",
                "parameters.jsCode | null                           | patches must be a list of at least one {find, replace}",
                "parameters.jsCode | 5                              | patches[0] must be an object {find, replace}",
                "parameters.jsCode | ['x']                          | patches[0] must be an object {find, replace}",
                "parameters.js     | [{'find': 'b', 'replace': ''}] | node 'Code' has no parameters.js",
                "parameters.a.b.c  | [{'find': 'b', 'replace': ''}] | node 'Code' has no parameters.a.b.c",
                "parameters.n      | [{'find': 'b', 'replace': ''}] | parameters.n is a number and no text; use updateNode to set it",
                "parameters        | [{'find': 'b', 'replace': ''}] | parameters is an object and no text; use updateNode to set it",
                "parameters.list[1] | [{'find': 'b', 'replace': ''}] | parameters.list has 1 entries, counted from 0, so there is no [1]",
                "name              | [{'find': 'C', 'replace': ''}] | fieldPath must not be the name; use renameNode",
                "id                | [{'find': 'c', 'replace': ''}] | the id of a node cannot be changed",
                "type              | [{'find': 'n8n-nodes-base.set', 'replace': ''}] | type must be a text",
            })
    void whatCannotBeDoneIsRefused(String path, String patches, String reason) {
        assertEquals("operations[0] (patchNodeField): " + reason, refusal(stored(), patch(path, patches)));
    }
}
