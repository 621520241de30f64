package io.github.n8nmcp;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param config the file named with {@code --config}
 * @param verbose whether stderr is to tell what went where
 * @param json whether what is told of the check is for a program
 * @param fault what is wrong with it, else empty
 */
record CommandLine(Action action, Optional<Path> config, boolean verbose, boolean json, String fault) {
    static final String HELP = """
            Usage: n8n-workflows-mcp [--config FILE] [--verbose | --check [--json] | --version | --help]

            Serves MCP (JSON-RPC, one message a line) on stdin and stdout, with eight tools over the
            workflows of the configured n8n instances. Ends at the end of input.

              --config FILE   the configuration; without it, the first found of: $N8N_MCP_CONFIG,
                              ./.config.json, $N8N_HOST with $N8N_API_KEY,
                              ~/.config/n8n-workflows-mcp/config.json
              --verbose       tells on stderr what went where: methods, n8n's paths, times
              --check         calls every configured n8n and says what it found; exit 1 if any fails
              --json          with --check: says it as JSON
              --version       prints the version
              --help          prints this""";

    enum Action {
        SERVE,
        CHECK,
        /** For the launcher, and so not in the help: see {@link Rehearsal}. */
        REHEARSE,
        VERSION,
        HELP,
        WRONG
    }

    static CommandLine parse(String... args) {
        Action action = Action.SERVE;
        boolean verbose = false;
        boolean json = false;
        Optional<Path> config = Optional.empty();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            if (arg.equals("--config=") || (arg.equals("--config") && !isFile(args, i + 1))) {
                return wrong("--config needs a file.");
            }
            if (arg.equals("--config") || arg.startsWith("--config=")) {
                String file = arg.equals("--config") ? args[++i] : arg.substring("--config=".length());
                try {
                    config = Optional.of(Path.of(file));
                } catch (InvalidPathException e) {
                    return wrong("--config needs a file, and '" + file + "' cannot be one.");
                }
                continue;
            }
            switch (arg) {
                case "--verbose" -> verbose = true;
                case "--json" -> json = true;
                case "--check" -> action = Action.CHECK;
                case "--training-run" -> action = Action.REHEARSE;
                case "--version" -> action = Action.VERSION;
                case "--help", "-h" -> action = Action.HELP;
                default -> {
                    return wrong("Unknown option: " + arg);
                }
            }
        }
        if (json && action != Action.CHECK) {
            return wrong("--json goes with --check.");
        }
        return new CommandLine(action, config, verbose, json, "");
    }

    private static boolean isFile(String[] args, int index) {
        return index < args.length && !args[index].isEmpty() && !args[index].startsWith("--");
    }

    private static CommandLine wrong(String fault) {
        return new CommandLine(Action.WRONG, Optional.empty(), false, false, fault);
    }
}
