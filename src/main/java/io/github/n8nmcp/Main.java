package io.github.n8nmcp;

import io.github.n8nmcp.cli.Check;
import io.github.n8nmcp.cli.CommandLine;
import io.github.n8nmcp.cli.Terminal;
import io.github.n8nmcp.cli.TrainingRun;
import io.github.n8nmcp.config.ConfigLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Starts what the command line asks for. */
public final class Main {
    private Main() {}

    /** Serves MCP on stdin and stdout, unless the command line asks for something else. */
    public static void main(String[] args) throws Exception {
        CommandLine command = CommandLine.parse(args);
        if (command instanceof CommandLine.Help) {
            System.out.println(CommandLine.HELP);
        } else if (command instanceof CommandLine.Version) {
            System.out.println("n8n-workflows-mcp " + CommandLine.version());
        } else if (command instanceof CommandLine.Wrong wrong) {
            System.err.println(wrong.reason() + "\n" + CommandLine.HELP);
            System.exit(2);
        } else if (command instanceof CommandLine.Check check) {
            setUpLogging(check.verbose());
            int exitCode = Check.run(lookup(), check.config(), check.json());
            RunningThreads.end();
            System.exit(exitCode);
        } else if (command instanceof CommandLine.Train) {
            serve(lookup(TrainingRun.begin()), new CommandLine.Serve(Optional.empty(), false));
        } else if (command instanceof CommandLine.Serve serve) {
            serve(lookup(), serve);
        }
    }

    private static void serve(ConfigLookup lookup, CommandLine.Serve command) throws Exception {
        setUpLogging(command.verbose());
        // stdout belongs to the protocol; what anything else prints goes to stderr.
        System.setOut(System.err);
        // n8n closes an idle connection after five seconds: one about to be closed must not carry a write.
        System.setProperty("jdk.httpclient.keepalive.timeout", "4");
        // Four times the default: a page of 21 MB arrives in two thirds of the time.
        System.setProperty("jdk.httpclient.bufsize", "65536");
        Server server = Server.create(lookup, command.config());
        if (Terminal.isAttached()) {
            System.err.println(
                    "Waiting for JSON-RPC messages on stdin, one a line. End with Ctrl-D; --help says more.");
        }
        server.serve();
    }

    /** Must come before the first logger, which reads it. Quicker than a file in the jar. */
    private static void setUpLogging(boolean verbose) {
        // Naming the provider spares looking for one, and a message about it.
        System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
        String simple = "org.slf4j.simpleLogger.";
        System.setProperty(simple + "defaultLogLevel", "warn");
        System.setProperty(simple + "showThreadName", "false");
        System.setProperty(simple + "showShortLogName", "true");
        // It warns about what the caller is told anyway.
        System.setProperty(simple + "log.io.modelcontextprotocol", "error");
        if (verbose) {
            System.setProperty(simple + "log.io.github.n8nmcp", "debug");
        }
    }

    /** Finds this file, by the code that an ordinary start goes through, so that its classes are in the archive too. */
    private static ConfigLookup lookup(Path file) {
        Path home = file.getParent();
        Map<String, String> variables = Map.of("HOME", home.toString(), "N8N_MCP_CONFIG", "~/" + file.getFileName());
        return new ConfigLookup(home, variables);
    }

    private static ConfigLookup lookup() {
        Path here = Path.of("").toAbsolutePath();
        // Without a UTF-8 locale Java misreads the name of a folder that is not ASCII. Linux has another name for it.
        Path linux = Path.of("/proc/self/cwd");
        return new ConfigLookup(Files.isDirectory(here) || !Files.exists(linux) ? here : linux, System.getenv());
    }
}
