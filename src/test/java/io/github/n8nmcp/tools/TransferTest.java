package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.id;
import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.n8nmcp.fixture.N8nStub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions that come from another workflow, another n8n, an older version or a backup. */
class TransferTest {
    private static final String NODES = """
            [{"id": "n1", "name": "In", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
              "webhookId": "w1", "parameters": {"path": "orders", "httpMethod": "POST"}},
             {"id": "n2", "name": "Send", "type": "n8n-nodes-base.emailSend", "typeVersion": 2, "position": [0, 0],
              "parameters": {}, "credentials": {"smtp": {"id": "there", "name": "Mail"}}},
             {"id": "n3", "name": "Call", "type": "n8n-nodes-base.executeWorkflow", "typeVersion": 1.2, "position": [0, 0],
              "parameters": {"workflowId": {"__rl": true, "value": "sub", "mode": "list", "cachedResultName": "Old name"}}}]""";
    private static final String SOURCE = """
            {"id": "1", "name": "Orders", "active": true, "versionId": "v2", "activeVersionId": "v2", "nodes": %s,
             "connections": {"In": {"main": [[{"node": "Send", "type": "main", "index": 0}]]}},
             "settings": {"timezone": "UTC"}, "staticData": {"global": {"last": 7}, "node:In": {"hook": 1}},
             "tags": [{"id": "t1", "name": "shop"}, {"id": "t2", "name": "old"}]}""".formatted(NODES);
    private static final String TARGET = """
            {"id": "9", "name": "Live orders", "active": false, "versionId": "p1", "connections": {}, "settings": {"executionTimeout": 3},
             "nodes": [{"id": "n2", "name": "Send mail", "type": "n8n-nodes-base.emailSend", "typeVersion": 2,
                        "position": [5, 5], "parameters": {}, "credentials": {"smtp": {"id": "live", "name": "Live mail"}}}]}""";

    private static final String EMPTY_PAGE = """
            {"data": [], "nextCursor": null}""";
    private static final String FIRST_PROMOTION = """
            {"from": {"instance": "staging", "id": "1"}}""";
    private static final String PROMOTION = """
            {"id": "9", "from": {"instance": "staging", "id": "1"}}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @RegisterExtension
    final N8nStub staging = new N8nStub();

    @TempDir
    Path folder;

    @BeforeEach
    void twoN8ns() {
        n8n.withUrl("staging", staging.baseUrl());
        staging.gives("GET", "/workflows/1", 200, SOURCE);
        n8n.gives("GET", "/workflows/1", 200, SOURCE);
        n8n.gives("GET", "/workflows/9", 200, TARGET);
        String sub = """
                {"id": "sub", "name": "Stock", "nodes": [], "connections": {}}""";
        staging.gives("GET", "/workflows/sub", 200, sub);
        String workflows = """
                {"data": [{"id": "s9", "name": "Stock", "nodes": []},
                          {"id": "x", "name": "Other", "nodes": [{"name": "W", "type": "n8n-nodes-base.webhook", "webhookId": "y",
                             "parameters": {"path": "orders", "httpMethod": "POST"}}]}], "nextCursor": null}""";
        n8n.gives("GET", "/workflows", 200, workflows);
        String credentials = """
                {"data": [{"id": "c1", "name": "Mail", "type": "smtp"}, {"id": "c2", "name": "Second", "type": "smtp"}],
                 "nextCursor": null}""";
        n8n.gives("GET", "/credentials", 200, credentials);
        String tags = """
                {"data": [{"id": "h1", "name": "shop"}], "nextCursor": null}""";
        n8n.gives("GET", "/tags", 200, tags);
        String workflowTags = """
                [{"id": "h1", "name": "shop"}]""";
        n8n.gives("PUT", "/workflows/2/tags", 200, workflowTags);
        String created = """
                        {"id": "2", "name": "Orders", "active": false, "versionId": "v", "nodes": [], "connections": {},
                         "settings": {"timezone": "UTC"}}""";
        n8n.stubFor(WireMock.post(WireMock.urlPathEqualTo("/api/v1/workflows")).willReturn(N8nStub.json(200, created)));
        String updated = TARGET.replace("p1", "p2")
                .replace("{\"executionTimeout\": 3}", "{\"executionTimeout\": 3, \"timezone\": \"UTC\"}");
        n8n.gives("PUT", "/workflows/9", 200, updated);
        n8n.gives("PUT", "/workflows/1", 200, SOURCE);
    }

    @Test
    void aPromotionSendsTheSourceWithTheTargetsCredentialsAndWorkflows() {
        JsonNode answer = n8n.answer("create_workflow", FIRST_PROMOTION);

        ObjectNode sent = n8n.sent("POST", "/workflows");
        String expectedNodes = NODES.replace("there", "c1").replace("\"sub\"", "\"s9\"");
        assertEquals(json(expectedNodes), sent.path("nodes"));
        assertEquals(json(SOURCE).path("connections"), sent.path("connections"));
        String expectedSettings = """
                {"timezone": "UTC"}""";
        assertEquals(json(expectedSettings), sent.path("settings"));
        assertEquals("Orders", sent.path("name").asText());
        String expectedStaticData = """
                {"global": {"last": 7}}""";
        assertEquals(json(expectedStaticData), sent.path("staticData"));
        String told = """
                {"id": "2", "name": "Orders", "active": false, "versionId": "v", "tags": [{"id": "h1", "name": "shop"}],
                 "instance": "development", "warnings": [
                   "Workflow 'Other' (x) has the webhook 'POST orders' of node 'In' too: only one of them can be active.",
                   "Of the static data only the global part was copied, and not what single nodes remember.",
                   "Tags that this instance does not have were left out: 'old'."]}""";
        assertEquals(json(told), answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create_workflow | {\"from\": {\"instance\": \"staging\", \"id\": \"1\"}}",
                "update_workflow | {\"id\": \"9\", \"from\": {\"instance\": \"staging\", \"id\": \"1\"}}"
            })
    void aPromotionOfAWorkflowThatCallsManyOthersTakesFewRequestsAndBytes(String tool, String arguments) {
        ObjectNode source = (ObjectNode) json(SOURCE);
        ArrayNode nodes = (ArrayNode) source.path("nodes");
        for (int i = nodes.size(); i < 44; i++) {
            ObjectNode node = nodes.get(2).deepCopy();
            node.put("id", "m" + i).put("name", "Call " + i);
            ((ObjectNode) node.at("/parameters/workflowId")).put("value", "sub" + i % 5);
            nodes.add(node);
        }
        staging.gives("GET", "/workflows/1", 200, source.toString());
        for (int i = 0; i < 5; i++) {
            String sub = """
                    {"id": "sub%d", "name": "Stock", "nodes": [], "connections": {}}""".formatted(i);
            staging.gives("GET", "/workflows/sub" + i, 200, sub);
        }
        String workflows = """
                {"data": [{"id": "sub1", "name": "Stock"}, {"id": "sub2", "name": "Stock"}, {"id": "sub3", "name": "Stock"},
                          {"id": "sub4", "name": "Stock"}, {"id": "sub0", "name": "Stock"}], "nextCursor": null}""";
        staging.gives("GET", "/workflows", 200, workflows);

        JsonNode answer = n8n.answer(tool, arguments);

        assertFalse(answer.path("warnings").toString().contains("'Stock'"), answer.toString());
        List<String> requests = new ArrayList<>(staging.requests());
        requests.addAll(n8n.requests());
        assertTrue(requests.size() <= 8, requests.toString());
        assertTrue(arguments.length() <= 250, arguments);
        assertTrue(answer.toString().length() <= 1000, answer.toString());
    }

    @Test
    void whatTheTargetLacksIsToldByNodeTypeAndName() {
        String credentials = """
                {"data": [], "nextCursor": null}""";
        n8n.gives("GET", "/credentials", 200, credentials);
        String workflows = """
                {"data": [], "nextCursor": null}""";
        n8n.gives("GET", "/workflows", 200, workflows);

        String creation = """
                {"from": {"instance": "staging", "id": "1"}, "tags": [], "staticData": {}}""";
        JsonNode answer = n8n.answer("create_workflow", creation);

        String expectedCredential = """
                {"id": null, "name": "Mail"}""";
        assertEquals(json(expectedCredential), n8n.sent("POST", "/workflows").at("/nodes/1/credentials/smtp"));
        String expectedWarnings = """
                ["No single workflow 'Stock' is known on instance 'development': set its id in 'Call'.",
                 "No single credential 'Mail' of type 'smtp' is known on instance 'development': missing in 'Send'."]""";
        assertEquals(json(expectedWarnings), answer.path("warnings"));
    }

    @ParameterizedTest
    @CsvSource({"Mail, Second", "there, c2"})
    void credentialsAreTheOnesThatAreChosenByNameOrId(String there, String here) {
        String creation = """
                {"from": {"instance": "staging", "id": "1"}, "credentials": {"%s": "%s"}}""".formatted(there, here);
        n8n.answer("create_workflow", creation);

        assertEquals(
                "c2",
                n8n.sent("POST", "/workflows")
                        .at("/nodes/1/credentials/smtp/id")
                        .asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Mail\": \"Nothing\"}", "{\"Nothing\": \"Mail\"}"})
    void aChoiceOfNothingIsRefusedAndNothingIsWritten(String credentials) {
        String creation = """
                {"from": {"instance": "staging", "id": "1"}, "credentials": %s}""".formatted(credentials);
        var error = n8n.error("create_workflow", creation);

        assertEquals(-32602, error.code());
        assertTrue(error.message().contains("'Nothing'"), error.message());
        assertFalse(n8n.requests().contains("POST /workflows"));
    }

    @Test
    void aCloneOnOneN8nListensAtItsOwnUrlAndKeepsCredentialsAndReferences() {
        String created = """
                {"id": "2", "name": "Copy", "active": false, "versionId": "v", "nodes": [], "connections": {},
                 "settings": {"timezone": "UTC"}}""";
        n8n.gives("POST", "/workflows", 200, created);

        String creation = """
                {"name": "Copy", "from": {"id": "1"}, "tags": []}""";
        n8n.answer("create_workflow", creation);

        ObjectNode sent = n8n.sent("POST", "/workflows");
        assertNotEquals("w1", sent.at("/nodes/0/webhookId").asText());
        assertEquals("there", sent.at("/nodes/1/credentials/smtp/id").asText());
        assertEquals("sub", sent.at("/nodes/2/parameters/workflowId/value").asText());
        assertEquals("Copy", sent.path("name").asText());
    }

    @Test
    void anUpdateKeepsNameCredentialsAndStaticDataOfTheTarget() {
        String update = """
                {"id": "9", "from": {"instance": "staging", "id": "1"}}""";
        JsonNode answer = n8n.answer("update_workflow", update);

        ObjectNode sent = n8n.sent("PUT", "/workflows/9");
        assertEquals("Live orders", sent.path("name").asText());
        assertEquals("live", sent.at("/nodes/1/credentials/smtp/id").asText());
        assertFalse(sent.has("staticData"));
        String expected = """
                ["In: added", "Send mail -> Send: renamed", "Send: position", "Call: added", "links",
                 "settings.timezone"]""";
        assertEquals(json(expected), answer.path("changed"));
        assertTrue(answer.path("warnings").toString().contains("executionTimeout"), answer.toString());
    }

    @Test
    void twoNodesOfTheSourceNeverTakeThePlaceOfOneNodeOfTheTarget() {
        String target = """
                {"id": "9", "name": "Chats", "active": false, "versionId": "p1", "connections": {}, "settings": {}, "nodes": [
                   {"id": "a", "name": "Chat", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                    "webhookId": "here", "parameters": {"path": "chat"}}]}""";
        String source = """
                {"id": "1", "name": "Chats", "active": false, "versionId": "v1", "connections": {}, "settings": {}, "nodes": [
                   {"id": "a", "name": "Old chat", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                    "webhookId": "one", "parameters": {"path": "old"}},
                   {"id": "b", "name": "Chat", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                    "webhookId": "two", "parameters": {"path": "new"}}]}""";
        n8n.gives("GET", "/workflows/9", 200, target);
        staging.gives("GET", "/workflows/1", 200, source);

        n8n.answer("update_workflow", PROMOTION);

        JsonNode nodes = n8n.sent("PUT", "/workflows/9").path("nodes");
        assertEquals(List.of("here", "two"), nodes.findValuesAsText("webhookId"));
    }

    @Test
    void credentialsThatAreNoObjectAreRefusedInAnUpdateToo() {
        String arguments = """
                {"id": "9", "from": {"instance": "staging", "id": "1"}, "credentials": ["Mail"]}""";

        var error = n8n.error("update_workflow", arguments);

        assertEquals(-32602, error.code());
        assertTrue(error.message().contains("must be an object, {name in the source: name here}"), error.message());
        assertEquals(List.of(), n8n.requests());
    }

    @Test
    void whatTheSourceSaysOfItselfIsMeantOfTheCopy() {
        String itself =
                SOURCE.replace("\"sub\"", "\"1\"").replace("{\"timezone\": \"UTC\"}", "{\"errorWorkflow\": \"1\"}");
        staging.gives("GET", "/workflows/1", 200, itself);
        n8n.gives("GET", "/workflows/1", 200, itself);

        for (String from : List.of("{\"instance\": \"staging\", \"id\": \"1\"}", "{\"id\": \"1\"}")) {
            n8n.resetRequests();
            n8n.answer("update_workflow", "{\"id\": \"9\", \"from\": %s}".formatted(from));
            JsonNode sent = n8n.sent("PUT", "/workflows/9");
            assertEquals("9", sent.at("/nodes/2/parameters/workflowId/value").asText());
            assertEquals("9", sent.at("/settings/errorWorkflow").asText());

            JsonNode created = n8n.answer("create_workflow", "{\"from\": %s}".formatted(from));
            String warnings = created.path("warnings").toString();
            assertTrue(warnings.contains("The source calls itself in node 'Call', errorWorkflow."), warnings);
        }
    }

    @Test
    void aReferenceThatIsNotFoundStaysAsItWasSetOnTheTarget() {
        String target = """
                {"id": "9", "name": "Live orders", "active": false, "versionId": "p1", "connections": {}, "settings": {}, "nodes": [
                   {"id": "n3", "name": "Call", "type": "n8n-nodes-base.executeWorkflow", "typeVersion": 1.2, "position": [0, 0],
                    "parameters": {"workflowId": {"__rl": true, "value": "set-by-hand", "mode": "id"}}}]}""";
        n8n.gives("GET", "/workflows/9", 200, target);
        n8n.gives("GET", "/workflows", 200, EMPTY_PAGE);

        JsonNode answer = n8n.answer("update_workflow", PROMOTION);

        JsonNode sent = n8n.sent("PUT", "/workflows/9");
        assertEquals(
                "set-by-hand", sent.at("/nodes/2/parameters/workflowId/value").asText());
        assertFalse(answer.path("warnings").toString().contains("Call"), answer.toString());
    }

    @Test
    void aCredentialThatWasMissingOnceIsLookedUpAgain() {
        n8n.gives(
                "GET",
                "/workflows/9",
                200,
                TARGET.replace("{\"id\": \"live\", \"name\": \"Live mail\"}", "{\"id\": null, \"name\": \"Mail\"}"));

        n8n.answer("update_workflow", PROMOTION);

        JsonNode sent = n8n.sent("PUT", "/workflows/9");
        assertEquals("c1", sent.at("/nodes/1/credentials/smtp/id").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "{\"id\": \"x\"}", "\"\""})
    void aChosenCredentialIsANameOrAnId(String chosen) {
        String arguments = """
                {"id": "9", "from": {"instance": "staging", "id": "1"}, "credentials": {"Mail": %s}}""".formatted(chosen);

        var error = n8n.error("update_workflow", arguments);

        assertEquals(-32602, error.code());
        assertEquals(List.of(), n8n.requests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "form | n8n-nodes-base.formTrigger                 | {\"options\": {\"path\": \"orders\"}} | POST orders",
                "chat | @n8n/n8n-nodes-langchain.chatTrigger       | {\"public\": true}                     | POST w1/chat"
            })
    void aTakenFormOrChatIsToldToo(String kind, String type, String parameters, String address) {
        String node = """
                [{"id": "n1", "name": "In", "type": "%s", "typeVersion": 2.2, "position": [0, 0], "webhookId": "w1",
                  "parameters": %s}]""".formatted(type, parameters);
        String source = """
                {"id": "1", "name": "Orders", "active": false, "versionId": "v1", "connections": {}, "settings": {},
                 "nodes": %s}""".formatted(node);
        String workflows = """
                {"data": [{"id": "x", "name": "Other", "nodes": %s}], "nextCursor": null}""".formatted(node);
        staging.gives("GET", "/workflows/1", 200, source);
        n8n.gives("GET", "/workflows", 200, workflows);
        String warnings =
                n8n.answer("create_workflow", FIRST_PROMOTION).path("warnings").toString();

        assertTrue(warnings.contains("has the " + kind + " '" + address + "' of node 'In' too"), warnings);
    }

    @Test
    void anExpressionInPlaceOfAnIdIsTold() {
        staging.gives(
                "GET", "/workflows/1", 200, SOURCE.replace("\"value\": \"sub\"", "\"value\": \"={{ $json.id }}\""));
        String warnings =
                n8n.answer("create_workflow", FIRST_PROMOTION).path("warnings").toString();

        assertTrue(warnings.contains("Which workflow is called is computed in 'Call'"), warnings);
    }

    @Test
    void aSettingThatNoN8nStoresIsNoChange() {
        String target = TARGET.replace("{\"executionTimeout\": 3}", "{\"timezone\": \"UTC\"}");
        n8n.gives("GET", "/workflows/9", 200, target);
        staging.gives(
                "GET",
                "/workflows/1",
                200,
                SOURCE.replace("{\"timezone\"", "{\"binaryMode\": \"separate\", \"timezone\""));

        JsonNode answer = n8n.answer("update_workflow", PROMOTION);

        assertFalse(answer.path("changed").toString().contains("settings"), answer.toString());
    }

    @Test
    void anEmptyNameIsNoName() {
        String arguments = """
                {"id": "9", "name": "", "from": {"instance": "staging", "id": "1"}}""";

        n8n.answer("update_workflow", arguments);

        assertEquals("Live orders", n8n.sent("PUT", "/workflows/9").path("name").asText());
    }

    @Test
    void aKeyThatMayNotListWorkflowsOrTagsCopiesAndSaysWhatWasNotLookedFor() {
        n8n.gives("GET", "/workflows", 403, message("Forbidden"));
        n8n.gives("GET", "/tags", 403, message("Forbidden"));
        JsonNode answer = n8n.answer("create_workflow", FIRST_PROMOTION);

        String warnings = answer.path("warnings").toString();
        assertEquals("2", answer.path("id").asText());
        assertTrue(
                warnings.contains(
                        "The key of instance 'development' may not list workflows, so names and webhook paths "
                                + "were not looked for."),
                warnings);
        assertTrue(
                warnings.contains("The key may not list the tags of this instance, so the source's were left out."),
                warnings);
    }

    @Test
    void aTakenWebhookIsToldWithTheMethodsThatBothHave() {
        String source = SOURCE.replace(
                "{\"path\": \"orders\", \"httpMethod\": \"POST\"}",
                "{\"path\": \"orders\", \"multipleMethods\": true, \"httpMethod\": [\"GET\", \"POST\"]}");
        staging.gives("GET", "/workflows/1", 200, source);
        String warnings =
                n8n.answer("create_workflow", FIRST_PROMOTION).path("warnings").toString();

        assertTrue(warnings.contains("has the webhook 'POST orders' of node 'In' too"), warnings);
    }

    @Test
    void whatWasSavedWithoutPartsThatThisN8nDoesNotTakeIsToldAsSaved() {
        staging.gives(
                "GET", "/workflows/1", 200, SOURCE.replaceFirst("\\{", "{\"pinData\": {\"In\": [{\"json\": {}}]}, "));
        n8n.givesInTurn(
                "GET",
                "/workflows/9",
                N8nStub.json(200, TARGET),
                N8nStub.json(
                        200,
                        SOURCE.replace(
                                        "\"id\": \"1\", \"name\": \"Orders\", \"active\": true",
                                        "\"id\": \"9\", \"name\": \"Live orders\", \"active\": false")
                                .replace(
                                        "{\"id\": \"there\", \"name\": \"Mail\"}",
                                        "{\"id\": \"live\", \"name\": \"Live mail\"}")
                                .replace("\"sub\"", "\"s9\"")));
        n8n.givesInTurn(
                "PUT",
                "/workflows/9",
                N8nStub.json(400, message("request/body must NOT have additional properties")),
                N8nStub.json(200, "{\"cut"));

        String message = n8n.error("update_workflow", PROMOTION).message();

        assertTrue(message.contains("The change was saved all the same"), message);
    }

    @Test
    void anUpdateIsRefusedWhereTheTargetHasChangedMeanwhile() {
        String update = """
                {"id": "9", "versionId": "p0", "from": {"instance": "staging", "id": "1"}}""";
        n8n.error("update_workflow", update);

        assertEquals(List.of("GET /workflows/9"), n8n.requests());
    }

    @Test
    void anOlderVersionComesBackWithAllItHad() {
        String version = """
                {"versionId": "v1", "workflowId": "1", "connections": {}, "nodes": [
                   {"id": "n1", "name": "In", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                    "webhookId": "w0", "parameters": {"path": "old"}, "credentials": {"a": {"id": "b", "name": "c"}}}]}""";
        n8n.gives("GET", "/workflows/1/v1", 200, version);

        String update = """
                {"id": "1", "from": {"id": "1", "versionId": "v1"}}""";
        JsonNode answer = n8n.answer("update_workflow", update);

        ObjectNode sent = n8n.sent("PUT", "/workflows/1");
        assertEquals("w0", sent.at("/nodes/0/webhookId").asText());
        assertEquals("b", sent.at("/nodes/0/credentials/a/id").asText());
        String expected = """
                {"id": "1", "from": {"id": "1", "versionId": "v2"}, "instance": "development"}""";
        assertEquals(json(expected), answer.path("undo"));
    }

    @Test
    void aMissingVersionAndAnN8nWithoutVersionsHaveErrorsOfTheirOwn() {
        String notFound = """
                {"message": "Version not found"}""";
        n8n.gives("GET", "/workflows/1/gone", 404, notFound);
        String noRoute = """
                {"message": "not found"}""";
        n8n.gives("GET", "/workflows/1/none", 404, noRoute);

        String copyOfGone = """
                {"from": {"id": "1", "versionId": "gone"}}""";
        var gone = n8n.error("create_workflow", copyOfGone);
        String copyOfNone = """
                {"from": {"id": "1", "versionId": "none"}}""";
        var none = n8n.error("create_workflow", copyOfNone);

        assertTrue(gone.message().startsWith("Workflow '1' has no version 'gone'"), gone.message());
        assertTrue(none.message().contains("n8n 1.123 and later do"), none.message());
    }

    @Test
    void theUndoOfADeletionDoesNotPublishADraft() {
        String withDraft = SOURCE.replace("\"activeVersionId\": \"v2\"", "\"activeVersionId\": \"v1\"");
        n8n.gives("GET", "/workflows/1", 200, withDraft);
        n8n.gives("DELETE", "/workflows/1", 200, withDraft);

        JsonNode answer = n8n.withBackups(folder).answer("delete_workflow", id("1"));

        assertFalse(answer.path("undo").has("active"), answer.toString());
        assertTrue(
                answer.path("warnings").toString().contains("holds the draft, version v2, and not version v1"),
                answer.toString());
    }

    @Test
    void aDeletionIsUndoneByTheArgumentsThatItsAnswerHas() {
        n8n.withBackups(folder).gives("DELETE", "/workflows/1", 200, SOURCE);
        String deletion = """
                {"id": "1"}""";
        JsonNode undo = n8n.answer("delete_workflow", deletion).path("undo");

        n8n.answer("create_workflow", ((ObjectNode) undo).put("active", false).toString());

        ObjectNode sent = n8n.sent("POST", "/workflows");
        assertEquals(json(NODES), sent.path("nodes"));
        assertEquals(json(SOURCE).path("staticData"), sent.path("staticData"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.json",
                "/etc/passwd",
                "link.json",
                "nothing.json",
                "folder.json",
                "bad.json",
                "no.json"
            })
    void onlyABackupOfTheInstanceIsRead(String name) throws Exception {
        Path home = Files.createDirectories(folder.resolve("development"));
        Path secret = Files.writeString(folder.resolve("secret.json"), SOURCE);
        Files.createSymbolicLink(home.resolve("link.json"), secret);
        Files.createDirectory(home.resolve("folder.json"));
        Files.writeString(home.resolve("bad.json"), "{");
        Files.writeString(home.resolve("no.json"), "{\"a\": 1}");

        String creation = """
                {"from": {"backup": "%s"}}""".formatted(name);
        var error = n8n.withBackups(folder).error("create_workflow", creation);

        assertEquals(-32602, error.code());
        assertTrue(error.message().contains("ackup '") || error.message().contains("not '"), error.message());
        assertEquals(List.of(), n8n.requests());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"from\": {}}",
                "{\"from\": {\"id\": \"1\", \"backup\": \"x.json\"}}",
                "{\"from\": {\"id\": \"../1\"}}",
                "{\"from\": {\"id\": \"1\", \"versionId\": \"../2\"}}",
                "{\"from\": {\"id\": \"1\"}, \"pinData\": {\"In\": []}}",
                "{\"from\": {\"id\": \"1\", \"file\": \"x\"}}",
                "{\"from\": {\"id\": \"1\"}, \"nodes\": [{}]}",
                "{\"from\": {\"id\": \"1\", \"instance\": \"nowhere\"}}",
                "{\"name\": \"x\", \"nodes\": [], \"credentials\": {\"a\": \"b\"}}",
                "{\"nodes\": []}"
            })
    void whatDoesNotFitIsRefusedBeforeAnythingIsSent(String arguments) {
        assertEquals(-32602, n8n.error("create_workflow", arguments).code());
        assertEquals(List.of(), n8n.requests());
    }

    @Test
    void aReadOnlyInstanceIsASourceAndNoTarget() {
        String creation = """
                {"from": {"instance": "museum", "id": "1"}, "tags": []}""";
        n8n.answer("create_workflow", creation);
        String creationThere = """
                {"instance": "museum", "from": {"id": "1"}}""";
        n8n.error("create_workflow", creationThere);

        assertEquals(
                1, n8n.requests().stream().filter("POST /workflows"::equals).count());
    }

    @Test
    void twoPromotionsOfOneWorkflowAtOnceRunOneAfterTheOther() {
        n8n.stubFor(WireMock.any(WireMock.urlPathEqualTo("/api/v1/workflows/9"))
                .willReturn(N8nStub.json(200, TARGET).withFixedDelay(20)));
        String promotion = """
                {"id": "9", "from": {"instance": "staging", "id": "1"}}""";

        var first = n8n.start("update_workflow", promotion);
        var second = n8n.start("update_workflow", promotion);
        first.answer().join();
        second.answer().join();

        List<String> onTarget = n8n.requests().stream()
                .filter(request -> request.endsWith("/workflows/9"))
                .toList();
        assertEquals(List.of("GET /workflows/9", "PUT /workflows/9", "GET /workflows/9", "PUT /workflows/9"), onTarget);
    }

    @Test
    void aSourceIsReadAfterTheChangesToItThatCameBefore() {
        staging.stubFor(WireMock.any(WireMock.urlPathEqualTo("/api/v1/workflows/1"))
                .willReturn(N8nStub.json(200, SOURCE).withFixedDelay(20)));

        String renaming = """
                {"instance": "staging", "id": "1", "name": "New"}""";
        var change = n8n.start("update_workflow", renaming);
        String copying = """
                {"id": "9", "from": {"instance": "staging", "id": "1"}}""";
        var promotion = n8n.start("update_workflow", copying);
        change.answer().join();
        promotion.answer().join();

        assertEquals(
                List.of("GET /workflows/1", "PUT /workflows/1", "GET /workflows/1"),
                staging.requests().subList(0, 3));
    }

    @Test
    void twoWorkflowsThatAreCopiedOntoEachOtherDoNotWaitForEver() {
        List<N8nStub.StartedCall> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String there = """
                    {"id": "9", "from": {"id": "1"}}""";
            calls.add(n8n.start("update_workflow", there));
            String back = """
                    {"id": "1", "from": {"id": "9"}}""";
            calls.add(n8n.start("update_workflow", back));
        }

        for (N8nStub.StartedCall call : calls) {
            JsonNode answer = call.answer().join();
            assertTrue(answer.has("result"), answer.toString());
        }
    }

    @Test
    void aTargetThatRefusesTheCopyIsToldInItsWords() {
        String refusal = """
                {"message": "request/body/nodes/0 must NOT have additional properties"}""";
        n8n.gives("PUT", "/workflows/9", 400, refusal);

        String update = """
                {"id": "9", "from": {"instance": "staging", "id": "1"}}""";
        var error = n8n.error("update_workflow", update);

        assertTrue(error.message().contains("instance 'development'"), error.message());
        assertTrue(error.message().contains("nodes/0"), error.message());
    }

    @Test
    void aVersionThatIsAnotherOneIsNotBelieved() {
        String version = """
                {"versionId": "v0", "workflowId": "1", "connections": {}, "nodes": []}""";
        n8n.gives("GET", "/workflows/1/v1", 200, version);

        String update = """
                {"id": "1", "from": {"id": "1", "versionId": "v1"}}""";
        var error = n8n.error("update_workflow", update);

        assertTrue(error.message().contains("not the version that was asked for"), error.message());
        assertFalse(n8n.requests().contains("PUT /workflows/1"));
    }

    @Test
    void emptyValuesForWhatIsLeftOutAreNoSource() {
        String update = """
                {"id": "9", "name": "New", "from": {"id": "", "backup": " "}, "credentials": {}}""";
        n8n.answer("update_workflow", update);

        assertEquals("New", n8n.sent("PUT", "/workflows/9").path("name").asText());
        assertEquals(List.of(), staging.requests());
    }

    @Test
    void anUnknownIdInAReferenceOfTheSourceNeverBecomesAPath() {
        staging.gives("GET", "/workflows/1", 200, SOURCE.replace("\"sub\"", "\"../credentials\""));

        String creation = """
                {"from": {"instance": "staging", "id": "1"}, "tags": []}""";
        JsonNode answer = n8n.answer("create_workflow", creation);

        assertEquals(List.of("GET /workflows/1"), staging.requests());
        assertTrue(answer.path("warnings").toString().contains("'Old name'"), answer.toString());
    }

    @Test
    void aSourceThatIsGoneLeavesTheTargetAsItWas() {
        String notFound = """
                {"message": "Not Found"}""";
        staging.gives("GET", "/workflows/1", 404, notFound);

        String update = """
                {"id": "9", "from": {"instance": "staging", "id": "1"}}""";
        var error = n8n.error("update_workflow", update);

        assertTrue(error.message().contains("instance 'staging': Workflow '1' not found"), error.message());
        assertFalse(n8n.requests().contains("PUT /workflows/9"));
    }
}
