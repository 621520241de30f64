package io.github.n8nmcp.workflow.edit;

import static io.github.n8nmcp.workflow.edit.Editing.edit;
import static io.github.n8nmcp.workflow.edit.Editing.json;
import static io.github.n8nmcp.workflow.edit.Editing.links;
import static io.github.n8nmcp.workflow.edit.Editing.node;
import static io.github.n8nmcp.workflow.edit.Editing.refusal;
import static io.github.n8nmcp.workflow.edit.Editing.workflow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateNodeTest {
    private static ObjectNode stored() {
        String node = """
            {"id": "s", "name": "Send", "type": "n8n-nodes-base.httpRequest", "typeVersion": 4.2, "position": [1, 2],
             "parameters": {"url": "u", "a.b": {"c": 1}, "list": [{"k": 1}, {"k": 2}, {"k": 3}], "flag": null},
             "credentials": {"smtp": {"id": "1", "name": "Old"}, "imap": {"id": "2", "name": "Other"}},
             "onError": "continueRegularOutput", "odd": {"kept": true}}""";
        ObjectNode workflow = workflow("Other");
        workflow.withArray("/nodes").add(json(node));
        return workflow;
    }

    private static String update(String updates) {
        return "{'type': 'updateNode', 'nodeName': 'Send', 'updates': " + updates + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'parameters.url': 'v'}                         | /parameters/url         | 'v'",
                "{'/parameters/url': 'v'}                        | /parameters/url         | 'v'",
                "{'parameters': {'url': 'v'}}                    | /parameters/url         | 'v'",
                "{'parameters': {'url': 'v'}}                    | /parameters/list/0/k    | 1",
                "{'parameters.options.timeout': 5}               | /parameters/options     | {'timeout': 5}",
                "{'parameters.list[1].k': 9}                     | /parameters/list/1      | {'k': 9}",
                "{'parameters.list.1.k': 9}                      | /parameters/list/1      | {'k': 9}",
                "{'/parameters/list/1/k': 9}                     | /parameters/list/1      | {'k': 9}",
                "{'parameters.list[1]': {'x': 9}}                | /parameters/list/1      | {'k': 2, 'x': 9}",
                "{'parameters.list[3]': {'k': 4}}                | /parameters/list/3      | {'k': 4}",
                "{'parameters.list[3].k': 4}                     | /parameters/list/3      | {'k': 4}",
                "{'/parameters/list/-': {'k': 4}}                | /parameters/list/3      | {'k': 4}",
                "{'parameters.new[0].k': 4}                      | /parameters/new         | [{'k': 4}]",
                "{'parameters.list': [1]}                        | /parameters/list        | [1]",
                "{'parameters.flag.on': true}                    | /parameters/flag        | {'on': true}",
                "{'/parameters/a.b/c': 2}                        | /parameters/a.b         | {'c': 2}",
                "{'/parameters/x~1y~0z': 2}                      | /parameters/x~1y~0z     | 2",
                "{'parameters.__proto__.x': 2}                   | /parameters/__proto__   | {'x': 2}",
                "{'parameters.__proto__': {'constructor': 2}}    | /parameters/__proto__   | {'constructor': 2}",
                "{'parameters.deep': {'a': {'b': null}}}         | /parameters/deep        | {'a': {'b': null}}",
                "{'credentials.smtp': {'name': 'New'}}           | /credentials/smtp       | {'name': 'New'}",
                "{'credentials': {'smtp': {'name': 'New'}}}      | /credentials/smtp       | {'name': 'New'}",
                "{'credentials': {'smtp': {'name': 'New'}}}      | /credentials/imap/id    | '2'",
                "{'position': [7, 8]}                            | /position               | [7, 8]",
                "{'position[0]': 7}                              | /position               | [7, 2]",
                "{'disabled': true, 'notes': 'n', 'maxTries': 3} | /disabled               | true",
                "{'typeVersion': 4.3}                            | /typeVersion            | 4.3",
            })
    void aPathSetsAValue(String updates, String pointer, String expected) {
        EditResult result = edit(stored(), update(updates));

        assertEquals(json(expected), node(result, "Send").at(pointer));
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void aKeyWithDotsCanStandInBracketsAndQuotes() {
        String operation = """
                {"type": "updateNode", "nodeName": "Send", "updates": {"parameters['a.b'].c": 2, "parameters[\\"x.y\\"]": 3}}""";

        EditResult result = edit(stored(), operation);

        assertEquals(json("{'c': 2}"), node(result, "Send").at("/parameters/a.b"));
        assertEquals(json("3"), node(result, "Send").at("/parameters/x.y"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'parameters.url': null}                                       | /parameters/url",
                "{'parameters': {'url': null}}                                  | /parameters/url",
                "{'/parameters/a.b/c': null}                                    | /parameters/a.b/c",
                "{'onError': null}                                              | /onError",
                "{'credentials.smtp': null}                                     | /credentials/smtp",
                "{'parameters.list[2]': null}                                   | /parameters/list/2",
                "{'parameters.list[0]': null, 'parameters.list[1]': null}       | /parameters/list/1",
            })
    void nullRemoves(String updates, String pointer) {
        EditResult result = edit(stored(), update(updates));

        assertTrue(node(result, "Send").at(pointer).isMissingNode());
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void indicesOfOneOperationMeanTheListAsItWas() {
        EditResult result = edit(
                stored(),
                update("{'parameters.list[0]': null, 'parameters.list[1].k': 8, 'parameters.list[2]': null,"
                        + " 'parameters.list[3]': {'k': 9}}"));

        assertEquals(json("[{'k': 8}, {'k': 9}]"), node(result, "Send").at("/parameters/list"));
    }

    @Test
    void whatIsNotThereToRemoveIsTold() {
        EditResult result = edit(stored(), update("{'disabled': null, 'parameters.optoins.a': null}"));

        assertEquals(
                List.of("Node 'Send' has no disabled to remove.", "Node 'Send' has no parameters.optoins.a to remove."),
                result.warnings());
        assertEquals(List.of(), result.changed());
    }

    @Test
    void onlyWhatDiffersIsSaidToBeChanged() {
        EditResult result = edit(
                stored(),
                update(
                        "{'parameters': {'url': 'u', 'method': 'POST', 'list': []}, 'onError': null, 'position': [1, 2]}"));

        assertEquals(List.of("Send: parameters.method", "Send: parameters.list", "Send: onError"), result.changed());
    }

    @Test
    void theRestOfTheNodeStaysInItsOrder() {
        EditResult result = edit(stored(), update("{'parameters.url': 'v', 'disabled': true}"));

        String before = Json.text(stored().at("/nodes/1"));
        assertEquals(
                before.replace("\"u\"", "\"v\"").replace("{\"kept\":true}}", "{\"kept\":true},\"disabled\":true}"),
                Json.text(result.nodes().get(1)));
    }

    @Test
    void aNameRenamesAsRenameNodeDoesAndIsTheNameFromThenOn() {
        ObjectNode workflow = workflow("A, B", "A -> B");

        EditResult result = edit(
                workflow,
                "{'type': 'updateNode', 'nodeId': 'b', 'updates': {'name': 'C', 'parameters.x': '={{ $(\\\"B\\\").item }}'}}"
                        .replace('\'', '"'),
                "{\"type\": \"updateNode\", \"nodeName\": \"C\", \"updates\": {\"disabled\": true}}");

        assertEquals(List.of("A -> C"), links(result));
        assertEquals(
                "={{ $(\"C\").item }}", node(result, "C").at("/parameters/x").asText());
        assertTrue(node(result, "C").path("disabled").asBoolean());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'parameters.url.x': 1}       | parameters.url is a text, which has no 'x'",
                "{'parameters.url[0]': 1}      | parameters.url is a text, which has no '0'",
                "{'parameters.list.x': 1}      | parameters.list is a list, which has no 'x'",
                "{'parameters[0]': 1}          | parameters is an object, which has no '0'",
                "{'/parameters/url/x': null}   | parameters.url is a text, which has no 'x'",
                "{'typeVersion.x': 1}          | typeVersion is a number, which has no 'x'",
                "{'parameters.list[4]': 1}     | parameters.list has 3 entries, counted from 0, so there is no [4]",
                "{'parameters.list[4].k': 1}   | parameters.list has 3 entries, counted from 0, so there is no [4]",
                "{'/parameters/list/9': null}  | parameters.list has 3 entries, counted from 0, so there is no [9]",
                "{'parameters.list[3]': null}  | parameters.list has 3 entries, counted from 0, so there is no [3]",
                "{'parameters.new[1]': 1}      | parameters.new has 0 entries, counted from 0, so there is no [1]",
                "{'parameters.new.0': 1}       | there is no parameters.new yet; set it as a whole",
                "{'name': null}                | name cannot be removed, since every node has one",
                "{'parameters': null}          | parameters cannot be removed, since every node has one",
                "{'name': ' '}                 | name must be a text",
                "{'name': 5}                   | name must be a text",
                "{'name': 'Other'}             | there is a node 'Other' already",
                "{'type': ''}                  | type must be a text",
                "{'type': 5}                   | type must be a text",
                "{'typeVersion': '4'}          | typeVersion must be a number",
                "{'position': [1]}             | position must be [x, y], two numbers",
                "{'position': 'left'}          | position must be [x, y], two numbers",
                "{'parameters': []}            | parameters must be an object",
                "{'credentials': 'x'}          | credentials must be an object",
                "{'disabled': 'yes'}           | disabled must be true or false",
                "{'maxTries': true}            | maxTries must be a number",
                "{'notes': {}}                 | notes must be a text",
                "{'id': 'x'}                   | the id of a node cannot be changed",
                "{'id.x': 'x'}                 | the id of a node cannot be changed",
                "{}                            | updates must be an object, such as {\"parameters.url\": \"https://…\"}",
                "[]                            | updates must be an object, such as {\"parameters.url\": \"https://…\"}",
                "5                             | updates must be an object, such as {\"parameters.url\": \"https://…\"}",
                "null                          | updates is missing, such as {\"parameters.url\": \"https://…\"}",
                "{'parameters.x': {'__patch_find_replace': []}} | use patchNodeField to edit a text in place",
            })
    void whatCannotBeDoneIsRefused(String updates, String reason) {
        assertEquals("operations[0] (updateNode): " + reason, refusal(stored(), update(updates)));
    }

    @ParameterizedTest
    @CsvSource({"parameters..url", ".url", "parameters.", "a[", "a]", "a[x]", "[0]x[", "''"})
    void whatIsNoPathIsRefused(String path) {
        assertTrue(refusal(stored(), update("{\"" + path + "\": 1}").replace('\'', '"'))
                .startsWith("operations[0] (updateNode): "));
    }

    @Test
    void aKeyThatNoNodeHasIsRefusedWithThoseThatThereAre() {
        assertEquals(
                "operations[0] (updateNode): a node has no key 'url'; its keys are name, type, webhookId, notes, "
                        + "onError, parameters, credentials, typeVersion, maxTries, waitBetweenTries, position, disabled, "
                        + "retryOnFail, alwaysOutputData, executeOnce, notesInFlow, continueOnFail, customTelemetryTags. "
                        + "A parameter is written as parameters.url.",
                refusal(stored(), update("{'/url': 'v'}")));
    }
}
