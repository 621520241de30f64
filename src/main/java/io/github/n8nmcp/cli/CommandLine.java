package io.github.n8nmcp.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** What the command line asks for. */
public sealed interface CommandLine {
    /** What {@code --help} prints. */
    String HELP = """
            Usage: n8n-workflows-mcp [--config FILE] [--verbose | --check [--json] | --version | --help]

            Serves MCP (JSON-RPC, one message a line) on stdin and stdout, with tools over the workflows of
            the configured n8n instances. Ends at the end of input.

              --config FILE   the configuration; without it, the first found of: $N8N_MCP_CONFIG,
                              ./.config.json, $N8N_HOST with $N8N_API_KEY,
                              ~/.config/n8n-workflows-mcp/config.json
              --verbose       logs methods, n8n's paths and times on stderr
              --check         calls every configured n8n and prints what it found; exit 1 if any fails
              --json          with --check: prints it as JSON
              --version       prints the version
              --help          prints this""";

    /** Serve MCP. */
    record Serve(Optional<Path> config, boolean verbose) implements CommandLine {}

    /** Call every configured n8n. */
    record Check(Optional<Path> config, boolean json, boolean verbose) implements CommandLine {}

    /** Serve one recorded session, for the launcher: see {@link TrainingRun}. It is not in the help. */
    record Train() implements CommandLine {}

    /** Print the version. */
    record Version() implements CommandLine {}

    /** Print the help. */
    record Help() implements CommandLine {}

    /** Say what is wrong with the command line. */
    record Wrong(String reason) implements CommandLine {}

    /** Reads the arguments of the program. */
    static CommandLine parse(String... args) {
        String action = "";
        boolean verbose = false;
        boolean json = false;
        Optional<Path> config = Optional.empty();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (arg.equals("--config") || arg.startsWith("--config=")) {
                String file = arg.equals("--config") ? fileAt(args, ++i) : arg.substring("--config=".length());
                if (file.isEmpty()) {
                    return new Wrong("--config needs a file.");
                }
                try {
                    config = Optional.of(Path.of(file));
                } catch (InvalidPathException e) {
                    return new Wrong("--config needs a file, and '" + file + "' cannot be one.");
                }
                continue;
            }
            switch (arg) {
                case "--verbose" -> verbose = true;
                case "--json" -> json = true;
                case "--check", "--training-run", "--version", "--help", "-h" -> action = arg;
                default -> {
                    return new Wrong("Unknown option: " + arg);
                }
            }
        }
        if (json && !action.equals("--check")) {
            return new Wrong("--json goes with --check.");
        }
        return switch (action) {
            case "--check" -> new Check(config, json, verbose);
            case "--training-run" -> new Train();
            case "--version" -> new Version();
            case "" -> new Serve(config, verbose);
            default -> new Help();
        };
    }

    private static String fileAt(String[] args, int index) {
        return index < args.length && !args[index].startsWith("--") ? args[index] : "";
    }

    /** The version of this program, from the manifest of its jar. */
    static String version() {
        return Optional.ofNullable(CommandLine.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
