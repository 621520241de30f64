package io.github.n8nmcp.tools;

import static io.github.n8nmcp.fixture.TestJson.id;
import static io.github.n8nmcp.fixture.TestJson.json;
import static io.github.n8nmcp.fixture.TestJson.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How {@code delete_workflow} removes a workflow on every n8n. */
class DeleteWorkflowTest {
    private static final String DELETED = """
            {"id": "456", "name": "Old", "active": false, "nodes": [], "connections": {}}""";

    private static final String PUBLISHED =
            message("Cannot delete a published workflow. Unpublish it before deleting.");

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    @Test
    void confirmsWhatWasDeletedByIdAndName() {
        n8n.gives("DELETE", "/workflows/456", 200, DELETED);

        String expected = """
                {"id": "456", "name": "Old", "deleted": true, "message": "Workflow 'Old' was deleted.",
                 "instance": "development"}""";
        assertEquals(json(expected), n8n.answer("delete_workflow", id("456")));
        assertEquals(List.of("DELETE /workflows/456"), n8n.requests());
    }

    @Test
    void deactivatesFirstWhereN8nDemandsItAndWaitsUntilThatIsDone() {
        n8n.givesInTurn(
                "DELETE",
                "/workflows/456",
                N8nStub.json(409, PUBLISHED),
                N8nStub.json(409, message("Workflow is still being unpublished. Please try again in a few moments.")),
                N8nStub.json(200, DELETED));
        n8n.gives("POST", "/workflows/456/deactivate", 200, DELETED);

        n8n.answer("delete_workflow", id("456"));

        assertEquals(
                List.of(
                        "DELETE /workflows/456",
                        "POST /workflows/456/deactivate",
                        "DELETE /workflows/456",
                        "DELETE /workflows/456"),
                n8n.requests());
        assertEquals(json("{}"), n8n.sent("POST", "/workflows/456/deactivate"));
    }

    @Test
    void triesAgainWhereN8nFailsOnAWorkflowThatWasJustPublished() {
        n8n.givesInTurn(
                "DELETE",
                "/workflows/456",
                N8nStub.json(409, PUBLISHED),
                N8nStub.json(500, message("Internal server error")),
                N8nStub.json(404, message("Not Found")));
        n8n.gives("POST", "/workflows/456/deactivate", 200, DELETED);
        n8n.gives("GET", "/workflows/456", 200, DELETED);

        assertEquals(
                "Workflow 'Old' was deleted.",
                n8n.answer("delete_workflow", id("456")).path("message").asText());
    }

    @Test
    void saysThatItDeactivatedAWorkflowThatItCouldNotDelete() {
        n8n.givesInTurn(
                "DELETE",
                "/workflows/456",
                N8nStub.json(409, PUBLISHED),
                N8nStub.json(500, message("Internal server error")));
        n8n.gives("POST", "/workflows/456/deactivate", 200, DELETED);
        n8n.gives("GET", "/workflows/456", 200, DELETED);

        var error = n8n.error("delete_workflow", id("456"));

        assertEquals(
                "API call failed for instance 'development': Internal server error. The workflow is still there. The "
                        + "workflow was deactivated for the deletion.",
                error.message());
    }

    @Test
    void leavesAWorkflowActiveWhenTheConflictIsAboutSomethingElse() {
        n8n.gives("DELETE", "/workflows/456", 409, message("It is being reviewed."));

        var error = n8n.error("delete_workflow", id("456"));

        assertEquals(
                "API call failed for instance 'development': It is being reviewed. Something else holds what this call wants. Look "
                        + "with get_workflow.",
                error.message());
        assertEquals(List.of("DELETE /workflows/456"), n8n.requests());
    }

    @Test
    void saysThatThereIsNoSuchWorkflow() {
        n8n.gives("DELETE", "/workflows/456", 404, message("Not Found"));

        var error = n8n.error("delete_workflow", id("456"));

        assertEquals(-32000, error.code());
        assertEquals(
                "API call failed for instance 'development': Workflow '456' not found. list_workflows shows the ids.",
                error.message());
        String expectedData = """
                {"instance": "development", "status": 404, "hint": "list_workflows shows the ids."}""";
        assertEquals(json(expectedData), error.data());
    }
}
