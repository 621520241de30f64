package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The production webhook of a node, as n8n registers it when the workflow is active.
 *
 * @param node the node's name
 * @param methods in upper case, at least one
 * @param path below the instance's webhook URL; may hold {@code :segments} and expressions
 * @param authentication the word in the node's parameters for what a caller must show; its word for nothing is the text {@code "none"}
 */
public record Webhook(String node, List<String> methods, String path, String authentication) implements HttpTrigger {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE");

    /** The webhook nodes that are not disabled, in their order. */
    public static List<Webhook> of(Workflow workflow) {
        List<Webhook> webhooks = new ArrayList<>();
        for (JsonNode json : workflow.nodes()) {
            Node node = new Node(json);
            if (node.shortType().equals("webhook") && !node.isDisabled()) {
                JsonNode parameters = json.path("parameters");
                webhooks.add(new Webhook(
                        node.name(),
                        methods(parameters.path("httpMethod")),
                        path(workflow.id(), json),
                        parameters.path("authentication").asText("none")));
            }
        }
        return webhooks;
    }

    private static List<String> methods(JsonNode given) {
        List<String> methods = new ArrayList<>();
        for (JsonNode method : given) {
            methods.add(method.asText().toUpperCase(Locale.ROOT));
        }
        if (!methods.isEmpty()) {
            return methods;
        }
        return List.of(given.isTextual() ? given.textValue().toUpperCase(Locale.ROOT) : "GET");
    }

    /** n8n's own rule (n8n-workflow, getNodeWebhookPath), read in 1.82.3 and 2.41.1. */
    private static String path(String workflowId, JsonNode node) {
        String path = UrlPath.withoutOuterSlashes(node.at("/parameters/path").asText(""));
        String webhookId = node.path("webhookId").asText("");
        if (webhookId.isEmpty()) {
            String name = UrlPath.encodeUriComponent(node.path("name").asText().toLowerCase(Locale.ROOT));
            return workflowId + "/" + name + "/" + path;
        }
        if (path.isEmpty()) {
            return webhookId;
        }
        boolean dynamic = path.startsWith(":") || path.contains("/:");
        return dynamic ? webhookId + "/" + path : path;
    }

    /** The method that is used unless the data asks for one with a body. */
    public String method() {
        return methods.get(0);
    }

    /** The path as it goes into a URL: n8n decodes that once, and looks for the path as it is stored. */
    public String encodedPath() {
        return UrlPath.encoded(path);
    }

    /** Whether the path is computed by n8n, so that nobody outside knows it. */
    public boolean isExpression() {
        return UrlPath.isExpression(path);
    }

    /** The names of the parts of the path that a caller fills in, in their order. */
    public List<String> parameters() {
        return Arrays.stream(path.split("/", -1))
                .filter(Webhook::isParameter)
                .map(segment -> segment.substring(1))
                .toList();
    }

    private static boolean isParameter(String segment) {
        return segment.length() > 1 && segment.startsWith(":");
    }

    @Override
    public String kind() {
        return "webhook";
    }

    @Override
    public String address() {
        return method() + " " + (parameters().isEmpty() ? encodedPath() : path);
    }

    @Override
    public TriggerRequest.Endpoint endpoint() {
        return TriggerRequest.Endpoint.WEBHOOK;
    }

    @Override
    public Optional<String> obstacle() {
        if (!PathCheck.staysInside(path)) {
            return Optional.of("has a path that leads out of n8n's public URLs");
        }
        if (isExpression()) {
            return Optional.of("has an expression in its path, which only n8n can work out");
        }
        return methods.stream().allMatch(method -> method.matches("[A-Z]+"))
                ? Optional.empty()
                : Optional.of("has an expression as its method, which only n8n can work out");
    }

    @Override
    public Optional<String> objection(ObjectNode data) {
        for (String parameter : parameters()) {
            JsonNode value = data.path(parameter);
            if (!value.isValueNode() || value.asText("").isEmpty() || value.isNull()) {
                return Optional.of("Missing data." + Quoted.bare(parameter) + ": the webhook " + Quoted.name(node)
                        + " has it in its path, " + Quoted.bare(path));
            }
        }
        return Optional.empty();
    }

    /**
     * What the path has parameters for goes there; the rest of the data is the JSON body, or the query where the method
     * has no body. Of several methods one with a body is chosen if there is something for a body.
     */
    @Override
    public TriggerRequest request(ObjectNode data) {
        ObjectNode rest = data.deepCopy();
        rest.remove(parameters());
        String filled = Arrays.stream(path.split("/", -1))
                .map(segment ->
                        isParameter(segment) ? data.path(segment.substring(1)).asText() : segment)
                .map(UrlPath::encodeUriComponent)
                .collect(Collectors.joining("/"));
        String method = methods.stream()
                .filter(each -> rest.isEmpty() || !WITHOUT_BODY.contains(each))
                .findFirst()
                .orElse(method());
        return WITHOUT_BODY.contains(method)
                ? TriggerRequest.webhook(method, filled + query(rest), null)
                : TriggerRequest.webhook(method, filled, rest);
    }

    private static String query(ObjectNode data) {
        StringBuilder query = new StringBuilder();
        for (Map.Entry<String, JsonNode> entry : data.properties()) {
            JsonNode value = entry.getValue();
            query.append(query.isEmpty() ? '?' : '&')
                    .append(UrlPath.encodeUriComponent(entry.getKey()))
                    .append('=')
                    .append(UrlPath.encodeUriComponent(value.isContainerNode() ? Json.text(value) : value.asText()));
        }
        return query.toString();
    }
}
