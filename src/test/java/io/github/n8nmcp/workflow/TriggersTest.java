package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which nodes can start a workflow, and the schedule that is added where none can. */
class TriggersTest {

    @ParameterizedTest
    @CsvSource({
        "n8n-nodes-base.webhook, true",
        "n8n-nodes-base.scheduleTrigger, true",
        "n8n-nodes-base.githubTrigger, true",
        "n8n-nodes-base.formTrigger, true",
        "n8n-nodes-base.emailReadImap, true",
        "n8n-nodes-base.cron, true",
        "n8n-nodes-base.interval, true",
        "@n8n/n8n-nodes-langchain.chatTrigger, true",
        "n8n-nodes-someones.someTrigger, true",
        // n8n 2.0 and later take these two, so n8n is left to decide.
        "n8n-nodes-base.executeWorkflowTrigger, true",
        "n8n-nodes-base.errorTrigger, true",
        "n8n-nodes-base.manualTrigger, false",
        "@n8n/n8n-nodes-langchain.manualChatTrigger, false",
        "n8n-nodes-base.start, false",
        "n8n-nodes-base.respondToWebhook, false",
        "n8n-nodes-base.wait, false",
        "n8n-nodes-base.httpRequest, false",
        "n8n-nodes-base.stickyNote, false",
    })
    void typesThatCanStartAnActiveWorkflow(String type, boolean valid) {
        String nodes = """
                [
                  {"name": "Code", "type": "n8n-nodes-base.code"},
                  {"name": "Node", "type": "%s", "disabled": false}
                ]
                """.formatted(type);

        assertEquals(valid, Triggers.hasValidTrigger(json(nodes)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [] | false
            [{"type": "n8n-nodes-base.webhook", "disabled": true}] | false
            [{"type": "n8n-nodes-base.webhook", "disabled": true}, {"type": "n8n-nodes-base.manualTrigger"}] | false
            [{"type": "n8n-nodes-base.webhook", "disabled": true}, {"type": "n8n-nodes-base.scheduleTrigger"}] | true
            [{"type": "n8n-nodes-base.manualTrigger"}, {"type": "n8n-nodes-base.webhook"}] | true
            """)
    void oneTriggerThatIsNotDisabledIsEnough(String nodes, boolean valid) {
        assertEquals(valid, Triggers.hasValidTrigger(json(nodes)));
    }

    @Test
    void addedScheduleRunsDailyAtMidnight() {
        String codeOnly = """
                {"nodes": [{"name": "A", "type": "n8n-nodes-base.code", "position": [-300, 40]}], "connections": {}}
                """;
        ObjectNode workflow = object(codeOnly);

        String name = Triggers.addSchedule(workflow);

        ObjectNode added = (ObjectNode) workflow.path("nodes").get(1);
        String id = added.remove("id").textValue();
        assertEquals(id, UUID.fromString(id).toString());
        assertTrue(added.remove("position").get(0).intValue() < -300, "stands left of all nodes");
        assertEquals("Schedule Trigger", name);
        String expected = """
                {
                  "name": "Schedule Trigger",
                  "type": "n8n-nodes-base.scheduleTrigger",
                  "typeVersion": 1,
                  "parameters": {
                    "rule": {"interval": [{"field": "days", "daysInterval": 1, "triggerAtHour": 0, "triggerAtMinute": 0}]}
                  }
                }
                """;
        assertEquals(json(expected), added);
    }

    @Test
    void aWorkflowWithAnAddedScheduleCanBeActivatedAndIsValid() {
        String startedByHand = """
                {
                  "nodes": [
                    {"id": "1", "name": "Start", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1, "position": [0, 0], "parameters": {}},
                    {"id": "2", "name": "A", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [200, 0], "parameters": {}}
                  ],
                  "connections": {"Start": {"main": [[{"node": "A", "type": "main", "index": 0}]]}}
                }
                """;
        ObjectNode workflow = object(startedByHand);

        Triggers.addSchedule(workflow);

        assertTrue(Triggers.hasValidTrigger(workflow.path("nodes")));
        MissingNode none = MissingNode.getInstance();
        assertEquals(
                workflow,
                NewWorkflow.of("Orders", workflow.path("nodes"), workflow.path("connections"), none, none)
                        .definition()
                        .retain("nodes", "connections"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n8n-nodes-base.manualTrigger",
                "@n8n/n8n-nodes-langchain.manualChatTrigger",
                "n8n-nodes-base.start",
            })
    void addedScheduleIsLinkedToWhatTheManualTriggerStarts(String type) {
        String stored = """
                {
                  "nodes": [
                    {"name": "Nothing feeds this", "type": "n8n-nodes-base.code"},
                    {"name": "A", "type": "n8n-nodes-base.code"},
                    {"name": "B", "type": "n8n-nodes-base.code"},
                    {"name": "C", "type": "n8n-nodes-base.code"},
                    {"name": "Start", "type": "%s"}
                  ],
                  "connections": {
                    "Start": {"main": [[{"node": "B", "type": "main", "index": 0}, {"node": "A", "type": "main", "index": 0}]]},
                    "A": {"main": [[{"node": "C", "type": "main", "index": 0}]]}
                  }
                }
                """.formatted(type);
        String expected = """
                {"main": [[{"node": "B", "type": "main", "index": 0}, {"node": "A", "type": "main", "index": 0}]]}
                """;
        assertEquals(json(expected), linksOfAddedSchedule(stored));
    }

    @Test
    void addedScheduleIsLinkedToNodesWithoutInputWhenNoTriggerIsLinked() {
        String stored = """
                {
                  "nodes": [
                    {"name": "Start", "type": "n8n-nodes-base.manualTrigger"},
                    {"name": "A", "type": "n8n-nodes-base.code"},
                    {"name": "B", "type": "n8n-nodes-base.code"},
                    {"name": "C", "type": "n8n-nodes-base.code"}
                  ],
                  "connections": {"A": {"main": [null, [{"node": "B", "type": "main", "index": 0}]]}}
                }
                """;
        String expected = """
                {"main": [[{"node": "A", "type": "main", "index": 0}, {"node": "C", "type": "main", "index": 0}]]}
                """;
        assertEquals(json(expected), linksOfAddedSchedule(stored));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n8n-nodes-base.stickyNote",
                "n8n-nodes-base.manualTrigger",
                "n8n-nodes-base.start",
                "n8n-nodes-base.executeWorkflowTrigger",
                "n8n-nodes-base.errorTrigger",
            })
    void addedScheduleIsNotLinkedToNotesAndOtherTriggers(String type) {
        String stored = """
                {
                  "nodes": [{"name": "Other", "type": "%s"}, {"name": "A", "type": "n8n-nodes-base.code"}],
                  "connections": {}
                }
                """.formatted(type);
        String expected = """
                {"main": [[{"node": "A", "type": "main", "index": 0}]]}
                """;
        assertEquals(json(expected), linksOfAddedSchedule(stored));
    }

    @Test
    void addedScheduleIsLinkedToAnAgentAndNotToItsModelsAndTools() {
        String stored = """
                {
                  "nodes": [
                    {"name": "Agent", "type": "@n8n/n8n-nodes-langchain.agent"},
                    {"name": "Model", "type": "@n8n/n8n-nodes-langchain.lmChatOpenAi"},
                    {"name": "Tool", "type": "n8n-nodes-base.githubTool"}
                  ],
                  "connections": {
                    "Model": {"ai_languageModel": [[{"node": "Agent", "type": "ai_languageModel", "index": 0}]]},
                    "Tool": {"ai_tool": [[{"node": "Agent", "type": "ai_tool", "index": 0}]]}
                  }
                }
                """;
        String expected = """
                {"main": [[{"node": "Agent", "type": "main", "index": 0}]]}
                """;
        assertEquals(json(expected), linksOfAddedSchedule(stored));
    }

    @Test
    void addedScheduleIsLinkedToNothingInAWorkflowOfNotes() {
        String stored = """
                {"nodes": [{"name": "Note", "type": "n8n-nodes-base.stickyNote"}], "connections": {}}
                """;
        String expected = """
                {"main": [[]]}
                """;
        assertEquals(json(expected), linksOfAddedSchedule(stored));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                                       | Schedule Trigger
            [{"name": "schedule trigger"}]                                           | Schedule Trigger
            [{"name": "Schedule Trigger"}]                                           | Schedule Trigger 1
            [{"name": "Schedule Trigger"}, {"name": "Schedule Trigger 1"}]           | Schedule Trigger 2
            [{"name": "Schedule Trigger 1"}]                                         | Schedule Trigger
            """)
    void addedScheduleGetsTheNextNumberWhenItsNameIsTaken(String nodes, String name) {
        String withoutNodes = """
                {"connections": {}}
                """;
        ObjectNode workflow = object(withoutNodes);
        workflow.set("nodes", json(nodes));

        assertEquals(name, Triggers.addSchedule(workflow));
        JsonNode after = workflow.path("nodes");
        assertEquals(name, after.path(after.size() - 1).path("name").textValue());
        assertTrue(workflow.path("connections").has(name));
    }

    @Test
    void everythingElseStaysAsItWas() {
        String stored = """
                {
                  "id": "wf1",
                  "name": "Orders",
                  "nodes": [
                    {"id": "1", "name": "Start", "type": "n8n-nodes-base.manualTrigger", "position": [0, 0], "parameters": {}},
                    {"id": "2", "name": "Agent", "type": "@n8n/n8n-nodes-langchain.agent", "position": [200, 0], "credentials": {"x": {"id": "1"}}},
                    {"id": "3", "name": "Model", "type": "@n8n/n8n-nodes-langchain.lmChatOpenAi", "position": [200, 200], "notes": "Cheap"}
                  ],
                  "connections": {
                    "Start": {"main": [[{"node": "Agent", "type": "main", "index": 0}]]},
                    "Agent": {"main": [null, []]},
                    "Model": {"ai_languageModel": [[{"node": "Agent", "type": "ai_languageModel", "index": 0}]]}
                  },
                  "settings": {"executionOrder": "v1"}
                }
                """;
        ObjectNode workflow = object(stored);

        String name = Triggers.addSchedule(workflow);

        ((ArrayNode) workflow.path("nodes")).remove(3);
        ((ObjectNode) workflow.path("connections")).remove(name);
        assertEquals(json(stored), workflow);
    }

    private static JsonNode linksOfAddedSchedule(String stored) {
        ObjectNode workflow = object(stored);
        String name = Triggers.addSchedule(workflow);
        return workflow.path("connections").path(name);
    }
}
