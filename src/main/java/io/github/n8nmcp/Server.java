package io.github.n8nmcp;

import io.github.n8nmcp.call.Backups;
import io.github.n8nmcp.call.ToolCalls;
import io.github.n8nmcp.call.WorkflowLocks;
import io.github.n8nmcp.cli.CommandLine;
import io.github.n8nmcp.config.Config;
import io.github.n8nmcp.config.ConfigException;
import io.github.n8nmcp.config.ConfigLookup;
import io.github.n8nmcp.config.ErrorStyle;
import io.github.n8nmcp.mcp.SdkService;
import io.github.n8nmcp.mcp.ServerInfo;
import io.github.n8nmcp.n8n.Instances;
import io.github.n8nmcp.stdio.StdioServer;
import io.github.n8nmcp.tools.AllTools;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The MCP server: configuration, instances, tools, and the two streams. */
final class Server {
    private static final String INSTRUCTIONS =
            "Workflows of the configured n8n instances. Changes to workflows are lasting: "
                    + "read a workflow before you update it.";
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(10);

    private final ToolCalls calls;
    private final StdioServer stdio;
    private volatile int exitCode;
    private final AtomicBoolean clientGone = new AtomicBoolean();

    private Server(ToolCalls calls, ErrorStyle errors, boolean structuredContent) {
        this.calls = calls;
        ServerInfo info = new ServerInfo("n8n-workflows-mcp", CommandLine.version(), INSTRUCTIONS);
        this.stdio = new StdioServer(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new SdkService(info, calls, errors, structuredContent),
                info,
                this::finishWithoutClient);
    }

    /** The server with the configuration that is found, or without instances if there is none that is right. */
    static Server create(ConfigLookup lookup, Optional<Path> file) {
        try {
            Config config = lookup.find(file);
            config.warnings().forEach(System.err::println);
            return new Server(
                    toolCalls(new Instances(config), config.backupDir()), config.errors(), config.structuredContent());
        } catch (ConfigException e) {
            System.err.println(e.getMessage());
            // The user of a desktop client sees no stderr, but can read the answer of a call.
            return new Server(
                    toolCalls(Instances.unavailable(e.getMessage()), Optional.empty()), ErrorStyle.AUTO, true);
        }
    }

    private static ToolCalls toolCalls(Instances instances, Optional<Path> backupDir) {
        return new ToolCalls(
                AllTools.LIST,
                instances,
                new Backups(backupDir, Clock.systemUTC()),
                WorkflowLocks.ofUser(System.getenv()));
    }

    /**
     * Serves until the end of input, or until the process is told to end, and ends the process. Its exit code is 0 only
     * if all of the input was read and every request answered.
     */
    void serve() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::endAtSignal, "finish"));
        try {
            stdio.serve(this::prepareFirstCall);
        } catch (IOException e) {
            exitCode = 1;
            System.err.println("stdin cannot be read: " + e.getMessage()
                    + ". Start the server with a pipe or a file as its stdin.");
            stdio.close();
        } catch (RuntimeException | Error e) {
            exitCode = 1;
            throw e;
        }
        calls.endWaiting();
        boolean answered = stdio.awaitAnswers(Duration.ofDays(1));
        end(answered, TIME_TO_FINISH);
    }

    /** In the background, while the client is busy: before the list of tools it would delay that by a twentieth. */
    private void prepareFirstCall() {
        Instances instances = calls.instances();
        instances.find(instances.defaultName()).ifPresent(n8n -> {
            Thread thread = new Thread(n8n::prepare, "prepare");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Nobody reads the answers any more. A change that has begun is finished, for as long as at a signal. */
    private void finishWithoutClient() {
        if (clientGone.compareAndSet(false, true)) {
            exitCode = 1;
            // Not on the thread of a call, which would wait for itself.
            new Thread(this::haltOnceFinished, "client-gone").start();
        }
    }

    private void haltOnceFinished() {
        stdio.close();
        calls.cancelAll();
        try {
            calls.awaitIdle(TIME_TO_FINISH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    /** On SIGTERM: what is under way may finish for a while. */
    private void endAtSignal() {
        stdio.close();
        calls.endWaiting();
        long end = System.nanoTime() + TIME_TO_FINISH.toNanos();
        try {
            boolean answered = stdio.awaitAnswers(TIME_TO_FINISH);
            end(answered, Duration.ofNanos(end - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the process, once a cancelled call has finished a change that it had begun; 0 if all that was asked is done. */
    private void end(boolean answered, Duration longest) throws InterruptedException {
        boolean finished = calls.awaitIdle(longest);
        if (finished) {
            RunningThreads.end();
        }
        // Answers are on stdout already, which has no buffer: nothing is left for shutdown hooks to do.
        Runtime.getRuntime().halt(answered && finished ? exitCode : 1);
    }
}
