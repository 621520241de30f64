package io.github.n8nmcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Google GenAI's client, which gives up a model's whole turn if a tool answers with a JSON-RPC error. */
@Tag("n8n")
class GenAiClientIT {
    @RegisterExtension
    final StubbedN8n n8n = new StubbedN8n();

    @TempDir
    Path folder;

    @Test
    void aModelListsCreatesAndEditsAndReadsTheSentenceOfAFailure() throws Exception {
        Path config = folder.resolve("config.json");
        Files.writeString(config, n8n.config());
        String stored = """
                {"id": "7", "name": "Orders", "active": false, "versionId": "v1", "connections": {}, "settings": {},
                 "nodes": [{"id": "n", "name": "Go", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1,
                            "position": [0, 0], "parameters": {}}]}""";
        n8n.stubFor(WireMock.post("/api/v1/workflows").willReturn(WireMock.okJson(stored)));
        n8n.stubFor(WireMock.any(WireMock.urlPathEqualTo("/api/v1/workflows/7")).willReturn(WireMock.okJson(stored)));
        String calls = """
                [{"name": "list_workflows", "args": {"limit": 5}},
                 {"name": "create_workflow", "args": {"name": "Orders", "nodes": [
                   {"name": "Go", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1, "position": [0, 0]}]}},
                 {"name": "update_workflow", "args": {"id": "7", "name": "Orders"}},
                 {"name": "list_workflows", "args": {"limit": 500}}]""";
        List<String> command = new ArrayList<>(List.of("node", "genai.mjs", calls));
        command.addAll(ServerProcess.command());
        command.addAll(List.of("--config", config.toString()));

        JsonNode seen = ServerProcess.json(NodeClients.run(command, ""));

        List<String> declared = new ArrayList<>();
        seen.path("declared").forEach(name -> declared.add(name.asText()));
        assertEquals(ToolList.ofJar(), declared);
        assertEquals(
                "A", seen.at("/shown/0/response/structuredContent/data/0/name").asText());
        assertEquals("7", seen.at("/shown/1/response/structuredContent/id").asText());
        assertEquals("7", seen.at("/shown/2/response/structuredContent/id").asText());
        assertEquals(
                "Invalid limit: must be between 1 and 250",
                seen.at("/shown/3/response/error/content/0/text").asText());
        assertEquals("done", seen.path("text").asText());
    }
}
