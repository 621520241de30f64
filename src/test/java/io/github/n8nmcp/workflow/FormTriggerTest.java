package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.fixture.TestJson.workflow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a form listens, by n8n's rules for each version of its node. */
class FormTriggerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1   | {"path": "ask"}                            | WEBHOOK | ask/n8n-form
            2   | {"path": "/ask/"}                          | FORM    | ask
            2.1 | {"path": "ask"}                            | FORM    | ask
            2.2 | {"path": "ask"}                            | FORM    | id
            2.2 | {"path": "old", "options": {"path": "new"}} | FORM    | new
            2.6 | {}                                         | FORM    | id
            """)
    void listensWhereItsVersionSays(String version, String parameters, TriggerRequest.Endpoint endpoint, String path) {
        String stored = """
                {"nodes": [{"name": "Form", "type": "n8n-nodes-base.formTrigger", "typeVersion": %s, "webhookId": "id",
                            "parameters": %s}]}""".formatted(version, parameters);
        FormTrigger form = FormTrigger.of(workflow(stored)).get(0);

        assertEquals(endpoint, form.endpoint());
        assertEquals(path, form.path());
    }
}
