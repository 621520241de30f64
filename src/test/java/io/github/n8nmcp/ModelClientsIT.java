package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A model behind clients that gave up its whole turn when a tool answered with a JSON-RPC error. The test is the model: it
 * asks for one call after another on a real n8n, and sees what the client shows.
 */
@Tag("n8n")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModelClientsIT extends OnRealN8n {

    @TempDir
    Path folder;

    private enum Client {
        GOOGLE_GENAI,
        LANGCHAIN4J;

        /** Without what it is to start: the server's command is added. */
        private List<String> command() throws Exception {
            return switch (this) {
                case GOOGLE_GENAI ->
                    List.of("node", NodeClients.install().resolve("genai.mjs").toString());
                case LANGCHAIN4J ->
                    List.of(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Path.of("src/test/langchain4j/LangChain4jClient.java")
                                    .toAbsolutePath()
                                    .toString());
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void aModelListsCreatesReadsAndEditsAndReadsTheSentenceOfAFailure(Client client) throws Exception {
        String name = "Orders " + UUID.randomUUID();
        String definition = """
                {"name": "%s", "nodes": [
                   {"name": "Go", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1, "position": [0, 0]},
                   {"name": "Mark", "type": "n8n-nodes-base.set", "typeVersion": 3.4, "position": [220, 0],
                    "parameters": {"options": {"dotNotation": false}}}],
                 "connections": {"Go": {"main": [[{"node": "Mark", "type": "main", "index": 0}]]}}}""".formatted(name);
        ServerProcess model = start(client);

        assertEquals(ToolList.ofJar(), names(model.read()));
        call(model, "create_workflow", definition);
        String id = idOf(name);
        String edit = """
                {"id": "%s", "settings": {"executionTimeout": 60}, "operations": [
                   {"type": "updateNode", "nodeName": "Mark", "updates": {"parameters.options.dotNotation": true}}]}""".formatted(id);
        String wrongEdit = """
                {"id": "%s", "operations": [{"type": "removeNode", "nodeName": "Markk"}]}""".formatted(id);
        String listed = call(model, "list_workflows", "{\"limit\": 5}");
        String read = call(model, "get_workflow", "{\"id\": \"" + id + "\"}");
        call(model, "update_workflow", edit);
        String badArgument = call(model, "update_workflow", wrongEdit);
        String refusal = call(model, "get_workflow", "{\"id\": \"nowhere\"}");

        assertTrue(listed.contains(name), listed);
        assertTrue(read.contains("dotNotation"), read);
        JsonNode stored = n8n.get("/workflows/" + id);
        assertEquals(
                "true", stored.at("/nodes/1/parameters/options/dotNotation").toString());
        assertEquals("Mark", stored.at("/connections/Go/main/0/0/node").asText());
        assertEquals(60, stored.at("/settings/executionTimeout").asInt());
        assertTrue(badArgument.contains("there is no node 'Markk'. Did you mean 'Mark'?"), badArgument);
        assertTrue(refusal.contains("API call failed for instance 'default'"), refusal);
        assertTrue(refusal.contains("list_workflows"), refusal);
        assertEnds(model);
    }

    private ServerProcess start(Client client) throws Exception {
        Path config = Files.writeString(
                folder.resolve("config.json"),
                "{\"n8n_host\": \"" + n8n.url() + "\", \"n8n_api_key\": \"" + n8n.key() + "\"}");
        List<String> command = new ArrayList<>(client.command());
        command.addAll(ServerProcess.command());
        command.addAll(List.of("--config", config.toString()));
        return ServerProcess.start(folder, Map.of(), command);
    }

    private static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** What the model is shown of the answer. */
    private static String call(ServerProcess model, String tool, String arguments) throws IOException {
        String call = "{\"name\": \"" + tool + "\", \"args\": " + arguments + "}";
        model.write(call.replace('\n', ' ') + "\n");
        return model.read().toString();
    }

    private static String idOf(String name) throws Exception {
        return StreamSupport.stream(n8n.get("/workflows").path("data").spliterator(), false)
                .filter(workflow -> workflow.path("name").asText().equals(name))
                .map(workflow -> workflow.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    /** The client ends when the chat is over, and the server with it. */
    private static void assertEnds(ServerProcess model) throws Exception {
        List<ProcessHandle> servers = model.process().descendants().toList();
        assertEquals(1, servers.size(), servers::toString);

        var ended = model.end();

        assertEquals(0, ended.exitCode(), ended.stderr());
        servers.get(0).onExit().get();
    }
}
