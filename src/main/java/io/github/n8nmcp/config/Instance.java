package io.github.n8nmcp.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
 * @param proxies which proxy leads to it
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
        Optional<String> mcpToken,
        Proxies proxies) {

    /** Copies the headers, keeping their order. */
    public Instance {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Where it is, the same for all names of this machine and with or without TLS, so that one n8n has one place. */
    public String place() {
        String host = baseUrl.getHost().toLowerCase(Locale.ROOT);
        boolean here = host.equals("127.0.0.1") || host.equals("[::1]");
        int port = baseUrl.getPort() == 443 || baseUrl.getPort() == 80 ? -1 : baseUrl.getPort();
        return (here ? "localhost" : host) + ":" + port + baseUrl.getRawPath();
    }

    /** What must not be passed on of what this n8n, or a proxy before it, says. */
    public Secrets secrets() {
        List<String> others = new ArrayList<>(proxies.secrets());
        mcpToken.ifPresent(others::add);
        return Secrets.of(apiKey, headers, others);
    }

    /** The text with this instance's secrets replaced by {@code ***}. */
    public String withoutSecrets(String text) {
        return secrets().blottedOut(text);
    }

    /** Name and URL only: a record's own text would show the secrets. */
    @Override
    public String toString() {
        return "Instance[" + name + ", " + baseUrl + "]";
    }
}
