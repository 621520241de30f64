package io.github.n8nmcp.http;

import io.github.n8nmcp.config.Proxies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** The configured proxies as the JDK's client asks for them. */
final class ProxyChoice extends ProxySelector {
    private final Proxies proxies;

    ProxyChoice(Proxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public List<Proxy> select(URI uri) {
        return List.of(proxies.to(uri)
                .map(proxy -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The request fails, and that is told.
    }
}
