package io.github.n8nmcp.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import io.github.n8nmcp.fixture.N8nStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The calls with which README promotes, clones, restores and undoes do that. */
class ReadmeCopiesTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)## Promote.*?```jsonc\\n(.*?)```");
    private static final Pattern CALL = Pattern.compile("(?s)// (\\w+)(?:: [^\\n]*)?\\n(.*?)(?=\\n//|\\z)");
    private static final String NODES = """
            [{"id": "n", "name": "Daily", "type": "n8n-nodes-base.scheduleTrigger", "typeVersion": 1, "position": [0, 0],
              "parameters": {}}]""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @RegisterExtension
    final N8nStub staging = new N8nStub();

    @TempDir
    Path folder;

    @BeforeEach
    void answerEverything() throws IOException {
        n8n.withUrl("staging", staging.baseUrl()).withBackups(folder);
        for (N8nStub stub : List.of(n8n, staging)) {
            String workflows = """
                    {"data": [], "nextCursor": null}""";
            stub.gives("GET", "/workflows", 200, workflows);
            stub.gives("GET", "/workflows/Zk3vQ8sYt1LmNp5x", 200, workflow("Zk3vQ8sYt1LmNp5x", "Sign-ups"));
            stub.gives("GET", "/workflows/yD6ddy5mFRHWvnr8", 200, workflow("yD6ddy5mFRHWvnr8", "Sign-ups"));
            stub.gives("PUT", "/workflows/Zk3vQ8sYt1LmNp5x", 200, workflow("Zk3vQ8sYt1LmNp5x", "Sign-ups"));
            stub.gives("DELETE", "/workflows/Zk3vQ8sYt1LmNp5x", 200, workflow("Zk3vQ8sYt1LmNp5x", "Sign-ups"));
            stub.gives("POST", "/workflows/new/activate", 200, workflow("new", "Sign-ups"));
            stub.gives("GET", "/workflows/new", 200, workflow("new", "Sign-ups"));
        }
        staging.gives("GET", "/workflows/yD6ddy5mFRHWvnr8", 200, changed(workflow("yD6ddy5mFRHWvnr8", "Sign-ups")));
        n8n.gives("POST", "/workflows", 200, workflow("new", "Sign-ups"));
        staging.gives("POST", "/workflows", 200, workflow("new", "Sign-ups, second form"));
        String version = """
                        {"workflowId": "Zk3vQ8sYt1LmNp5x", "versionId": "671c7036-5c0f-4d5e-9a37-1f0c2f3d4b5a",
                         "nodes": %s, "connections": {}}""".formatted(changed(NODES));
        n8n.stubFor(WireMock.get(WireMock.urlPathMatching("/api/v1/workflows/Zk3vQ8sYt1LmNp5x/671c.*"))
                .willReturn(N8nStub.json(200, version)));
        Files.createDirectories(folder.resolve("production"));
        Files.writeString(
                folder.resolve("production/Zk3vQ8sYt1LmNp5x-20261125T221500.123Z.json"),
                workflow("Zk3vQ8sYt1LmNp5x", "Sign-ups"));
    }

    private static String workflow(String id, String name) {
        return """
                {"id": "%s", "name": "%s", "active": true, "versionId": "v", "activeVersionId": "v", "settings": {},
                 "connections": {}, "tags": [], "nodes": %s}""".formatted(id, name, NODES);
    }

    private static String changed(String definition) {
        return definition.replace("Daily", "Nightly");
    }

    private static List<MatchResult> calls() throws IOException {
        String block = BLOCK.matcher(Files.readString(Path.of("README.md")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        return CALL.matcher(block).results().toList();
    }

    @Test
    void everyCallDoesItsChange() throws IOException {
        List<String> changes = List.of(
                "POST /workflows",
                "PUT /workflows/Zk3vQ8sYt1LmNp5x",
                "POST /workflows",
                "PUT /workflows/Zk3vQ8sYt1LmNp5x",
                "DELETE /workflows/Zk3vQ8sYt1LmNp5x",
                "POST /workflows");
        List<MatchResult> calls = calls().stream()
                .filter(call -> !call.group(1).equals("answers"))
                .toList();
        assertEquals(changes.size(), calls.size());

        for (int i = 0; i < changes.size(); i++) {
            n8n.resetRequests();
            staging.resetRequests();
            JsonNode answer = n8n.answer(calls.get(i).group(1), calls.get(i).group(2));

            List<String> sent = i == 2 ? staging.requests() : n8n.requests();
            assertEquals(List.of(changes.get(i)), changesOf(sent), calls.get(i).group());
            assertFalse(answer.has("warnings"), answer.toString());
        }
    }

    private static List<String> changesOf(List<String> requests) {
        return requests.stream()
                .filter(request -> !request.startsWith("GET") && !request.endsWith("/activate"))
                .toList();
    }

    @Test
    void theUndoThatIsShownIsTheOneThatADeletionAnswersWith() throws IOException {
        JsonNode told = N8nStub.json(calls().stream()
                        .filter(call -> call.group(1).equals("answers"))
                        .findFirst()
                        .orElseThrow()
                        .group(2))
                .path("undo");

        String deletion = """
                {"instance": "production", "id": "Zk3vQ8sYt1LmNp5x"}""";
        JsonNode undo = n8n.answer("delete_workflow", deletion).path("undo");

        String shape = "-\\d{8}T\\d{6}\\.\\d{3}Z\\.json";
        assertEquals(told.toString().replaceAll(shape, ""), undo.toString().replaceAll(shape, ""));
    }
}
