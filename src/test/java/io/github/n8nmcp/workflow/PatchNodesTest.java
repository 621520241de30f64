package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.fixture.TestJson.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which stored node a given one stands for, and where the links go when names move. */
class PatchNodesTest {
    private static final String CHAIN = """
            {"name": "W", "nodes": [
               {"id": "0", "name": "T", "type": "p.a", "typeVersion": 1, "position": [0, 0], "parameters": {}},
               {"id": "1", "name": "A", "type": "p.a", "typeVersion": 1, "position": [0, 0], "parameters": {}},
               {"id": "2", "name": "B", "type": "p.a", "typeVersion": 1, "position": [0, 0], "parameters": {}}],
             "connections": {"T": {"main": [[{"node": "A", "type": "main", "index": 0}]]},
                             "A": {"main": [[{"node": "B", "type": "main", "index": 0}]]}}}""";
    private static final String HOOK = """
            {"name": "W", "connections": {}, "nodes": [
               {"id": "1", "name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0],
                "webhookId": "h1", "parameters": {}, "credentials": {"a": {"id": "c"}}, "notes": null}]}""";

    @ParameterizedTest
    @CsvSource({"T, B, C", "T, B, A", "X, Y, Z", "A, T, B"})
    void linksFollowTheIdsHoweverTheNamesMove(String zero, String one, String two) {
        Patch.Result result = patched(CHAIN, node("0", zero), node("1", one), node("2", two));

        String expected = """
                {"%s": {"main": [[{"node": "%s", "type": "main", "index": 0}]]},
                 "%s": {"main": [[{"node": "%s", "type": "main", "index": 0}]]}}""".formatted(zero, one, one, two);
        assertEquals(json(expected), result.definition().path("connections"));
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void aStoredNodeIsInheritedOnceAndFirstByTheNodeWithItsId() {
        Patch.Result result = patched(HOOK, hook("\"name\": \"Hook\""), hook("\"name\": \"Old\", \"id\": \"1\""));

        JsonNode hook = result.definition().at("/nodes/0");
        JsonNode old = result.definition().at("/nodes/1");
        assertEquals("1", old.path("id").asText());
        assertEquals("h1", old.path("webhookId").asText());
        assertNotEquals("1", hook.path("id").asText());
        assertNotEquals("h1", hook.path("webhookId").asText());
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void aCopyWithTheSameIdGetsIdAndWebhookOfItsOwn() {
        Patch.Result result =
                patched(HOOK, hook("\"name\": \"Hook\", \"id\": \"1\""), hook("\"name\": \"Copy\", \"id\": \"1\""));

        JsonNode copy = result.definition().at("/nodes/1");
        assertNotEquals("1", copy.path("id").asText());
        assertNotEquals("h1", copy.path("webhookId").asText());
        assertEquals(1, result.warnings().size());
    }

    @Test
    void aStoredNodeThatListensWithoutAWebhookIdKeepsItsUrl() {
        Patch.Result result =
                patched(HOOK.replace("\"webhookId\": \"h1\", ", ""), hook("\"name\": \"Hook\", \"id\": \"1\""));

        assertEquals(MissingNode.getInstance(), result.definition().at("/nodes/0/webhookId"));
    }

    @Test
    void whatMeansTheSameIsNoChange() {
        Patch.Result result =
                patched(HOOK, hook("\"name\": \"Hook\", \"id\": \"1\"").replace("1,", "1.0,"));

        assertEquals(List.of(), result.changed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"null", "[]"})
    void aStoredWorkflowWithoutLinksIsSentWithNone(String links) {
        String stored = HOOK.replace("\"connections\": {}", "\"connections\": " + links);
        MissingNode none = MissingNode.getInstance();

        Patch.Result result = new Patch(Optional.of("New"), none, none, Optional.empty(), none, none)
                .appliedTo(new Workflow((ObjectNode) json(stored)));

        assertEquals(json("{}"), result.definition().path("connections"));
        assertEquals(List.of("name"), result.changed());
    }

    private static Patch.Result patched(String stored, String... nodes) {
        MissingNode none = MissingNode.getInstance();
        return new Patch(
                        Optional.empty(), json("[" + String.join(",", nodes) + "]"), none, Optional.empty(), none, none)
                .appliedTo(new Workflow((ObjectNode) json(stored)));
    }

    private static String node(String id, String name) {
        return """
                {"id": "%s", "name": "%s", "type": "p.a", "typeVersion": 1, "position": [0, 0]}""".formatted(id, name);
    }

    private static String hook(String idAndName) {
        return """
                {%s, "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0]}""".formatted(idAndName);
    }
}
