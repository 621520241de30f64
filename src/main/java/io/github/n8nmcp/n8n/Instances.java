package io.github.n8nmcp.n8n;

import io.github.n8nmcp.config.Config;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.http.Time;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configured n8n instances by name. */
public final class Instances {
    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final String defaultName;
    private final Optional<String> fault;

    /** All instances of the configuration; none connects before its first call. */
    public Instances(Config config) {
        for (Instance instance : config.instances().values()) {
            connections.put(instance.name(), new Connection(instance, Time.SYSTEM));
        }
        this.defaultName = config.defaultInstance();
        this.fault = Optional.empty();
    }

    private Instances(String fault) {
        this.defaultName = "default";
        this.fault = Optional.of(fault);
    }

    /** No instances, because the configuration is missing or wrong: the sentence says what to correct. */
    public static Instances unavailable(String fault) {
        return new Instances(fault);
    }

    /** Why there are no instances, if there are none. */
    public Optional<String> fault() {
        return fault;
    }

    /** In the order of the configuration. */
    public Set<String> names() {
        return connections.keySet();
    }

    /** The instance that calls without a name mean. */
    public String defaultName() {
        return defaultName;
    }

    /** The named instance; {@code default} means the default one unless an instance has that name. */
    public Optional<Connection> find(String name) {
        Connection connection = connections.get(name);
        if (connection == null && name.equals("default")) {
            connection = connections.get(defaultName);
        }
        return Optional.ofNullable(connection);
    }
}
