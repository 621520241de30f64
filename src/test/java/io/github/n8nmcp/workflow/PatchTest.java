package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A patch changes what it names, and loses nothing of the rest. */
class PatchTest {
    private static final String RENAME = """
            {"name": "Shop orders"}
            """;

    private static final String STORED = """
            {
              "id": "wf1",
              "name": "Orders",
              "active": true,
              "versionId": "v1",
              "createdAt": "2024-12-15T10:30:00Z",
              "nodes": [
                {
                  "id": "n1", "name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2.1, "position": [0, -40.5],
                  "parameters": {"path": "orders", "options": {"nothing": null}}, "webhookId": "u1",
                  "credentials": {"httpBasicAuth": {"id": "1", "name": "Shop"}}
                },
                {
                  "id": "n2", "name": "Agent", "type": "@n8n/n8n-nodes-langchain.agent", "typeVersion": 2, "position": [200, 0],
                  "parameters": {"text": "=Größe {{ $json.size }}"}, "onError": "continueErrorOutput", "retryOnFail": true, "maxTries": 3
                },
                {
                  "id": "n3", "name": "Model", "type": "@n8n/n8n-nodes-langchain.lmChatOpenAi", "typeVersion": 1, "position": [200, 200],
                  "parameters": {}, "credentials": {"openAiApi": {"id": "2", "name": "OpenAI"}}
                },
                {
                  "id": "n4", "name": "Send", "type": "n8n-nodes-base.emailSend", "typeVersion": 2, "position": [400, 0],
                  "parameters": {"subject": "Hi"}, "notes": "Ask Ada first", "notesInFlow": true, "disabled": true,
                  "credentials": {"smtp": {"id": "3", "name": "Mail"}}
                }
              ],
              "connections": {
                "Webhook": {"main": [[{"node": "Agent", "type": "main", "index": 0}]]},
                "Agent": {"main": [null, [{"node": "Send", "type": "main", "index": 0}]]},
                "Model": {"ai_languageModel": [[{"node": "Agent", "type": "ai_languageModel", "index": 0}]]}
              },
              "settings": {"executionOrder": "v1", "timezone": "UTC", "callerPolicy": "any"},
              "staticData": {"node:Webhook": {"lastId": 7}},
              "pinData": {},
              "tags": [{"id": "1", "name": "production"}],
              "shared": [{"role": "workflow:owner"}]
            }
            """;

    private static final String A_TO_B = """
            {
              "name": "Orders",
              "nodes": [
                {"id": "n1", "name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0], "parameters": {}},
                {"id": "n2", "name": "B", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [200, 0], "parameters": {}}
              ],
              "connections": {"A": {"main": [[{"node": "B", "type": "main", "index": 0}]]}},
              "settings": {"timezone": "UTC"},
              "staticData": {"lastId": 7}
            }
            """;

    @Test
    void aRenameSendsNodesLinksAndSettingsBackAsTheyCame() {
        Patch.Result result = patched(STORED, RENAME);

        ObjectNode expected = object(STORED).retain("nodes", "connections", "settings");
        expected.put("name", "Shop orders");
        assertEquals(expected, result.definition());
        assertEquals(List.of("name"), result.changed());
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void aRenameDoesNotJudgeWhatIsStored() {
        String stored = """
                {
                  "name": "Orders",
                  "nodes": [{}, {"name": "A"}, {"name": "A", "position": "left"}],
                  "connections": {
                    "Ghost": {"main": [[{"node": "A", "type": "main", "index": -1}]]},
                    "A": {"main": [[{"node": "Ghost"}], "odd"]}
                  },
                  "settings": {}
                }
                """;

        Patch.Result result = patched(stored, RENAME);

        ObjectNode expected = object(stored);
        expected.put("name", "Shop orders");
        assertEquals(expected, result.definition());
        assertEquals(List.of("name"), result.changed());
    }

    @Test
    void aRenameLeavesOutStoredNodeKeysThatN8nDoesNotTakeBack() {
        String stored = """
                {
                  "name": "Orders",
                  "nodes": [
                    {
                      "id": "n1", "name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0], "parameters": {},
                      "color": "red", "issues": {"a": 1}, "notes": null, "webhookId": null
                    },
                    {"id": "n2", "name": "B", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0], "notes": null}
                  ],
                  "connections": {},
                  "settings": {}
                }
                """;
        Patch.Result result = patched(stored, RENAME);

        String expected = """
                [
                  {"id": "n1", "name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0], "parameters": {}},
                  {"id": "n2", "name": "B", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0]}
                ]
                """;
        assertEquals(json(expected), result.definition().path("nodes"));
        assertEquals(List.of("name"), result.changed());
        assertEquals(
                List.of("Left out of node 'A', because n8n's API does not take it: color, issues."), result.warnings());
    }

    @Test
    void theStoredWorkflowAndTheGivenPartsStayAsTheyWere() {
        String nodes = """
                [{"id": "n2", "name": "Assistant", "type": "@n8n/n8n-nodes-langchain.agent", "typeVersion": 2, "position": [0, 0], "color": "red"}]
                """;
        ObjectNode stored = object(STORED);
        String otherTimezone = """
                {"settings": {"timezone": "Europe/Rome"}}
                """;
        ObjectNode given = object(otherTimezone);
        given.set("nodes", json(nodes));

        Patch.Result result = patch(given).appliedTo(new Workflow(stored));

        assertEquals(
                List.of(
                        "Webhook: removed",
                        "Model: removed",
                        "Send: removed",
                        "Agent -> Assistant: renamed",
                        "Assistant: position",
                        "Assistant: parameters.text",
                        "Assistant: onError",
                        "Assistant: retryOnFail",
                        "Assistant: maxTries",
                        "links",
                        "settings.timezone"),
                result.changed());
        assertEquals(json(STORED), stored);
        assertEquals(json(nodes), given.path("nodes"));
    }

    @Test
    void aNodeGivenWithItsIdInheritsCredentialsAndWebhookIdUnderANewName() {
        String given = """
                {"id": "n1", "name": "Incoming", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0], "parameters": {}}
                """;
        JsonNode node = patchedNode(given);

        String expected = """
                {
                  "id": "n1", "name": "Incoming", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                  "parameters": {}, "webhookId": "u1", "credentials": {"httpBasicAuth": {"id": "1", "name": "Shop"}}
                }
                """;
        assertEquals(json(expected), node);
    }

    @Test
    void aNodeGivenWithoutIdInheritsIdCredentialsAndWebhookIdByItsName() {
        String given = """
                {"name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0], "parameters": {}}
                """;
        JsonNode node = patchedNode(given);

        String expected = """
                {
                  "id": "n1", "name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                  "parameters": {}, "webhookId": "u1", "credentials": {"httpBasicAuth": {"id": "1", "name": "Shop"}}
                }
                """;
        assertEquals(json(expected), node);
    }

    @Test
    void aNodeGivenWithAnIdThatIsNotStoredInheritsByItsNameAndKeepsItsId() {
        String given = """
                {"id": "mine", "name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0]}
                """;
        JsonNode node = patchedNode(given);

        assertEquals("mine", node.path("id").textValue());
        assertEquals("u1", node.path("webhookId").textValue());
        String storedCredentials = """
                {"httpBasicAuth": {"id": "1", "name": "Shop"}}
                """;
        assertEquals(json(storedCredentials), node.path("credentials"));
    }

    @Test
    void aNodeIsFoundByItsIdBeforeItsName() {
        String stored = """
                {
                  "name": "Orders",
                  "nodes": [
                    {"id": "n1", "name": "A", "type": "n8n-nodes-base.slack", "typeVersion": 1, "position": [0, 0], "credentials": {"slackApi": {"id": "1"}}},
                    {"id": "n2", "name": "B", "type": "n8n-nodes-base.slack", "typeVersion": 1, "position": [0, 0], "credentials": {"slackApi": {"id": "2"}}}
                  ],
                  "connections": {},
                  "settings": {}
                }
                """;
        String given = """
                {"nodes": [{"id": "n2", "name": "A", "type": "n8n-nodes-base.slack", "typeVersion": 1, "position": [0, 0]}]}
                """;
        Patch.Result result = patched(stored, given);

        String credentialsOfB = """
                {"slackApi": {"id": "2"}}
                """;
        assertEquals(
                json(credentialsOfB), result.definition().path("nodes").path(0).path("credentials"));
    }

    @Test
    void whatANodeIsGivenReplacesWhatIsStored() {
        String node = """
                {
                  "id": "mine", "name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                  "parameters": {}, "webhookId": "mine", "credentials": {"httpHeaderAuth": {"id": "9", "name": "Mine"}}
                }
                """;
        assertEquals(json(node), patchedNode(node));
    }

    @Test
    void emptyCredentialsRemoveTheStoredOnes() {
        String withEmptyCredentials = """
                {"id": "n4", "name": "Send", "type": "n8n-nodes-base.emailSend", "typeVersion": 2, "position": [0, 0], "credentials": {}}
                """;

        assertEquals(json("{}"), patchedNode(withEmptyCredentials).path("credentials"));
    }

    @Test
    void aNodeOfAnotherTypeInheritsTheIdOnly() {
        String given = """
                {"name": "Webhook", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [0, 0]}
                """;
        String expected = """
                {"id": "n1", "name": "Webhook", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [0, 0], "parameters": {}}
                """;
        assertEquals(json(expected), patchedNode(given));
    }

    @Test
    void aNodeOfAnotherTypeThatListensGetsAWebhookIdOfItsOwn() {
        String given = """
                {"id": "n1", "name": "Webhook", "type": "n8n-nodes-base.formTrigger", "typeVersion": 2, "position": [0, 0]}
                """;
        JsonNode node = patchedNode(given);

        String webhookId = node.path("webhookId").asText();
        assertNotEquals("u1", webhookId);
        assertEquals(webhookId, UUID.fromString(webhookId).toString());
        assertFalse(node.has("credentials"), node::toString);
    }

    @Test
    void aNodeThatIsNewGetsAnIdAndInheritsNothing() {
        String newNode = """
                {"name": "Other", "type": "n8n-nodes-base.emailSend", "typeVersion": 2, "position": [0, 0]}
                """;
        JsonNode node = patchedNode(newNode);

        String id = node.path("id").asText();
        assertEquals(id, UUID.fromString(id).toString());
        assertFalse(node.has("credentials"), node::toString);
    }

    @Test
    void otherKeysOfAStoredNodeAreReplacedAsAWhole() {
        String withOtherParameters = """
                {
                  "id": "n4", "name": "Send", "type": "n8n-nodes-base.emailSend", "typeVersion": 2, "position": [400, 0],
                  "parameters": {"text": "Hello"}
                }
                """;
        String expected = """
                {
                  "id": "n4", "name": "Send", "type": "n8n-nodes-base.emailSend", "typeVersion": 2, "position": [400, 0],
                  "parameters": {"text": "Hello"}, "credentials": {"smtp": {"id": "3", "name": "Mail"}}
                }
                """;
        assertEquals(json(expected), patchedNode(withOtherParameters));
    }

    @Test
    void givenNodesAreCheckedAndBroughtIntoTheFormOfN8n() {
        String given = """
                {
                  "nodes": [{
                    "id": "n4", "name": "Send", "type": "n8n-nodes-base.emailSend", "typeVersion": 2, "position": [400, 0],
                    "parameters": null, "color": "red"
                  }],
                  "connections": {}
                }
                """;
        Patch.Result result = patched(STORED, given);

        assertEquals(json("{}"), result.definition().path("nodes").path(0).path("parameters"));
        assertEquals(
                List.of(
                        "Left out of node 'Send', because n8n's API does not take it: color.",
                        "All links were taken away, because connections was given without any."),
                result.warnings());
        String withoutPosition = """
                {"nodes": [{"id": "n4", "name": "Send", "type": "n8n-nodes-base.emailSend", "typeVersion": 2}]}
                """;

        assertEquals(
                "Workflow validation failed: node 'Send' has no position, which is [x, y], two numbers",
                refusal(withoutPosition));
    }

    @Test
    void linksFollowNodesThatAreRenamedById() {
        String renamed = """
                {
                  "nodes": [
                    {"id": "n1", "name": "Incoming", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0]},
                    {"id": "n2", "name": "Assistant", "type": "@n8n/n8n-nodes-langchain.agent", "typeVersion": 2, "position": [0, 0]},
                    {"id": "n3", "name": "GPT", "type": "@n8n/n8n-nodes-langchain.lmChatOpenAi", "typeVersion": 1, "position": [0, 0]},
                    {"id": "n4", "name": "Send", "type": "n8n-nodes-base.emailSend", "typeVersion": 2, "position": [0, 0]}
                  ]
                }
                """;
        Patch.Result result = patched(STORED, renamed);

        String expectedLinks = """
                {
                  "Incoming": {"main": [[{"node": "Assistant", "type": "main", "index": 0}]]},
                  "Assistant": {"main": [null, [{"node": "Send", "type": "main", "index": 0}]]},
                  "GPT": {"ai_languageModel": [[{"node": "Assistant", "type": "ai_languageModel", "index": 0}]]}
                }
                """;
        assertEquals(json(expectedLinks), result.definition().path("connections"));
        assertEquals(
                List.of(
                        "Webhook -> Incoming: renamed",
                        "Incoming: typeVersion",
                        "Incoming: position",
                        "Incoming: parameters.path",
                        "Incoming: parameters.options",
                        "Agent -> Assistant: renamed",
                        "Assistant: position",
                        "Assistant: parameters.text",
                        "Assistant: onError",
                        "Assistant: retryOnFail",
                        "Assistant: maxTries",
                        "Model -> GPT: renamed",
                        "GPT: position",
                        "Send: position",
                        "Send: parameters.subject",
                        "Send: notes",
                        "Send: notesInFlow",
                        "Send: disabled",
                        "links"),
                result.changed());
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void linksStayWhenNodesAreGivenByTheirNames() {
        String nodesByName = """
                {
                  "nodes": [
                    {"name": "Send", "type": "n8n-nodes-base.gmail", "typeVersion": 2, "position": [0, 0]},
                    {"name": "Model", "type": "@n8n/n8n-nodes-langchain.lmChatOllama", "typeVersion": 1, "position": [0, 0]},
                    {"name": "Agent", "type": "@n8n/n8n-nodes-langchain.agent", "typeVersion": 2, "position": [0, 0]},
                    {"name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0]}
                  ]
                }
                """;
        Patch.Result result = patched(STORED, nodesByName);

        assertEquals(json(STORED).path("connections"), result.definition().path("connections"));
        assertEquals(
                List.of(
                        "Send: type",
                        "Send: position",
                        "Send: parameters.subject",
                        "Send: notes",
                        "Send: notesInFlow",
                        "Send: disabled",
                        "Send: credentials",
                        "Model: type",
                        "Model: position",
                        "Model: credentials",
                        "Agent: position",
                        "Agent: parameters.text",
                        "Agent: onError",
                        "Agent: retryOnFail",
                        "Agent: maxTries",
                        "Webhook: typeVersion",
                        "Webhook: position",
                        "Webhook: parameters.path",
                        "Webhook: parameters.options"),
                result.changed());
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void linksOfRemovedNodesGoWithAWarning() {
        String withoutModelAndSend = """
                {
                  "nodes": [
                    {"id": "n1", "name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0]},
                    {"id": "n2", "name": "Agent", "type": "@n8n/n8n-nodes-langchain.agent", "typeVersion": 2, "position": [0, 0]}
                  ]
                }
                """;
        Patch.Result result = patched(STORED, withoutModelAndSend);

        // The first output of the agent stays where it was, or its second would become the first.
        String linksThatStay = """
                {
                  "Webhook": {"main": [[{"node": "Agent", "type": "main", "index": 0}]]},
                  "Agent": {"main": [null, []]}
                }
                """;
        assertEquals(json(linksThatStay), result.definition().path("connections"));
        assertEquals(
                List.of(
                        "Model: removed",
                        "Send: removed",
                        "Webhook: typeVersion",
                        "Webhook: position",
                        "Webhook: parameters.path",
                        "Webhook: parameters.options",
                        "Agent: position",
                        "Agent: parameters.text",
                        "Agent: onError",
                        "Agent: retryOnFail",
                        "Agent: maxTries",
                        "links"),
                result.changed());
        assertEquals(
                List.of(
                        "The links of 'Model' were removed, since that node is not among the new ones.",
                        "The links of 'Send' were removed, since that node is not among the new ones."),
                result.warnings());
    }

    @Test
    void aRemovedNodeHasOneWarningHoweverManyLinksItHad() {
        String stored = """
                {
                  "name": "Orders",
                  "nodes": [
                    {"id": "n1", "name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]},
                    {"id": "n2", "name": "B", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]}
                  ],
                  "connections": {
                    "A": {"main": [[{"node": "B", "type": "main", "index": 0}, {"node": "A", "type": "main", "index": 0}, {"node": "B", "type": "main", "index": 1}]]},
                    "B": {"main": [[{"node": "A", "type": "main", "index": 0}]]}
                  },
                  "settings": {}
                }
                """;
        String withoutB = """
                {"nodes": [{"id": "n1", "name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]}]}
                """;
        Patch.Result result = patched(stored, withoutB);

        String linksThatStay = """
                {"A": {"main": [[{"node": "A", "type": "main", "index": 0}]]}}
                """;
        assertEquals(json(linksThatStay), result.definition().path("connections"));
        assertEquals(
                List.of("The links of 'B' were removed, since that node is not among the new ones."),
                result.warnings());
    }

    @Test
    void givenLinksReplaceTheStoredOnesInEitherForm() {
        String newLinks = """
                {"connections": [{"source": "Webhook", "target": "Send"}]}
                """;
        Patch.Result result = patched(STORED, newLinks);

        ObjectNode expected = object(STORED).retain("name", "nodes", "settings");
        String expectedLinks = """
                {"Webhook": {"main": [[{"node": "Send", "type": "main", "index": 0}]]}}
                """;
        expected.set("connections", json(expectedLinks));
        assertEquals(expected, result.definition());
        assertEquals(List.of("links"), result.changed());
        assertEquals(List.of(), result.warnings());
    }

    @Test
    void givenLinksMustFitTheNodesThatStay() {
        String linkToNowhere = """
                {"connections": {"Webhook": {"main": [[{"node": "Invalid Node", "type": "main", "index": 0}]]}}}
                """;

        assertEquals(
                "Workflow validation failed: node 'Webhook' references non-existent node 'Invalid Node'",
                refusal(linkToNowhere));
    }

    @Test
    void givenLinksMustFitTheNodesThatAreGiven() {
        String linkToARemovedNode = """
                {
                  "nodes": [{"id": "n1", "name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0]}],
                  "connections": {"Webhook": {"main": [[{"node": "Send", "type": "main", "index": 0}]]}}
                }
                """;

        assertEquals(
                "Workflow validation failed: node 'Webhook' references non-existent node 'Send'",
                refusal(linkToARemovedNode));
    }

    @Test
    void settingsAreMergedKeyByKey() {
        String newSettings = """
                {"settings": {"timezone": "Europe/Rome", "executionTimeout": 60}}
                """;
        Patch.Result result = patched(STORED, newSettings);

        ObjectNode expected = object(STORED).retain("name", "nodes", "connections");
        String mergedSettings = """
                {"executionOrder": "v1", "timezone": "Europe/Rome", "callerPolicy": "any", "executionTimeout": 60}
                """;
        expected.set("settings", json(mergedSettings));
        assertEquals(expected, result.definition());
        assertEquals(List.of("settings.timezone", "settings.executionTimeout"), result.changed());
    }

    @Test
    void storedSettingsThatN8nRefusesStayBehindAndAreNoChange() {
        String stored = """
                {
                  "name": "Orders",
                  "nodes": [],
                  "connections": {},
                  "settings": {
                    "saveExecutionProgress": "DEFAULT", "saveDataErrorExecution": "DEFAULT", "timezone": null,
                    "engineType": "v2", "executionOrder": "v1"
                  }
                }
                """;
        Patch.Result result = patched(stored, RENAME);

        String settingsSent = """
                {"executionOrder": "v1"}
                """;
        assertEquals(json(settingsSent), result.definition().path("settings"));
        assertEquals(List.of("name"), result.changed());
    }

    @Test
    void staticDataIsSentOnlyWhenGiven() {
        String withoutStaticData = """
                {"name": "Shop orders", "settings": {"timezone": "UTC"}}
                """;
        assertFalse(patched(STORED, withoutStaticData).definition().has("staticData"));

        String withStaticData = """
                {"staticData": {"lastId": 0}}
                """;
        String expected = """
                {"lastId": 0}
                """;
        assertEquals(
                json(expected), patched(STORED, withStaticData).definition().path("staticData"));
    }

    @Test
    void anEmptyListOfNodesIsRefused() {
        String noNodes = """
                {"nodes": []}
                """;

        assertEquals("Workflow validation failed: at least one node is required", refusal(noNodes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void anEmptyNameIsRefused(String name) {
        String emptyName = """
                {"name": "%s"}
                """.formatted(name);

        assertEquals("Workflow validation failed: name must not be empty", refusal(emptyName));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # the same as stored
            {"name": "Orders"} | []
            {"connections": {"A": {"main": [[{"node": "B", "type": "main", "index": 0}]]}}} | []
            {"connections": {"A": {"main": [[{"index": 0, "node": "B"}]]}}} | []
            {"connections": [{"source": "A", "target": "B", "sourceOutput": 0, "targetInput": 0}]} | []
            {"settings": {"timezone": "UTC"}} | []
            {"settings": {}} | []
            {"staticData": {"lastId": 7}} | []
            # one part
            {"name": "orders"} | [name]
            {"connections": {"A": {"main": [[{"node": "B", "type": "main", "index": 1}]]}}} | [links]
            {"connections": {}} | [links]
            {"connections": []} | [links]
            {"settings": {"timezone": "Europe/Rome"}} | [settings.timezone]
            {"settings": {"timezone": "UTC", "executionTimeout": 60}} | [settings.executionTimeout]
            {"staticData": {}} | [staticData]
            # several
            {"staticData": {}, "settings": {"executionTimeout": 60}, "connections": {}, "name": "orders"} | [name, links, settings.executionTimeout, staticData]
            {"staticData": {}, "settings": {"timezone": "UTC"}, "name": "Orders"} | [staticData]
            # nothing
            {} | []
            """)
    void changedNamesThePartsThatDiffer(String patch, String changed) {
        Patch.Result result = patched(A_TO_B, patch);

        assertEquals(changed, result.changed().toString());
    }

    @Test
    void nodesWithoutWhatTheyInheritAreNoChange() {
        String withoutIds = """
                [
                  {"name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]},
                  {"name": "B", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [200, 0]}
                ]
                """;

        assertEquals(List.of(), changedByNodes(withoutIds));
    }

    @Test
    void aNodeInAnotherPlaceIsAChange() {
        String withAMoved = """
                [
                  {"name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 20]},
                  {"name": "B", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [200, 0]}
                ]
                """;

        assertEquals(List.of("A: position"), changedByNodes(withAMoved));
    }

    @Test
    void anotherOrderOfNodesIsAChange() {
        String inAnotherOrder = """
                [
                  {"name": "B", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [200, 0]},
                  {"name": "A", "type": "n8n-nodes-base.set", "typeVersion": 1, "position": [0, 0]}
                ]
                """;

        assertEquals(List.of("order of the nodes"), changedByNodes(inAnotherOrder));
    }

    @Test
    void nodesAsGetWorkflowGivesThemAreNoChange() {
        ObjectNode given = object(STORED).retain("nodes", "connections", "settings", "staticData", "name");

        Patch.Result result = patch(given).appliedTo(new Workflow(object(STORED)));

        assertEquals(given, result.definition());
        assertEquals(List.of(), result.changed());
        assertEquals(List.of(), result.warnings());
    }

    private static Patch.Result patched(String stored, String patch) {
        return patch(object(patch)).appliedTo(new Workflow(object(stored)));
    }

    private static List<String> changedByNodes(String nodes) {
        String patch = """
                {"nodes": %s}
                """.formatted(nodes);
        return patched(A_TO_B, patch).changed();
    }

    private static JsonNode patchedNode(String node) {
        String patch = """
                {"nodes": [%s], "connections": {}}
                """.formatted(node);
        return patched(STORED, patch).definition().path("nodes").path(0);
    }

    private static String refusal(String patch) {
        return assertThrows(InvalidWorkflowException.class, () -> patched(STORED, patch))
                .getMessage();
    }

    private static Patch patch(ObjectNode parts) {
        return new Patch(
                Optional.ofNullable(parts.path("name").textValue()),
                parts.path("nodes"),
                parts.path("connections"),
                Optional.empty(),
                parts.path("settings"),
                parts.path("staticData"));
    }
}
