package io.github.n8nmcp.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * An HTTP proxy.
 *
 * @param user {@code name:password}, a secret; empty if the proxy asks for none
 */
public record ProxyServer(String host, int port, Optional<String> user) {

    /** Reads {@code http://user:password@host:port}; the scheme and the user may be missing. Empty if it is none. */
    static Optional<ProxyServer> parse(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text.strip() : "http://" + text.strip());
            boolean usable = "http".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() <= 65_535
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
            return usable
                    ? Optional.of(new ProxyServer(
                            uri.getHost(),
                            uri.getPort() < 0 ? 80 : uri.getPort(),
                            Optional.ofNullable(uri.getRawUserInfo())
                                    .map(user -> URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The value of {@code Proxy-Authorization}, if the proxy asks for a user. */
    public Optional<String> authorization() {
        return user.map(name -> "Basic " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** Host and port only: a record's own text would show the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
