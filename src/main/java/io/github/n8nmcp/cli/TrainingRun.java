package io.github.n8nmcp.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

/**
 * A session without a client and an n8n: both are imitated. The launcher runs it once as the training run of the JDK's
 * class-data sharing, and keeps the classes that it loaded in an archive that later starts map into memory. So it calls
 * every tool, over HTTP and HTTPS, and has errors too.
 */
public final class TrainingRun {
    private static final String LINES = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"training","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":"list","method":"tools/list"}
            {"jsonrpc":"2.0","id":"ping","method":"ping"}
            not JSON
            """;

    /** Tools and arguments. Those of one workflow are carried out one after another. */
    private static final List<String> CALLS = List.of(
            "list_workflows {}",
            "list_workflows {\"contains\":\"webhook\",\"limit\":5}",
            "get_workflow {\"id\":\"1\"}",
            "get_workflow {\"id\":\"1\",\"detail\":\"summary\"}",
            "get_workflow {\"id\":\"1\",\"detail\":\"runs\"}",
            "get_workflow {\"id\":\"none\"}",
            "get_workflow {}",
            "update_workflow {\"id\":\"1\",\"name\":\"B\"}",
            "update_workflow {\"id\":\"1\",\"nodes\":[{\"name\":\"A\",\"type\":\"n8n-nodes-base.webhook\","
                    + "\"typeVersion\":2,\"position\":[0,0],\"parameters\":{\"path\":\"a\"}},"
                    + "{\"name\":\"C\",\"type\":\"n8n-nodes-base.set\",\"typeVersion\":3.4,\"position\":[200,0]}],"
                    + "\"connections\":{\"A\":{\"main\":[[{\"node\":\"C\",\"type\":\"main\",\"index\":0}]]}}}",
            "update_workflow {\"id\":\"1\",\"operations\":[{\"type\":\"updateNode\",\"nodeName\":\"C\","
                    + "\"updates\":{\"parameters.value\":1}}]}",
            "activate_workflow {\"id\":\"1\"}",
            "execute_workflow {\"id\":\"1\",\"data\":{\"a\":1}}",
            "deactivate_workflow {\"id\":\"1\"}",
            "create_workflow {\"name\":\"D\",\"nodes\":[{\"name\":\"A\",\"type\":\"n8n-nodes-base.webhook\","
                    + "\"typeVersion\":2,\"position\":[0,0]}],\"connections\":{}}",
            "delete_workflow {\"id\":\"1\"}",
            "get_workflow {\"id\":\"1\",\"instance\":\"tls\"}",
            "get_workflow {\"id\":\"1\",\"instance\":\"distrusted\"}",
            "nothing {}");

    private static final String WORKFLOW = """
            {"id":"1","name":"A","active":false,"versionId":"v","createdAt":"c","updatedAt":"u","settings":{},"tags":[],\
            "nodes":[{"id":"n","name":"A","type":"n8n-nodes-base.webhook","typeVersion":2.1,"position":[0,0],\
            "webhookId":"w","parameters":{"path":"a","options":{}}}],"connections":{}}""";

    private TrainingRun() {}

    /** Puts the client's lines on stdin and the n8n on ports; answers the file of the configuration that names them. */
    public static Path begin() throws IOException, InterruptedException, GeneralSecurityException {
        StringBuilder lines = new StringBuilder(LINES);
        for (int i = 0; i < CALLS.size(); i++) {
            String[] call = CALLS.get(i).split(" ", 2);
            lines.append("""
                    {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"%s","arguments":%s}}
                    """.formatted(i, call[0], call[1]));
        }
        System.setIn(new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)));
        TrainingN8n n8n = new TrainingN8n(WORKFLOW);
        ServerSocket plain = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        String instances = instance("training", "http", plain, "");
        if (TrainingCertificate.isUseful()) {
            TrainingCertificate certificate = TrainingCertificate.create();
            ServerSocket tls = certificate.listen();
            Path pem = Files.createTempFile("training", ".pem");
            Files.writeString(pem, certificate.pem());
            n8n.serve(tls, () -> Files.deleteIfExists(pem));
            String trusted = ",\"ca_file\":\"" + pem.toString().replace("\\", "\\\\") + '"';
            instances += "," + instance("tls", "https", tls, trusted) + "," + instance("distrusted", "https", tls, "");
        }
        Path config = Files.createTempFile("training", ".json");
        n8n.serve(plain, () -> Files.deleteIfExists(config));
        return Files.writeString(config, "{\"environments\":{" + instances + "},\"defaultEnv\":\"training\"}");
    }

    private static String instance(String name, String scheme, ServerSocket n8n, String more) {
        return """
                "%s":{"n8n_host":"%s://127.0.0.1:%d","n8n_api_key":"none"%s}""".formatted(name, scheme, n8n.getLocalPort(), more);
    }
}
