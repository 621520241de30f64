package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The production webhook of a node, as n8n registers it when the workflow is active.
 *
 * @param node the node's name
 * @param method in upper case; the first where the node takes several
 * @param path below the instance's webhook URL; may hold {@code :segments} and expressions
 * @param authentication the word in the node's parameters for what a caller must show; its word for nothing is the text {@code "none"}
 */
public record Webhook(String node, String method, String path, String authentication) {

    /** The webhook nodes that are not disabled, in their order. */
    public static List<Webhook> of(Workflow workflow) {
        List<Webhook> webhooks = new ArrayList<>();
        for (JsonNode json : workflow.nodes()) {
            Node node = new Node(json);
            if (node.shortType().equals("webhook") && !node.isDisabled()) {
                JsonNode parameters = json.path("parameters");
                JsonNode method = parameters.path("httpMethod");
                if (method.isArray()) {
                    method = method.path(0);
                }
                webhooks.add(new Webhook(
                        node.name(),
                        method.asText("GET").toUpperCase(Locale.ROOT),
                        path(workflow.id(), json),
                        parameters.path("authentication").asText("none")));
            }
        }
        return webhooks;
    }

    /** n8n's own rule (n8n-workflow, getNodeWebhookPath), read in 1.82.3 and 2.41.1. */
    private static String path(String workflowId, JsonNode node) {
        String path = node.path("parameters").path("path").asText("").replaceAll("^/+|/+$", "");
        String webhookId = node.path("webhookId").asText("");
        if (webhookId.isEmpty()) {
            String name = encodeUriComponent(node.path("name").asText().toLowerCase(Locale.ROOT));
            return workflowId + "/" + name + "/" + path;
        }
        if (path.isEmpty()) {
            return webhookId;
        }
        boolean dynamic = path.startsWith(":") || path.contains("/:");
        return dynamic ? webhookId + "/" + path : path;
    }

    /** As JavaScript's encodeURIComponent, which leaves some characters as they are that Java's encoder does not. */
    private static String encodeUriComponent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~");
    }

    /** The path as it goes into a URL: n8n decodes that once, and looks for the path as it is stored. */
    public String encodedPath() {
        return Arrays.stream(path.split("/", -1))
                .map(Webhook::encodeUriComponent)
                .collect(Collectors.joining("/"));
    }

    /** Whether anybody can call it who knows its URL. */
    public boolean isOpen() {
        return authentication.equals("none") && !isDynamic() && method.matches("[A-Z]+") && staysInside();
    }

    /** Whether its path leads to a webhook, and not to another part of n8n. */
    public boolean staysInside() {
        return UrlPath.staysInside(path);
    }

    /** Whether the path is computed by n8n, so that nobody outside knows it. */
    public boolean isExpression() {
        return path.contains("/=") || path.startsWith("=") || path.contains("{{");
    }

    /** Whether the path holds parts that only a caller can know. */
    public boolean isDynamic() {
        return path.contains("/:") || isExpression();
    }
}
