package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that a caller gives by name. */
class NamedCredentialsTest {
    private static final String STORED = """
            {"id": "1", "name": "A", "active": false, "versionId": "v", "connections": {}, "settings": {}, "tags": [],
             "nodes": [{"id": "n", "name": "Send", "type": "n8n-nodes-base.emailSend", "typeVersion": 2,
                        "position": [0, 0], "parameters": {}}]}""";
    private static final String CREDENTIALS = """
            {"data": [{"id": "c1", "name": "Company SMTP", "type": "smtp"}, {"id": "c2", "name": "Other", "type": "smtp"},
                      {"id": "c3", "name": "Company SMTP", "type": "slackApi"}, {"id": "c4", "name": "Other", "type": "smtp"}],
             "nextCursor": null}""";
    private static final String CREATION = """
            {"name": "A", "nodes": [{"name": "Send", "type": "n8n-nodes-base.emailSend", "typeVersion": 2,
                                     "position": [0, 0], "credentials": {"smtp": %s}}]}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @ParameterizedTest
    @ValueSource(strings = {"\"Company SMTP\"", "\"c1\"", "{\"name\": \"Company SMTP\"}"})
    void credentialsAreFoundByTypeAndNameOrId(String given) {
        n8n.gives("GET", "/credentials", 200, CREDENTIALS);
        n8n.gives("POST", "/workflows", 200, STORED);

        n8n.answer("create_workflow", CREATION.formatted(given));

        String expected = """
                {"smtp": {"id": "c1", "name": "Company SMTP"}}""";
        assertEquals(json(expected), n8n.sent("POST", "/workflows").at("/nodes/0/credentials"));
    }

    @Test
    void credentialsWithAnIdAreTakenAsTheyAre() {
        n8n.gives("POST", "/workflows", 200, STORED);

        n8n.answer("create_workflow", CREATION.formatted("{\"id\": \"x\", \"name\": \"Y\"}"));

        assertEquals(List.of("POST /workflows"), n8n.requests());
    }

    @Test
    void credentialsAreTakenFromOtherWorkflowsWhereN8nDoesNotListThem() {
        n8n.gives("GET", "/credentials", 405, message("GET method not allowed"));
        String otherWorkflows = """
                {"data": [{"id": "9", "nodes": [{"name": "X", "credentials": {"smtp": {"id": "c9", "name": "Company SMTP"}}}]}],
                 "nextCursor": null}""";
        n8n.gives("GET", "/workflows", 200, otherWorkflows);
        n8n.gives("POST", "/workflows", 200, STORED);

        n8n.answer("create_workflow", CREATION.formatted("\"Company SMTP\""));

        assertEquals(
                "c9",
                n8n.sent("POST", "/workflows")
                        .at("/nodes/0/credentials/smtp/id")
                        .asText());
    }

    @Test
    void unknownCredentialsAreRefusedWithThoseOfTheTypeAndNothingIsWritten() {
        n8n.gives("GET", "/credentials", 200, CREDENTIALS);

        var error = n8n.error("create_workflow", CREATION.formatted("\"Compny SMTP\""));

        assertEquals(-32602, error.code());
        assertEquals(
                "There is no credential 'Compny SMTP' of type 'smtp' on instance 'development'. Known: 'Company SMTP', "
                        + "'Other'. Nothing was written.",
                error.message());
        assertFalse(n8n.requests().contains("POST /workflows"));
    }

    @Test
    void ambiguousCredentialsAreRefusedWithTheirIds() {
        n8n.gives("GET", "/credentials", 200, CREDENTIALS);

        var error = n8n.error("create_workflow", CREATION.formatted("\"Other\""));

        assertEquals(
                "There are 2 credentials 'Other' of type 'smtp' on instance 'development': give one of their ids, c2, c4. "
                        + "Nothing was written.",
                error.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"credentials\": {\"smtp\": \"Company SMTP\"}}",
                "{\"credentials.smtp\": \"Company SMTP\"}",
                "{\"/credentials/smtp\": {\"name\": \"Company SMTP\"}}"
            })
    void credentialsAreFoundInOperations(String updates) {
        n8n.gives("GET", "/credentials", 200, CREDENTIALS);
        n8n.gives("GET", "/workflows/1", 200, STORED);
        n8n.gives("PUT", "/workflows/1", 200, STORED);

        n8n.answer(
                "update_workflow",
                "{\"id\": \"1\", \"operations\": [{\"type\": \"updateNode\", \"nodeName\": \"Send\", \"updates\": "
                        + updates + "}]}");

        String expected = """
                {"smtp": {"id": "c1", "name": "Company SMTP"}}""";
        assertEquals(json(expected), n8n.sent("PUT", "/workflows/1").at("/nodes/0/credentials"));
    }
}
