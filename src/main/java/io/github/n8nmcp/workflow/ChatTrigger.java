package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A chat trigger as n8n registers it when the workflow is active (read in the node's versions 1 to 1.5, n8n 1.82.3 and
 * 2.41.1): it answers at {@code webhookId/chat}, and only if it is public.
 *
 * @param node the node's name
 * @param webhookId empty if there is none, so that it has no URL
 * @param isPublic whether anybody outside n8n's editor may chat
 * @param authentication the word in the node's parameters for what a caller must show, else {@code "none"}
 */
public record ChatTrigger(String node, String webhookId, boolean isPublic, String authentication)
        implements HttpTrigger {

    /** The chat triggers that are not disabled, in their order. */
    public static List<ChatTrigger> of(Workflow workflow) {
        List<ChatTrigger> chats = new ArrayList<>();
        for (JsonNode json : workflow.nodes()) {
            Node node = new Node(json);
            if (node.shortType().equals("chatTrigger") && !node.isDisabled()) {
                chats.add(new ChatTrigger(
                        node.name(),
                        json.path("webhookId").asText(""),
                        json.at("/parameters/public").asBoolean(false),
                        json.at("/parameters/authentication").asText("none")));
            }
        }
        return chats;
    }

    @Override
    public String kind() {
        return "chat";
    }

    @Override
    public String address() {
        return "POST " + path();
    }

    @Override
    public TriggerRequest.Endpoint endpoint() {
        return TriggerRequest.Endpoint.WEBHOOK;
    }

    @Override
    public Optional<String> obstacle() {
        if (!PathCheck.staysInside(webhookId)) {
            return Optional.of("has a webhookId that leads out of n8n's public URLs");
        }
        if (!isPublic) {
            return Optional.of("is not public");
        }
        return webhookId.isEmpty() ? Optional.of("has no webhookId, so that n8n gives it no URL") : Optional.empty();
    }

    @Override
    public Optional<String> objection(ObjectNode data) {
        return data.path("chatInput").isTextual()
                ? Optional.empty()
                : Optional.of("Missing data.chatInput: the message for the chat, a string");
    }

    /** {@code sessionId} and {@code action} are filled in where the data has none, as n8n's own chat page does. */
    @Override
    public TriggerRequest request(ObjectNode data) {
        ObjectNode message = data.objectNode();
        message.put("action", "sendMessage");
        message.put("sessionId", UUID.randomUUID().toString());
        message.setAll(data);
        return TriggerRequest.webhook("POST", path(), message);
    }

    private String path() {
        return UrlPath.encoded(webhookId) + "/chat";
    }
}
