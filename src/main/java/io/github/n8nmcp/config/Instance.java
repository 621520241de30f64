package io.github.n8nmcp.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One n8n and how to reach it.
 *
 * @param baseUrl without trailing slash and without {@code /api/v1}
 * @param apiKey a secret
 * @param timeout for one call, retries included
 * @param readOnly whether only reading tools may reach it
 * @param headers sent with every call; their values are secrets
 * @param webhookUrl where production webhooks live, without trailing slash
 * @param caFile a PEM file with the certificates of a private CA
 * @param mcpToken for n8n's own MCP server; a secret
 */
public record Instance(
        String name,
        URI baseUrl,
        String apiKey,
        Duration timeout,
        boolean readOnly,
        Map<String, String> headers,
        URI webhookUrl,
        Optional<Path> caFile,
        Optional<String> mcpToken) {

    /**
     * Shorter values are flags such as {@code true}; blotting them out would only garble a message.
     */
    private static final int SHORTEST_SECRET = 5;

    /** Copies the headers, keeping their order. */
    public Instance {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** The text with this instance's secrets replaced by {@code ***}. */
    public String withoutSecrets(String text) {
        String clean = text;
        for (String secret : secrets()) {
            clean = clean.replace(secret, "***");
        }
        return clean;
    }

    /** The longest first, so that none leaves the rest of a longer one behind. */
    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        secrets.add(apiKey);
        mcpToken.ifPresent(secrets::add);
        for (String value : headers.values()) {
            // Of "Bearer abc" the second word is the secret, and may be told alone.
            secrets.addAll(List.of(value, value.substring(value.lastIndexOf(' ') + 1)));
        }
        secrets.removeIf(secret -> secret.length() < SHORTEST_SECRET && !secret.equals(apiKey));
        secrets.sort(Comparator.comparing(String::length).reversed());
        return secrets;
    }

    /** Name and URL only: a record's own text would show the secrets. */
    @Override
    public String toString() {
        return "Instance[" + name + ", " + baseUrl + "]";
    }
}
