package io.github.n8nmcp.call;

import static io.github.n8nmcp.fixture.TestJson.id;
import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.workflow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.fixture.N8nStub;
import io.github.n8nmcp.workflow.Workflow;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** That nothing is changed before a copy of it is kept, where the owner wants copies. */
class BackupsTest {
    private static final String RENAME = """
            {"id": "1", "name": "New"}""";

    private static final String STORED = """
            {"id": "1", "name": "Old", "active": false, "versionId": "v1", "nodes": [
               {"id": "n", "name": "A", "type": "t.x", "typeVersion": 1, "position": [0, 0], "parameters": {}}],
             "connections": {}, "settings": {}}""";

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @TempDir
    Path folder;

    @Test
    void anUpdateKeepsTheDefinitionAsItWasAndNamesTheFile() throws Exception {
        n8n.withBackups(folder).gives("GET", "/workflows/1", 200, STORED);
        n8n.gives("PUT", "/workflows/1", 200, STORED);

        JsonNode answer = n8n.answer("update_workflow", RENAME);

        Path file = Path.of(answer.path("backup").asText());
        assertEquals(folder.resolve("development"), file.getParent());
        assertEquals(json(STORED), json(Files.readString(file)));
    }

    @Test
    void aDeletionKeepsTheDefinition() throws Exception {
        n8n.withBackups(folder).gives("GET", "/workflows/1", 200, STORED);
        n8n.gives("DELETE", "/workflows/1", 200, STORED);

        JsonNode answer = n8n.answer("delete_workflow", id("1"));

        assertEquals(
                json(STORED),
                json(Files.readString(Path.of(answer.path("backup").asText()))));
    }

    @Test
    void nothingIsChangedWhenTheCopyCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("taken"), "a file where a folder should be");
        n8n.withBackups(file).gives("GET", "/workflows/1", 200, STORED);
        n8n.gives("PUT", "/workflows/1", 200, STORED);

        var error = n8n.error("update_workflow", RENAME);

        assertEquals(-32000, error.code());
        assertTrue(error.message().startsWith("Nothing was changed, because the backup could not be written"));
        assertEquals(java.util.List.of("GET /workflows/1"), n8n.requests());
    }

    @Test
    void anAnswerNamesNoFileWhenNoneIsKept() {
        n8n.gives("DELETE", "/workflows/1", 200, STORED);

        assertFalse(n8n.answer("delete_workflow", id("1")).has("backup"));
    }

    @Test
    void onlyTheOwnerMayReadACopy() throws Exception {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path file = backups().write("production", workflow(STORED)).orElseThrow();

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void twoCopiesInTheSameMillisecondAreTwoFiles() {
        Path first = backups().write("production", workflow(STORED)).orElseThrow();
        Path second = backups().write("production", workflow(STORED)).orElseThrow();

        assertEquals("1-20261122T003000.000Z.json", first.getFileName().toString());
        assertEquals("1-20261122T003000.000Z-1.json", second.getFileName().toString());
    }

    @Test
    void noInstanceOrIdLeadsOutOfTheFolder() {
        Workflow hostile = workflow(id("../../x"));

        Path file = backups().write("..", hostile).orElseThrow();

        assertTrue(file.normalize().startsWith(folder), file.toString());
        assertEquals(folder.resolve("%2E."), file.getParent());
    }

    private Backups backups() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T00:30:00Z"), ZoneOffset.UTC);
        return new Backups(Optional.of(folder), clock);
    }
}
