package io.github.n8nmcp;

import io.github.n8nmcp.config.Config;
import io.github.n8nmcp.config.ConfigException;
import io.github.n8nmcp.config.ConfigLookup;
import io.github.n8nmcp.config.ErrorStyle;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.n8n.Instances;
import io.github.n8nmcp.stdio.SdkJson;
import io.github.n8nmcp.stdio.ServerInfo;
import io.github.n8nmcp.stdio.StdioTransport;
import io.github.n8nmcp.tools.Toolbox;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The command line, and how the program is put together. */
public final class Main {
    private static final String INSTRUCTIONS =
            "Workflows of the configured n8n instances. Changes to workflows are lasting: "
                    + "read a workflow before you update it.";
    private static final int SECONDS_TO_FINISH = 10;

    private Main() {}

    /** Serves MCP on stdin and stdout, unless the command line asks for something else. */
    public static void main(String[] args) throws Exception {
        CommandLine command = CommandLine.parse(args);
        setUpLogging(command.verbose());
        switch (command.action()) {
            case HELP -> System.out.println(CommandLine.HELP);
            case VERSION -> System.out.println("n8n-workflows-mcp " + version());
            case WRONG -> {
                System.err.println(command.fault() + "\n" + CommandLine.HELP);
                System.exit(2);
            }
            case CHECK -> System.exit(check(command.config(), command.json()));
            case REHEARSE -> serve(Optional.of(Rehearsal.begin()), false);
            case SERVE -> serve(command.config(), command.verbose());
        }
    }

    /** Before the first logger is made, which reads it; quicker so than from a file in the jar. */
    private static void setUpLogging(boolean verbose) {
        // Naming the provider spares looking for one, and saying so.
        System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "WARN");
        String simple = "org.slf4j.simpleLogger.";
        System.setProperty(simple + "defaultLogLevel", "warn");
        System.setProperty(simple + "showThreadName", "false");
        System.setProperty(simple + "showShortLogName", "true");
        // It warns of what is told to the caller anyway.
        System.setProperty(simple + "log.io.modelcontextprotocol", "error");
        if (verbose) {
            System.setProperty(simple + "log.io.github.n8nmcp", "debug");
        }
    }

    private static int check(Optional<Path> file, boolean json) {
        try {
            Config config = lookUp(file);
            config.warnings().forEach(System.err::println);
            // https://no-color.org
            boolean coloured = isTerminal() && System.getenv("NO_COLOR") == null;
            return Check.run(
                    config, json ? Check.Style.JSON : coloured ? Check.Style.COLOURED : Check.Style.PLAIN, System.out);
        } catch (ConfigException e) {
            if (json) {
                System.out.println(Json.text(Check.fault(e.getMessage())));
            } else {
                System.err.println(e.getMessage());
            }
            return 1;
        }
    }

    private static Config lookUp(Optional<Path> file) throws ConfigException {
        return new ConfigLookup(Path.of("").toAbsolutePath(), System.getenv()).find(file);
    }

    private static void serve(Optional<Path> file, boolean verbose) throws Exception {
        // stdout is the protocol's; what anybody else prints goes to stderr.
        System.setOut(System.err);
        // n8n closes an idle connection after five seconds: one about to be closed must not carry a write.
        System.setProperty("jdk.httpclient.keepalive.timeout", "4");
        // Four times the usual: a page of 21 MB arrives in two thirds of the time.
        System.setProperty("jdk.httpclient.bufsize", "65536");
        // The SDK takes as long to get going as the configuration does to be read, so the one is done beside the other;
        // but not where all is told, since nobody asked for what it lists.
        if (!verbose) {
            Thread rousing = new Thread(Main::rouseSdk, "rousing");
            rousing.setDaemon(true);
            rousing.start();
        }
        Toolbox toolbox = toolbox(file);
        ServerInfo server = new ServerInfo("n8n-workflows-mcp", version(), INSTRUCTIONS);
        StdioTransport transport = new StdioTransport(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                server,
                () -> Runtime.getRuntime().halt(1));
        register(toolbox, transport, server);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(transport, toolbox)));
        if (isTerminal()) {
            System.err.println(
                    "Waiting for JSON-RPC messages on stdin, one a line. End with Ctrl-D; --help says more.");
        }
        transport.serve();
        System.exit(0);
    }

    /** Has a server list its tools to nobody, for what it loads and links, which later servers have need of too. */
    private static void rouseSdk() {
        ServerInfo nobody = new ServerInfo("nobody", "0", "");
        byte[] list = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"tools/list\"}".getBytes(StandardCharsets.US_ASCII);
        StdioTransport transport =
                new StdioTransport(new ByteArrayInputStream(list), OutputStream.nullOutputStream(), nobody, () -> {});
        register(unavailable(""), transport, nobody);
        try {
            transport.serve();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("nothing is read or waited for", e);
        }
    }

    private static void register(Toolbox toolbox, StdioTransport transport, ServerInfo server) {
        McpServer.async(transport)
                .serverInfo(server.name(), server.version())
                .instructions(server.instructions())
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .jsonMapper(new SdkJson())
                // The toolbox checks arguments in the reference's words, the tests check the answers.
                .validateToolInputs(false)
                .jsonSchemaValidator((schema, value) -> ValidationResponse.asValid(null))
                .tools(toolbox.specifications())
                .build();
    }

    private static Toolbox toolbox(Optional<Path> file) {
        try {
            Config config = lookUp(file);
            config.warnings().forEach(System.err::println);
            return new Toolbox(new Instances(config), new Toolbox.Options(config.errors(), config.backupDir()));
        } catch (ConfigException e) {
            // Serving on lets the user of a desktop client, who sees no stderr, read it as the answer of a call.
            System.err.println(e.getMessage());
            return unavailable(e.getMessage());
        }
    }

    private static Toolbox unavailable(String why) {
        return new Toolbox(Instances.unavailable(why), new Toolbox.Options(ErrorStyle.AUTO, Optional.empty()));
    }

    /** On SIGTERM: what is under way may finish, and that is a good end. */
    private static void finish(StdioTransport transport, Toolbox toolbox) {
        transport.close();
        try {
            boolean finished = transport.awaitAnswers(SECONDS_TO_FINISH);
            toolbox.awaitIdle(SECONDS_TO_FINISH * 1_000L);
            Runtime.getRuntime().halt(finished ? 0 : 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // Error Prone does not see the property, which makes the old answer good again.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        // From JDK 22 on there is a console even when stdin is a pipe, unless it is asked for the old one.
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }

    private static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
