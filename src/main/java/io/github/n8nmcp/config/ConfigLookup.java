package io.github.n8nmcp.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The places where a configuration is looked for; the first that has one wins. */
public final class ConfigLookup {
    private final Path workingDirectory;
    private final Map<String, String> environment;

    /**
     * Looks below the given folder and in the given variables, which are those of the process but in
     * tests.
     */
    public ConfigLookup(Path workingDirectory, Map<String, String> environment) {
        this.workingDirectory = workingDirectory;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Looks, in this order, at the file that the command line names, {@code N8N_MCP_CONFIG}, {@code
     * ./.config.json}, {@code N8N_HOST} with {@code N8N_API_KEY}, and the user's configuration
     * folder.
     *
     * @throws ConfigException if there is none, or the first one found is wrong: a later one never
     *     hides that
     */
    public Config find(Optional<Path> fromCommandLine) throws ConfigException {
        Config config = findFile(fromCommandLine);
        Optional<String> errors = variable("N8N_MCP_ERRORS");
        return errors.isEmpty()
                ? config
                : config.withErrors(ErrorStyle.named(errors.get())
                        .orElseThrow(() -> new ConfigException("N8N_MCP_ERRORS " + ErrorStyle.CHOICES)));
    }

    private Config findFile(Optional<Path> fromCommandLine) throws ConfigException {
        Optional<Path> named = fromCommandLine.isPresent() ? fromCommandLine : fromVariable();
        if (named.isPresent()) {
            return read(workingDirectory.resolve(named.get()));
        }
        Path local = workingDirectory.resolve(".config.json");
        if (isThere(local)) {
            return read(local);
        }
        Optional<String> host = variable("N8N_HOST");
        Optional<String> apiKey = variable("N8N_API_KEY");
        if (host.isPresent() && apiKey.isPresent()) {
            return ConfigFile.ofVariables(host.get(), apiKey.get(), workingDirectory, environment);
        }
        Path personal = personalFile();
        if (isThere(personal)) {
            return read(personal);
        }
        if (host.isPresent() != apiKey.isPresent()) {
            throw new ConfigException("No configuration found: "
                    + (host.isPresent()
                            ? "N8N_HOST is set but N8N_API_KEY is not"
                            : "N8N_API_KEY is set but N8N_HOST is not")
                    + ". Set both, or write "
                    + local
                    + ".");
        }
        throw new ConfigException("No configuration found. Write "
                + local
                + " or "
                + personal
                + " with {\"n8n_host\": \"https://n8n.example.com\", \"n8n_api_key\": \"…\"}, or set the variables N8N_HOST "
                + "and N8N_API_KEY, or name a file with --config FILE.");
    }

    private Config read(Path file) throws ConfigException {
        return ConfigFile.read(file, environment);
    }

    /** A link that leads nowhere is there: it is an error, which a later place must not hide. */
    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private Optional<Path> fromVariable() throws ConfigException {
        Optional<String> name = variable("N8N_MCP_CONFIG");
        try {
            return name.map(text -> text.startsWith("~/") ? Home.of(environment).expand(text) : Path.of(text));
        } catch (InvalidPathException e) {
            throw unnamable("The file that N8N_MCP_CONFIG names");
        }
    }

    /** Java without a UTF-8 locale cannot open a file whose name is not ASCII. */
    private static ConfigException unnamable(String what) {
        return new ConfigException(
                what + " has a name that Java cannot use. Start the server in a UTF-8 locale, such as "
                        + "with the variable LC_ALL=C.UTF-8.");
    }

    private Path personalFile() throws ConfigException {
        try {
            return personalFolder().resolve("n8n-workflows-mcp").resolve("config.json");
        } catch (InvalidPathException e) {
            throw unnamable("Your home or configuration folder, where a configuration may lie,");
        }
    }

    private Path personalFolder() {
        // The XDG Base Directory Specification has relative paths ignored.
        return variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Home.of(environment).folder().resolve(".config"));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
