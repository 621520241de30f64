package io.github.n8nmcp.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    /** Names of this machine beside {@code localhost} and {@code 127.…}. */
    private static final Set<String> LOOPBACK = Set.of("0.0.0.0", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]");

    /** Copies the headers, keeping their order. */
    public Instance {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** An instance with the secrets that the rest tells. */
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

    /** Where it is, the same for all names of this machine and with or without TLS, so that one n8n has one place. */
    public String place() {
        String host = baseUrl.getHost().toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            // The same name, written to its root.
            host = host.substring(0, host.length() - 1);
        }
        boolean here = LOOPBACK.contains(host) || isLoopbackNumber(host);
        int port = baseUrl.getPort() == 443 || baseUrl.getPort() == 80 ? -1 : baseUrl.getPort();
        return (here ? "localhost" : host) + ":" + port + baseUrl.getRawPath();
    }

    private static boolean isLoopbackNumber(String host) {
        return host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
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
