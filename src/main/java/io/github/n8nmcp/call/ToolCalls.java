package io.github.n8nmcp.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.http.CallLifetime;
import io.github.n8nmcp.http.CancelledException;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.n8n.Connection;
import io.github.n8nmcp.n8n.Instances;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The tools, and what every call of one goes through: its instance, its arguments, the permission, its turn, the tool,
 * and its outcome.
 */
public final class ToolCalls {
    private final List<Tool<?>> tools;
    private final Instances instances;
    private final Backups backups;
    private final CallOrder order = new CallOrder();
    private final Set<RunningCall> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tool-call");
        thread.setDaemon(true);
        return thread;
    });

    /** These tools over these instances. */
    public ToolCalls(List<Tool<?>> tools, Instances instances, Backups backups) {
        this.tools = tools;
        this.instances = instances;
        this.backups = backups;
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
        Optional<CallOrder.Turn> turn = connection.flatMap(n8n -> turn(tool, n8n, arguments));
        RunningCall call = new RunningCall(lifetime);
        running.add(call);
        threads.execute(() -> {
            try {
                onOutcome.accept(outcome(tool, arguments, progress, lifetime, turn));
            } catch (CancelledException e) {
                // Nobody waits for an answer, and nothing was changed.
            } finally {
                turn.ifPresent(CallOrder.Turn::end);
                ended(call);
            }
        });
        return call;
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
    private Optional<Connection> named(ObjectNode arguments) {
        JsonNode name = arguments.path("instance");
        return instances.find(name.isTextual() ? name.textValue() : instances.defaultName());
    }

    /** A turn on the workflow that the arguments name, if they name one. */
    private Optional<CallOrder.Turn> turn(Tool<?> tool, Connection n8n, ObjectNode arguments) {
        String id = arguments.path("id").asText("").strip();
        return id.isEmpty() ? Optional.empty() : Optional.of(order.ask(n8n.workflowKey(id), !tool.hints().readOnly));
    }

    private Outcome outcome(
            Tool<?> tool,
            ObjectNode arguments,
            Progress progress,
            Optional<CallLifetime> lifetime,
            Optional<CallOrder.Turn> turn) {
        try {
            instances.fault().ifPresent(fault -> {
                throw ToolException.failed(fault);
            });
            ArgumentReader reader = new ArgumentReader(arguments);
            Connection n8n = connection(reader.optionalText("instance", "").orElse(instances.defaultName()));
            Tool.PreparedTool prepared = tool.prepare(reader);
            checkWritable(tool, n8n);
            if (turn.isPresent() && !turn.get().await(lifetime.orElseThrow())) {
                throw n8n.noTurn();
            }
            Call call = new Call(
                    n8n.client(lifetime.orElseThrow()),
                    name -> connection(name).client(lifetime.orElseThrow()),
                    backups,
                    progress,
                    () -> turn.ifPresent(CallOrder.Turn::end));
            JsonNode answer = prepared.run(call);
            if (!tool.hints().readOnly
                    && !tool.hints().openWorld
                    && instances.names().size() > 1) {
                // Who has several n8ns sees which one was changed.
                ((ObjectNode) answer).put("instance", n8n.instance().name());
                if (answer.path("undo") instanceof ObjectNode undo) {
                    undo.put("instance", n8n.instance().name());
                }
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
                .orElseThrow(() -> ToolException.invalid(
                        "Instance '" + name + "' not found. Available: " + String.join(", ", instances.names())));
    }

    /** Says it before anything is sent; that nothing changes is also held below, where all requests pass. */
    private static void checkWritable(Tool<?> tool, Connection n8n) {
        if (n8n.instance().readOnly() && !tool.hints().readOnly) {
            throw ToolException.failed("Instance '" + n8n.instance().name() + "' is read-only: " + tool.name()
                    + " may not reach it. Its owner can change read_only in the configuration.");
        }
    }
}
