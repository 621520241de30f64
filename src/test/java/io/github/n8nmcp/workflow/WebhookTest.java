package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.fixture.TestJson.object;
import static io.github.n8nmcp.fixture.TestJson.workflow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an active workflow listens, by n8n's rules for methods and paths. */
class WebhookTest {

    @Test
    void listsTheWebhookNodesThatAreNotDisabledInTheirOrder() {
        String stored = """
                {
                  "id": "wf1",
                  "nodes": [
                    {"name": "Start", "type": "n8n-nodes-base.manualTrigger", "parameters": {}},
                    {
                      "name": "Orders", "type": "n8n-nodes-base.webhook", "webhookId": "u1",
                      "parameters": {"httpMethod": "POST", "path": "orders", "authentication": "headerAuth"}
                    },
                    {"name": "Old", "type": "n8n-nodes-base.webhook", "webhookId": "u2", "disabled": true, "parameters": {"path": "old"}},
                    {"name": "Health", "type": "n8n-nodes-base.webhook", "webhookId": "u3", "disabled": false, "parameters": {"path": "health"}},
                    {"name": "Form", "type": "n8n-nodes-base.formTrigger", "webhookId": "u4", "parameters": {"path": "form"}},
                    {"name": "Reply", "type": "n8n-nodes-base.respondToWebhook", "parameters": {}}
                  ]
                }
                """;

        assertEquals(
                List.of(
                        new Webhook("Orders", List.of("POST"), "orders", "headerAuth"),
                        new Webhook("Health", List.of("GET"), "health", "none")),
                Webhook.of(workflow(stored)));
    }

    @Test
    void aWorkflowWithoutNodesListensNowhere() {
        String withoutNodes = """
                {"id": "wf1"}
                """;

        assertEquals(List.of(), Webhook.of(workflow(withoutNodes)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                        | GET
            {"httpMethod": "POST"}                                    | POST
            {"httpMethod": "delete"}                                  | DELETE
            # the first of several
            {"multipleMethods": true, "httpMethod": ["PUT", "GET"]}   | PUT
            {"multipleMethods": true}                                 | GET
            {"multipleMethods": true, "httpMethod": []}               | GET
            """)
    void methodIsGetUnlessSaid(String parameters, String method) {
        String hook = """
                {"name": "Hook", "type": "n8n-nodes-base.webhook", "webhookId": "u1", "parameters": %s}
                """.formatted(parameters);

        assertEquals(method, only(hook).method());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"path": "orders"}            | orders
            {"path": "shop/orders"}       | shop/orders
            {"path": "Orders"}            | Orders
            # slashes at the ends do not count
            {"path": "/orders"}           | orders
            {"path": "orders/"}           | orders
            {"path": "/shop/orders/"}     | shop/orders
            # the webhookId stands in for a path, and before a dynamic one
            {"path": ""}                  | u1
            {"path": "/"}                 | u1
            {}                            | u1
            {"path": ":id"}               | u1/:id
            {"path": "/:id"}              | u1/:id
            {"path": "orders/:id/items"}  | u1/orders/:id/items
            # a colon inside of a segment is not dynamic
            {"path": "orders:new"}        | orders:new
            """)
    void pathOfANodeWithWebhookIdIsItsOwn(String parameters, String path) {
        String hook = """
                {"name": "Hook", "type": "n8n-nodes-base.webhook", "webhookId": "u1", "parameters": %s}
                """.formatted(parameters);

        assertEquals(path, only(hook).path());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Webhook     | orders      | wf1/webhook/orders
            Webhook     | /orders/    | wf1/webhook/orders
            Webhook     | orders/:id  | wf1/webhook/orders/:id
            New Orders  | in          | wf1/new%20orders/in
            A/B + C     | in          | wf1/a%2Fb%20%2B%20c/in
            Größe       | in          | wf1/gr%C3%B6%C3%9Fe/in
            """)
    void pathOfANodeWithoutWebhookIdStartsWithWorkflowAndNode(String name, String given, String path) {
        String hook = """
                {"name": "%s", "type": "n8n-nodes-base.webhook", "parameters": {"path": "%s"}}
                """.formatted(name, given);

        assertEquals(path, only(hook).path());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders               | false
            shop/orders:new      | false
            orders/:id           | false
            ={{ $json.path }}    | true
            orders-{{ $now }}    | true
            """)
    void knowsWhetherN8nComputesThePath(String given, boolean computed) {
        String withWebhookId = """
                {"name": "Hook", "type": "n8n-nodes-base.webhook", "webhookId": "u1", "parameters": {"path": "%s"}}
                """.formatted(given);
        String withoutWebhookId = """
                {"name": "Hook", "type": "n8n-nodes-base.webhook", "parameters": {"path": "%s"}}
                """.formatted(given);

        assertEquals(computed, only(withWebhookId).isExpression());
        assertEquals(computed, only(withoutWebhookId).isExpression());
    }

    @Test
    void dataNamedInThePathGoesThereAndTheRestIntoTheBody() {
        Webhook webhook = new Webhook("Hook", List.of("POST"), "u1/orders/:id/:part", "none");

        String data = """
                {"id": 7, "part": "a b/ü", "note": "x"}""";
        TriggerRequest request = webhook.request(object(data));

        assertEquals(List.of("id", "part"), webhook.parameters());
        assertEquals("u1/orders/7/a%20b%2F%C3%BC", request.path());
        String restOfTheData = """
                {"note": "x"}""";
        assertEquals(object(restOfTheData), request.json());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id": 7}            |
            {"id": "x", "a": {}} |
            {"id": 0}            |
            {}                   | Missing data.id: the webhook 'Hook' has it in its path, u1/orders/:id
            {"id": ""}           | Missing data.id: the webhook 'Hook' has it in its path, u1/orders/:id
            {"id": null}         | Missing data.id: the webhook 'Hook' has it in its path, u1/orders/:id
            {"id": {"a": 1}}     | Missing data.id: the webhook 'Hook' has it in its path, u1/orders/:id
            """)
    void refusesDataThatLacksAPartOfThePath(String data, String objection) {
        Webhook webhook = new Webhook("Hook", List.of("POST"), "u1/orders/:id", "none");

        assertEquals(Optional.ofNullable(objection), webhook.objection(object(data)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET PUT    | {"a": 1} | PUT
            GET PUT    | {}       | GET
            GET DELETE | {"a": 1} | GET
            PUT POST   | {"a": 1} | PUT
            """)
    void ofSeveralMethodsOneWithABodyIsChosenForABody(String methods, String data, String chosen) {
        Webhook webhook = new Webhook("Hook", List.of(methods.split(" ", -1)), "orders", "none");

        assertEquals(chosen, webhook.request(object(data)).method());
    }

    private static Webhook only(String node) {
        String stored = """
                {"id": "wf1", "nodes": [%s]}
                """.formatted(node);
        List<Webhook> webhooks = Webhook.of(workflow(stored));
        assertEquals(1, webhooks.size());
        return webhooks.get(0);
    }
}
