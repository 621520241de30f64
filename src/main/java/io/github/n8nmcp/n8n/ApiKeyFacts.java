package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/**
 * What an API key says of itself. From n8n 1.80 on keys are JSON Web Tokens: {@code aud} names what they are for, and
 * {@code exp} when they end.
 */
final class ApiKeyFacts {
    private ApiKeyFacts() {}

    /** A sentence on why n8n refuses the key, if the key itself shows that; empty otherwise. */
    static String reason(String key, Instant now) {
        JsonNode claims = claims(key);
        String audience = claims.path("aud").asText("");
        if (audience.startsWith("mcp")) {
            return "The key is a token for n8n's own MCP server and not an API key. ";
        }
        if (!audience.isEmpty() && !audience.equals("public-api")) {
            return "The key is not an API key: it is a token for '" + audience.replaceAll("[^\\w-]", "?") + "'. ";
        }
        long end = claims.path("exp").asLong();
        if (end > 0 && end < now.getEpochSecond()) {
            return "The key has expired at " + Instant.ofEpochSecond(end) + ". ";
        }
        return "";
    }

    private static JsonNode claims(String key) {
        String[] parts = key.split("\\.", -1);
        try {
            return Json.tree(parts.length == 3 ? Base64.getUrlDecoder().decode(parts[1]) : new byte[0]);
        } catch (IOException | IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }
}
