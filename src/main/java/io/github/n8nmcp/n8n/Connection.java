package io.github.n8nmcp.n8n;

import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.http.CallLifetime;
import io.github.n8nmcp.http.HttpSender;
import io.github.n8nmcp.http.Time;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** What all calls to one n8n share: its HTTP connections, their limits, and what is known of its API. */
public final class Connection {
    /** Names of this machine beside {@code localhost} and {@code 127.…}. */
    private static final Set<String> HERE = Set.of("0.0.0.0", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]");

    private final Instance instance;
    private final Time time;
    private final HttpSender sender;
    private final KnownApi known = new KnownApi();

    /** Connects with its first call. */
    public Connection(Instance instance, Time time) {
        this.instance = instance;
        this.time = time;
        this.sender = new HttpSender(instance, time);
    }

    /** The instance that is called. */
    public Instance instance() {
        return instance;
    }

    /** The time of a call that begins now. */
    public CallLifetime newLifetime() {
        return new CallLifetime(instance.timeout(), time);
    }

    /** Makes the HTTP client before the first call needs it. Nothing is sent. */
    public void prepare() {
        sender.prepare();
    }

    /** A client for one call. */
    public N8nClient client(CallLifetime lifetime) {
        return new N8nClient(new Api(instance, sender, lifetime), known, time);
    }

    /**
     * What two calls have in common that mean the same workflow, whichever names of the instance and of this machine they
     * use, and whether or not they go by TLS.
     */
    public String workflowKey(String id) {
        URI url = instance.baseUrl();
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            // The same name, written to its root.
            host = host.substring(0, host.length() - 1);
        }
        boolean here = host.startsWith("127.") || HERE.contains(host);
        int port = url.getPort() == 443 || url.getPort() == 80 ? -1 : url.getPort();
        return (here ? "localhost" : host) + ":" + port + url.getRawPath() + " " + id;
    }

    /** The time of a call was up before its turn on the workflow came. */
    public N8nException noTurn() {
        return new FailureMessages(instance).noTurn();
    }
}
