package io.github.n8nmcp.n8n;

import io.github.n8nmcp.config.Config;
import io.github.n8nmcp.config.Instance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configured n8n instances by name, each with its client. */
public final class Instances {
    private final Map<String, N8nClient> clients = new LinkedHashMap<>();
    private final String defaultName;
    private final Optional<String> fault;

    /** A client for each instance; none connects before its first call. */
    public Instances(Config config) {
        for (Instance instance : config.instances().values()) {
            clients.put(instance.name(), new N8nClient(instance, Time.SYSTEM));
        }
        this.defaultName = config.defaultInstance();
        this.fault = Optional.empty();
    }

    private Instances(String fault) {
        this.defaultName = "default";
        this.fault = Optional.of(fault);
    }

    /** No instances, because the configuration is missing or wrong: the sentence says what to mend. */
    public static Instances unavailable(String fault) {
        return new Instances(fault);
    }

    /** Why there are no instances, if there are none. */
    public Optional<String> fault() {
        return fault;
    }

    /** In the order of the configuration. */
    public Set<String> names() {
        return clients.keySet();
    }

    /** The name that calls without an instance mean. */
    public String defaultName() {
        return defaultName;
    }

    /**
     * The client of the named instance; {@code default} means the default one unless an instance
     * bears that name.
     */
    public Optional<N8nClient> find(String name) {
        N8nClient client = clients.get(name);
        if (client == null && name.equals("default")) {
            client = clients.get(defaultName);
        }
        return Optional.ofNullable(client);
    }
}
