package io.github.n8nmcp.n8n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.n8nmcp.fixture.Clients;
import io.github.n8nmcp.workflow.TriggerRequest;
import java.time.Duration;
import java.util.Map;
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
        TriggerRequest request = new TriggerRequest(TriggerRequest.Endpoint.WEBHOOK, "POST", "orders", null, null);

        WebhookAnswer answer = client.webhooks().call(request, Map.of());

        assertEquals("***", answer.body().at("/headers/cf-access-client-secret").asText());
        assertEquals("https", answer.body().at("/headers/x-forwarded-proto").asText());
    }

    @Test
    void theItemsOfARunHaveNoSecret() {
        String finishedRun = """
                {"id": "7", "status": "success", "data": {"items": [%s]}}""".formatted(ECHO);
        n8n.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.okJson(finishedRun)));

        Executions executions = client.executions();

        String run = executions
                .awaitEnd(7, executions.patience(Duration.ofSeconds(1), (taken, atMost, doing) -> {}))
                .toString();

        assertFalse(run.contains(Clients.HEADER_SECRET), run);
        assertTrue(run.contains("\"cf-access-client-secret\":\"***\""), run);
    }
}
