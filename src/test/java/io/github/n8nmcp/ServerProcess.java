package io.github.n8nmcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The server as a process with its own folder and environment: the built jar, or another command that starts it. */
final class ServerProcess {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SECONDS_TO_END = 60;

    /** What a process wrote and how it ended. */
    record Ended(int exitCode, List<String> stdout, String stderr) {
        /** Every line of stdout as JSON; fails if one is not. */
        List<JsonNode> answers() {
            return stdout.stream().map(ServerProcess::json).toList();
        }

        JsonNode answer(Object id) {
            return answers().stream()
                    .filter(answer -> answer.path("id").asText().equals(String.valueOf(id)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no answer to " + id + ": " + this));
        }
    }

    private final Process process;
    private final Path stderr;
    private int lastId;

    private ServerProcess(Process process, Path stderr) {
        this.process = process;
        this.stderr = stderr;
    }

    static ServerProcess start(Path folder, String... arguments) {
        List<String> command = command();
        command.addAll(List.of(arguments));
        return started(folder, command);
    }

    /** Starts the jar with a Java heap of at most this size, such as {@code 64m}. */
    static ServerProcess startWithHeap(Path folder, String size) {
        List<String> command = command();
        command.add(1, "-Xmx" + size);
        return started(folder, command);
    }

    /** Starts the server by any command, with variables added to its environment. */
    static ServerProcess start(Path folder, Map<String, String> variables, List<String> command) {
        return started(folder, command, variables);
    }

    private static ServerProcess started(Path folder, List<String> command) {
        return started(folder, command, Map.of());
    }

    private static ServerProcess started(Path folder, List<String> command, Map<String, String> variables) {
        try {
            Path stderr = Files.createTempFile(folder, "stderr", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(folder.toFile()).redirectError(stderr.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("N8N_") || name.startsWith("XDG_"));
            builder.environment().put("HOME", folder.toString());
            builder.environment().putAll(variables);
            return new ServerProcess(builder.start(), stderr);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that starts the jar; the caller may change it. */
    static List<String> command() {
        return new ArrayList<>(List.of(System.getProperty("server.java"), "-jar", System.getProperty("server.jar")));
    }

    /** A folder for PATH that has these commands of this machine and no others. */
    static Path path(Path parent, String... commands) throws IOException {
        Path path = Files.createTempDirectory(parent, "bin");
        for (String name : commands) {
            for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
                Path command = Path.of(folder, name);
                if (Files.isExecutable(command) && !Files.exists(path.resolve(name))) {
                    Files.createSymbolicLink(path.resolve(name), command);
                }
            }
        }
        return path;
    }

    /** Starts the jar, writes the lines, ends its input, and waits until it exits. */
    static Ended pipe(Path folder, String lines, String... arguments) throws Exception {
        ServerProcess server = start(folder, arguments);
        server.write(lines);
        return server.end();
    }

    void write(String lines) throws IOException {
        BufferedWriter writer = process.outputWriter(StandardCharsets.UTF_8);
        writer.write(lines);
        writer.flush();
    }

    /** Calls a tool and waits for the answer; no other call may be running. */
    JsonNode ask(String tool, String arguments) throws IOException {
        write(call(++lastId, tool, arguments));
        JsonNode answer = read();
        if (answer.path("id").asInt() != lastId) {
            throw new AssertionError("this is not the answer to " + lastId + ": " + answer);
        }
        return answer;
    }

    /** Reads the next line of stdout. */
    JsonNode read() throws IOException {
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (line == null) {
            throw new AssertionError("the server has exited: " + Files.readString(stderr));
        }
        return json(line);
    }

    /** Calls a tool and returns its structured content; fails if the answer is an error. */
    JsonNode answer(String tool, String arguments) throws IOException {
        JsonNode answer = ask(tool, arguments);
        if (!answer.at("/result/structuredContent").isObject()) {
            throw new AssertionError(tool + ": " + answer);
        }
        return answer.at("/result/structuredContent");
    }

    Process process() {
        return process;
    }

    /** Ends its input and waits until it exits. */
    Ended end() throws Exception {
        process.outputWriter(StandardCharsets.UTF_8).close();
        return awaitEnd();
    }

    /** Waits until it exits. */
    Ended awaitEnd() throws Exception {
        List<String> stdout;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            stdout = reader.lines().toList();
        }
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the server does not exit");
        }
        return new Ended(process.exitValue(), stdout, Files.readString(stderr));
    }

    /** Asks for the workflow {@code slow}, sends SIGTERM, and only then lets n8n answer. */
    Ended endDuringACall(ServerSocket n8n) throws Exception {
        write(call(1, "get_workflow", "{\"id\": \"slow\"}"));
        try (Socket connection = n8n.accept()) {
            // Through the handle, since Process.destroy() would also close the pipe that the answer comes through.
            process.toHandle().destroy();
            String answer = """
                    HTTP/1.1 200 OK\r
                    Content-Type: application/json\r
                    Content-Length: 41\r
                    \r
                    {"id":"slow","nodes":[],"connections":{}}""";
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
            return awaitEnd();
        }
    }

    /** A line that calls a tool. */
    static String call(Object id, String tool, String arguments) {
        return """
                {"jsonrpc":"2.0","id":%s,"method":"tools/call","params":{"name":"%s","arguments":%s}}
                """.formatted(id, tool, arguments.replace('\n', ' '));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
