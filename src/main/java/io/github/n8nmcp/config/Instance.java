package io.github.n8nmcp.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
 * @param secrets what must not be passed on of what this n8n, or a proxy before it, says
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
        Proxies proxies,
        Secrets secrets) {
    /** Copies the headers, keeping their order. */
    public Instance {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Collects the secrets from the other values. */
    public Instance(
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
        this(
                name,
                baseUrl,
                apiKey,
                timeout,
                readOnly,
                headers,
                webhookUrl,
                caFile,
                mcpToken,
                proxies,
                Secrets.of(
                        apiKey,
                        headers,
                        Stream.concat(proxies.secrets().stream(), mcpToken.stream())
                                .toList()));
    }

    /** Its address in one form: every name of this machine is localhost, and scheme and usual ports are left out. */
    public String normalAddress() {
        String host = baseUrl.getHost().toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            // The same name, written to its root.
            host = host.substring(0, host.length() - 1);
        }
        int port = baseUrl.getPort() == 443 || baseUrl.getPort() == 80 ? -1 : baseUrl.getPort();
        return (Loopback.is(host) ? "localhost" : host) + ":" + port + baseUrl.getRawPath();
    }

    /** The text with this instance's secrets replaced by {@code ***}. */
    public String withoutSecrets(String text) {
        return secrets.blottedOut(text);
    }

    /** Name and URL only: a record's own text would show the secrets. */
    @Override
    public String toString() {
        return "Instance[" + name + ", " + baseUrl + "]";
    }
}
