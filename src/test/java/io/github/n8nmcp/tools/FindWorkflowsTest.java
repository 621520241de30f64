package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding workflows by what their nodes hold. */
class FindWorkflowsTest {
    private static final String FIRST_PAGE = """
            {"data": [
               {"id": "1", "name": "Slack", "active": true, "tags": [], "nodes": [
                  {"name": "Tell", "type": "n8n-nodes-base.slack", "parameters": {"text": "hi"},
                   "credentials": {"slackApi": {"id": "c", "name": "Team Chat"}}}]},
               {"id": "2", "name": "Other", "active": true, "tags": [], "nodes": [
                  {"name": "Get", "type": "n8n-nodes-base.httpRequest",
                   "parameters": {"url": "https://api.example.com/v1", "options": {"list": ["deep VALUE"]}}}]}],
             "nextCursor": "page two"}""";
    private static final String SECOND_PAGE = """
            {"data": [
               {"id": "3", "name": "More", "active": false, "tags": [], "nodes": [
                  {"name": "Also tell", "type": "n8n-nodes-base.slack", "parameters": {}}]}],
             "nextCursor": null}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    private void twoPages() {
        n8n.gives("GET", "/workflows", 200, FIRST_PAGE);
        n8n.stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows"))
                .withQueryParam("cursor", WireMock.equalTo("page two"))
                .willReturn(N8nStub.json(200, SECOND_PAGE)));
    }

    @ParameterizedTest
    @CsvSource({
        "n8n-nodes-base.SLACK, 1 3",
        "team chat, 1",
        "api.example.com, 2",
        "deep value, 2",
        "Also, 3",
        "nowhere, ''"
    })
    void looksIntoTypesNamesParametersAndCredentialsOnAllPages(String text, String found) {
        twoPages();

        JsonNode answer = n8n.answer("list_workflows", "{\"contains\": \"" + text + "\"}");

        assertEquals(found, String.join(" ", answer.path("data").findValuesAsText("id")));
        assertFalse(answer.has("nextCursor"));
    }

    @Test
    void namesTheNodesThatHoldTheText() {
        twoPages();

        String arguments = """
                {"contains": "slack", "limit": 1}""";
        JsonNode answer = n8n.answer("list_workflows", arguments);

        assertEquals(List.of("Tell"), texts(answer.at("/data/0/matches")));
    }

    @Test
    void goesOnWhereItStopped() {
        twoPages();

        String arguments = """
                {"contains": "n8n-nodes-base", "limit": 1}""";
        JsonNode first = n8n.answer("list_workflows", arguments);
        String cursor = first.path("nextCursor").asText();
        JsonNode second = n8n.answer(
                "list_workflows", "{\"contains\": \"n8n-nodes-base\", \"limit\": 1, \"cursor\": \"" + cursor + "\"}");
        JsonNode third = n8n.answer(
                "list_workflows",
                "{\"contains\": \"n8n-nodes-base\", \"limit\": 5, \"cursor\": \""
                        + second.path("nextCursor").asText() + "\"}");

        assertEquals(List.of("1"), first.path("data").findValuesAsText("id"));
        assertEquals(List.of("2"), second.path("data").findValuesAsText("id"));
        assertEquals(List.of("3"), third.path("data").findValuesAsText("id"));
    }
}
