package io.github.n8nmcp.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which proxy leads to which server: {@code proxy} of the instance, else as the variables {@code HTTPS_PROXY}, {@code
 * HTTP_PROXY} and {@code NO_PROXY} say, in lower case or upper case, as curl reads them. The variables are not followed to
 * this machine itself.
 */
public final class Proxies {
    /** No proxy at all. */
    public static final Proxies NONE = new Proxies(Optional.empty(), Map.of());

    private final Optional<ProxyServer> own;
    private final Map<String, String> environment;

    Proxies(Optional<ProxyServer> own, Map<String, String> environment) {
        this.own = own;
        this.environment = environment;
    }

    /** The proxy that leads there; none if the server is to be reached directly. */
    public Optional<ProxyServer> to(URI server) {
        if (own.isPresent()) {
            return own;
        }
        if (Loopback.is(server.getHost()) || isExcepted(server)) {
            return Optional.empty();
        }
        return variable(server.getScheme().toLowerCase(Locale.ROOT) + "_proxy").flatMap(ProxyServer::parse);
    }

    /** The users and passwords of all proxies, as they are and as they are sent. */
    List<String> secrets() {
        List<ProxyServer> proxies = new ArrayList<>();
        own.ifPresent(proxies::add);
        variable("https_proxy").flatMap(ProxyServer::parse).ifPresent(proxies::add);
        variable("http_proxy").flatMap(ProxyServer::parse).ifPresent(proxies::add);
        List<String> secrets = new ArrayList<>();
        for (ProxyServer proxy : proxies) {
            proxy.user().ifPresent(user -> {
                secrets.add(user);
                secrets.add(user.substring(user.indexOf(':') + 1));
            });
            proxy.authorization().ifPresent(value -> secrets.add(value.substring("Basic ".length())));
        }
        return secrets;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.getOrDefault(name, environment.get(name.toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }

    /** Whether {@code NO_PROXY} names the server: its host, a domain above it, either of them with its port, or all. */
    private boolean isExcepted(URI server) {
        String host = server.getHost().toLowerCase(Locale.ROOT);
        int usual = server.getScheme().equalsIgnoreCase("https") ? 443 : 80;
        String port = ":" + (server.getPort() < 0 ? usual : server.getPort());
        for (String entry : variable("no_proxy").orElse("").split(",", -1)) {
            String name = entry.strip().toLowerCase(Locale.ROOT);
            name = name.endsWith(port) ? name.substring(0, name.length() - port.length()) : name;
            name = name.startsWith("*.") ? name.substring(2) : name.startsWith(".") ? name.substring(1) : name;
            if (name.equals("*") || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)))) {
                return true;
            }
        }
        return false;
    }

    /** Nothing: the variables may hold passwords. */
    @Override
    public String toString() {
        return "Proxies";
    }
}
