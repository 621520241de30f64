package io.github.n8nmcp.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rules for one environment. */
final class InstanceSection {
    static final List<String> KEYS = List.of(
            "n8n_host",
            "n8n_api_key",
            "timeout_ms",
            "read_only",
            "headers",
            "webhook_url",
            "ca_file",
            "mcp_token",
            "proxy");

    private static final int DEFAULT_TIMEOUT_MS = 30_000;
    private static final int LONGEST_TIMEOUT_MS = 3_600_000;

    private InstanceSection() {}

    static Instance instance(String name, Section section) throws ConfigException {
        String host = section.resolvedText("n8n_host")
                .orElseThrow(() -> section.fault(section.name("n8n_host")
                        + " is missing. Set it to the base URL of the n8n, such as \"https://n8n.example.com\""));
        Optional<String> key = section.resolvedText("n8n_api_key");
        String apiKey = key.orElseThrow(() -> section.fault(section.name("n8n_api_key")
                        + " is missing. Make a key in n8n under Settings > n8n API, and put it there or in "
                        + "a variable, as \"${N8N_KEY}\""))
                .strip();
        if (!isVisibleAscii(apiKey)) {
            throw section.fault(section.name("n8n_api_key")
                    + " is empty or has characters that no key has. Copy the key from n8n again");
        }
        URI baseUrl = BaseUrl.ofN8n(section, "n8n_host", host);
        Optional<String> webhooks = section.resolvedText("webhook_url");
        URI webhookUrl = webhooks.isPresent()
                ? BaseUrl.url(section, "webhook_url", webhooks.get())
                : URI.create(baseUrl + "/webhook");
        return new Instance(
                name,
                baseUrl,
                apiKey,
                timeout(section),
                section.flag("read_only"),
                ExtraHeaders.of(section),
                webhookUrl,
                caFile(section),
                mcpToken(section),
                new Proxies(proxy(section), section.variables()));
    }

    private static Optional<String> mcpToken(Section section) throws ConfigException {
        Optional<String> token = section.resolvedText("mcp_token").map(String::strip);
        if (token.isPresent() && !isVisibleAscii(token.get())) {
            throw section.fault(section.name("mcp_token")
                    + " is empty or has characters that no token has. Copy it again from n8n's Settings > MCP");
        }
        return token;
    }

    private static boolean isVisibleAscii(String text) {
        boolean visible = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            visible = visible && text.charAt(i) > ' ' && text.charAt(i) <= '~';
        }
        return visible;
    }

    private static Duration timeout(Section section) throws ConfigException {
        if (!section.has("timeout_ms")) {
            return Duration.ofMillis(DEFAULT_TIMEOUT_MS);
        }
        int millis = section.value("timeout_ms").canConvertToInt()
                        && section.value("timeout_ms").isIntegralNumber()
                ? section.value("timeout_ms").intValue()
                : 0;
        if (millis < 1 || millis > LONGEST_TIMEOUT_MS) {
            throw section.fault(section.name("timeout_ms")
                    + " must be a whole number of milliseconds from 1 to "
                    + LONGEST_TIMEOUT_MS);
        }
        return Duration.ofMillis(millis);
    }

    private static Optional<Path> caFile(Section section) throws ConfigException {
        Optional<Path> file = section.file("ca_file");
        if (file.isPresent() && !(Files.isRegularFile(file.get()) && Files.isReadable(file.get()))) {
            throw section.fault(
                    section.name("ca_file") + " names " + file.get() + ", which cannot be read. Name a PEM file");
        }
        return file;
    }

    private static Optional<ProxyServer> proxy(Section section) throws ConfigException {
        Optional<String> given = section.resolvedText("proxy");
        Optional<ProxyServer> proxy = given.flatMap(ProxyServer::parse);
        if (given.isPresent() && proxy.isEmpty()) {
            throw section.fault(section.name("proxy")
                    + " is not an HTTP proxy. Write it as \"http://host:port\" or \"http://user:password@host:port\"");
        }
        return proxy;
    }
}
