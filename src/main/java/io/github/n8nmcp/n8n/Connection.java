package io.github.n8nmcp.n8n;

import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.http.CallLifetime;
import io.github.n8nmcp.http.HttpSender;
import io.github.n8nmcp.http.Time;

/** What all calls to one n8n share: its HTTP connections, their limits, and what is known of its API. */
public final class Connection {
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

    /** What two calls have in common that mean the same workflow, whichever names of the instance they use. */
    public String workflowKey(String id) {
        return instance.normalAddress() + " " + id;
    }

    /** The time of a call was up before its turn on the workflow came. */
    public N8nException noTurn() {
        return new FailureMessages(instance).noTurn();
    }
}
