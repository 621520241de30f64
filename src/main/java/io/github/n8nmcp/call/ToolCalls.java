package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.http.CallLifetime;
import io.github.n8nmcp.http.CancelledException;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.n8n.Connection;
import io.github.n8nmcp.n8n.Instances;
import io.github.n8nmcp.workflow.Serialized;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The tools, and what every call of one goes through: its instance, its arguments, the permission, its turn, the tool,
 * and its outcome.
 */
public final class ToolCalls {
    private final List<Tool<?>> tools;
    private final Instances instances;
    private final Backups backups;
    private final WorkflowLocks locks;
    private final CallOrder order = new CallOrder();
    private final Set<RunningCall> running = ConcurrentHashMap.newKeySet();
    private final CallThreads threads = new CallThreads();

    /** These tools over these instances. */
    public ToolCalls(List<Tool<?>> tools, Instances instances, Backups backups, WorkflowLocks locks) {
        this.tools = tools;
        this.instances = instances;
        this.backups = backups;
        this.locks = locks;
    }

    /** The tools in the order in which they are listed. */
    public List<Tool<?>> tools() {
        return tools;
    }

    /** The instances that a call may name. */
    public Instances instances() {
        return instances;
    }

    /** A call under way. */
    public static final class RunningCall {
        private final Optional<CallLifetime> lifetime;

        private RunningCall(Optional<CallLifetime> lifetime) {
            this.lifetime = lifetime;
        }

        /** The caller no longer wants an answer. A change that has begun is finished all the same. */
        public void cancel() {
            lifetime.ifPresent(CallLifetime::cancel);
        }
    }

    /**
     * Starts a call. Calls on one workflow take their turns in the order in which they are started. The consumer gets the
     * outcome on another thread, unless the call was cancelled before it changed anything.
     */
    public RunningCall start(Tool<?> tool, ObjectNode arguments, Progress progress, Consumer<Outcome> onOutcome) {
        Optional<Connection> connection = named(arguments);
        Optional<CallLifetime> lifetime = connection.map(Connection::newLifetime);
        Turns turns = new Turns(order.ask(workflows(tool, arguments)), locks);
        RunningCall call = new RunningCall(lifetime);
        running.add(call);
        Runnable work = () -> {
            try {
                onOutcome.accept(outcome(tool, arguments, progress, lifetime, turns));
            } catch (CancelledException e) {
                // Nobody waits for an answer, and nothing was changed.
            } finally {
                turns.end();
                ended(call);
            }
        };
        try {
            threads.execute(work);
        } catch (OutOfMemoryError e) {
            // The system has no thread left.
            turns.end();
            ended(call);
            onOutcome.accept(Failures.of(tool.name(), e));
        }
        return call;
    }

    /** Nobody wants an answer any more. Changes that have begun are finished all the same. */
    public void cancelAll() {
        running.forEach(RunningCall::cancel);
    }

    /** The server is about to end: calls that only wait for a run to end answer with what they know. */
    public void endWaiting() {
        running.forEach(call -> call.lifetime.ifPresent(CallLifetime::endWaiting));
    }

    /** Waits until no call runs, a cancelled one that must finish a change included; false if that takes longer. */
    public synchronized boolean awaitIdle(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!running.isEmpty()) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private synchronized void ended(RunningCall call) {
        running.remove(call);
        notifyAll();
    }

    /** The instance that the arguments seem to name; whether they do is checked when the call has begun. */
    private Optional<Connection> named(JsonNode arguments) {
        return instances.find(text(arguments, "instance").orElse(instances.defaultName()));
    }

    /** The workflow that the arguments name, and the one that they copy, each with whether the call may change it. */
    private Map<String, Boolean> workflows(Tool<?> tool, ObjectNode arguments) {
        Map<String, Boolean> workflows = new LinkedHashMap<>();
        Optional<Connection> n8n = named(arguments);
        key(n8n, arguments).ifPresent(key -> workflows.put(key, !tool.hints().readOnly));
        JsonNode source = Serialized.object(arguments.path("from"));
        Optional<Connection> sourceN8n = text(source, "instance").isPresent() ? named(source) : n8n;
        key(sourceN8n, source).ifPresent(key -> workflows.putIfAbsent(key, false));
        return workflows;
    }

    private static Optional<String> key(Optional<Connection> n8n, JsonNode arguments) {
        return n8n.flatMap(connection -> text(arguments, "id").map(connection::workflowKey));
    }

    private static Optional<String> text(JsonNode object, String field) {
        return Optional.of(object.path(field).asText("").strip()).filter(text -> !text.isEmpty());
    }

    private Outcome outcome(
            Tool<?> tool, ObjectNode arguments, Progress progress, Optional<CallLifetime> lifetime, Turns turns) {
        try {
            instances.fault().ifPresent(fault -> {
                throw ToolException.failed(fault);
            });
            ArgumentReader reader = new ArgumentReader(arguments);
            Connection n8n = connection(reader.optionalText("instance", "").orElse(instances.defaultName()));
            Tool.PreparedTool prepared = tool.prepare(reader);
            checkWritable(tool, n8n);
            if (!turns.await(lifetime.orElseThrow())) {
                throw n8n.noTurn();
            }
            Call call = new Call(
                    n8n.client(lifetime.orElseThrow()),
                    name -> connection(name).client(lifetime.orElseThrow()),
                    backups,
                    progress,
                    turns::end);
            JsonNode answer = prepared.run(call);
            if (changesWorkflows(tool) && instances.names().size() > 1) {
                nameInstance((ObjectNode) answer, n8n.instance().name());
            }
            if (!call.warnings().isEmpty()) {
                call.warnings().forEach(((ObjectNode) answer).putArray("warnings")::add);
            }
            return new Outcome.Success(Json.raw(Json.bytes(answer)));
        } catch (CancelledException e) {
            throw e;
        } catch (Throwable e) {
            // Errors too: a call without an outcome would keep the process from ever ending.
            return Failures.of(tool.name(), e);
        }
    }

    private Connection connection(String name) {
        return instances
                .find(name)
                .orElseThrow(() -> ToolException.invalid("Instance " + Quoted.name(name) + " not found. Available: "
                        + String.join(", ", instances.names())));
    }

    private static boolean changesWorkflows(Tool<?> tool) {
        return !tool.hints().readOnly && !tool.hints().openWorld;
    }

    /** Who has several n8ns sees which one was changed. */
    private static void nameInstance(ObjectNode answer, String name) {
        answer.put("instance", name);
        if (answer.path("undo") instanceof ObjectNode undo) {
            undo.put("instance", name);
        }
    }

    /** Says it before anything is sent; that nothing changes is also held below, where all requests pass. */
    private static void checkWritable(Tool<?> tool, Connection n8n) {
        if (n8n.instance().readOnly() && !tool.hints().readOnly) {
            throw ToolException.failed("Instance '" + n8n.instance().name() + "' is read-only: " + tool.name()
                    + " may not reach it. Its owner can change read_only in the configuration.");
        }
    }
}
