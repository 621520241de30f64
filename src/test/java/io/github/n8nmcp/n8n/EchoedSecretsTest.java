package io.github.n8nmcp.n8n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.n8nmcp.fixture.Clients;
import io.github.n8nmcp.fixture.TestJson;
import io.github.n8nmcp.workflow.Webhook;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A workflow that passes on the headers that it was sent does not tell them to a model. */
class EchoedSecretsTest {
    private static final String ECHO = """
            {"headers": {"cf-access-client-secret": "%s", "x-forwarded-proto": "https"}}""".formatted(Clients.HEADER_SECRET);

    @RegisterExtension
    static final WireMockExtension n8n = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private final N8nClient client = Clients.client(n8n.baseUrl());

    @Test
    void theAnswerOfAWebhookHasNoSecret() {
        n8n.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson(ECHO)));
        Webhook webhook = Webhook.of(TestJson.workflow("""
                {"id": "1", "nodes": [{"name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "webhookId": "w",
                  "parameters": {"path": "orders", "httpMethod": "POST"}}], "connections": {}}""")).get(0);

        WebhookAnswer answer = client.webhooks().call(webhook, JsonNodeFactory.instance.objectNode());

        assertEquals("***", answer.body().at("/headers/cf-access-client-secret").asText());
        assertEquals("https", answer.body().at("/headers/x-forwarded-proto").asText());
    }

    @Test
    void theItemsOfARunHaveNoSecret() {
        n8n.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson("""
                {"id": "7", "status": "success", "data": {"items": [%s]}}""".formatted(ECHO))));

        String run = client.executions()
                .awaitEnd(7, Duration.ofSeconds(1), waited -> {})
                .toString();

        assertFalse(run.contains(Clients.HEADER_SECRET), run);
        assertTrue(run.contains("\"cf-access-client-secret\":\"***\""), run);
    }
}
