package io.github.n8nmcp.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A short session without a client and an n8n: both are imitated here. The launcher runs it once as the training run of
 * the JDK's class-data sharing, and keeps the classes that it loaded in an archive that later starts map into memory.
 */
public final class TrainingRun {
    private static final String LINES = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"training","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":1,"method":"tools/list"}
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list_workflows","arguments":{"limit":1}}}
            {"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"get_workflow","arguments":{"id":"1"}}}
            {"jsonrpc":"2.0","id":4,"method":"tools/call","params":{"name":"update_workflow","arguments":\
            {"id":"1","name":"B","nodes":[{"name":"A","type":"t","typeVersion":1,"position":[0,0]}],"connections":{}}}}
            {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"activate_workflow","arguments":{"id":"1"}}}
            {"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":"nothing","arguments":{}}}
            """;
    /** The answer to every request: a page, a workflow and the answer to a change in one. */
    private static final String BODY = """
            {"id":"1","name":"A","active":true,"versionId":"v","createdAt":"c","updatedAt":"u","settings":{},"tags":[],\
            "nodes":[{"id":"n","name":"A","type":"n8n-nodes-base.webhook","typeVersion":2.1,"position":[0,0],\
            "parameters":{}}],"connections":{},"data":[],"nextCursor":null}""";

    private TrainingRun() {}

    /** Puts the client's lines on stdin and the n8n on a port; answers the file of the configuration that names it. */
    public static Path begin() throws IOException {
        System.setIn(new ByteArrayInputStream(LINES.getBytes(StandardCharsets.UTF_8)));
        ServerSocket n8n = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Path config = Files.createTempFile("n8n-workflows-mcp", ".json");
        Thread server = new Thread(() -> serve(n8n, config), "training");
        server.setDaemon(true);
        server.start();
        String host = n8n.getInetAddress().getHostAddress() + ":" + n8n.getLocalPort();
        return Files.writeString(config, """
                {"environments":{"training":{"n8n_host":"http://%s","n8n_api_key":"none"}},\
                "defaultEnv":"training"}""".formatted(host));
    }

    private static void serve(ServerSocket n8n, Path config) {
        while (true) {
            try (Socket connection = n8n.accept()) {
                InputStream in = new BufferedInputStream(connection.getInputStream());
                OutputStream out = connection.getOutputStream();
                while (true) {
                    skipRequest(in);
                    // The caller has read it.
                    Files.deleteIfExists(config);
                    out.write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length()
                                    + "\r\n\r\n" + BODY)
                            .getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // The connection has ended; another may come.
            }
        }
    }

    private static void skipRequest(InputStream in) throws IOException {
        long length = 0;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(line.substring(15).strip());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection has ended");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}
