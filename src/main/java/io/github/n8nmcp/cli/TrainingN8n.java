package io.github.n8nmcp.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An imitation of n8n with one workflow, which it keeps as it was last written, for the {@link TrainingRun}. */
final class TrainingN8n {
    private static final int WORKFLOWS_ON_THE_PAGE = 100;
    private static final int NODES_OF_EACH = 10;

    private final ObjectNode workflow = JsonNodeFactory.instance.objectNode();
    private final byte[] page;

    TrainingN8n(String definition) throws IOException {
        workflow.setAll((ObjectNode) Json.tree(definition));
        ObjectNode listed = workflow.deepCopy();
        for (int i = 1; i < NODES_OF_EACH; i++) {
            listed.withArray("nodes").add(workflow.at("/nodes/0").deepCopy());
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < WORKFLOWS_ON_THE_PAGE; i++) {
            answer.withArray("data").add(listed);
        }
        page = Json.bytes(answer.putNull("nextCursor"));
    }

    /** Answers every connection to the socket in the background; does the work at each request first. */
    void serve(ServerSocket socket, Work atRequest) {
        inBackground(() -> {
            while (true) {
                Socket connection = socket.accept();
                inBackground(() -> serve(connection, atRequest));
            }
        });
    }

    /** What may end with a connection. */
    interface Work {
        void run() throws IOException;
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The client has closed it.
                    }
                },
                "training");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection, Work atRequest) throws IOException {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            while (true) {
                String[] request = line(in).split(" ", 3);
                atRequest.run();
                int length = 0;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                        length = Integer.parseInt(header.substring(15).strip());
                    }
                }
                JsonNode body = Json.tree(in.readNBytes(length));
                byte[] answer = answer(request[0], request[1], body);
                String status = answer.length == 0 ? "404 Not Found" : "200 OK";
                String head = "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: ";
                out.write((head + answer.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(answer);
            }
        }
    }

    /** Nothing for what is not there. */
    private synchronized byte[] answer(String method, String path, JsonNode body) {
        if (path.startsWith("/api/v1/workflows?")) {
            return page;
        }
        if (path.startsWith("/api/v1/executions?")) {
            return bytes("{\"data\":[{\"id\":7,\"workflowId\":\"1\",\"status\":\"success\",\"finished\":true,"
                    + "\"mode\":\"webhook\",\"startedAt\":\"s\",\"stoppedAt\":\"t\"}],\"nextCursor\":null}");
        }
        if (path.startsWith("/webhook/") || path.startsWith("/api/v1/tags") || path.startsWith("/api/v1/credentials")) {
            return bytes("{\"data\":[]}");
        }
        if (path.endsWith("activate")) {
            workflow.put("active", path.endsWith("/activate"));
        } else if (!path.matches("/api/v1/workflows(/1)?")) {
            return new byte[0];
        } else if (!method.equals("GET") && body.isObject()) {
            workflow.setAll((ObjectNode) body);
        }
        return Json.bytes(workflow);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
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
