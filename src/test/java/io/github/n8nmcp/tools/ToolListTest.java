package io.github.n8nmcp.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.fixture.N8nStub;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules over all tools as they are listed, and a snapshot of the list. */
class ToolListTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The same line ends on every system. */
    private static final PrettyPrinter INDENTED =
            new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

    private static final int MOST_BYTES = 11 << 10;

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    static List<Tool<?>> tools() {
        return AllTools.LIST;
    }

    @Test
    void listsTheEightToolsOfTheReferenceInItsOrder() {
        assertEquals(
                List.of(
                        "list_workflows",
                        "get_workflow",
                        "create_workflow",
                        "update_workflow",
                        "delete_workflow",
                        "activate_workflow",
                        "deactivate_workflow",
                        "execute_workflow"),
                tools().stream().map(Tool::name).toList());
    }

    /** A change of what agents see is meant or it is a mistake: whoever means it, writes it into the file. */
    @Test
    void isAsTheSnapshotHasIt() throws Exception {
        Path snapshot = Path.of("src/test/resources/tools-list.json");
        String now = JSON.writer(INDENTED).writeValueAsString(list()) + "\n";

        if (Boolean.getBoolean("snapshot.write")) {
            Files.writeString(snapshot, now);
        }

        assertEquals(Files.readString(snapshot), now, "mvn test -Dtest=ToolListTest -Dsnapshot.write=true renews it");
    }

    @Test
    void isSmallEnoughToBeSentWithEveryConversation() throws Exception {
        int bytes = new ObjectMapper().writeValueAsBytes(list()).length;

        assertTrue(bytes < MOST_BYTES, bytes + " bytes");
    }

    @ParameterizedTest
    @MethodSource("tools")
    void everyToolHasTitleDescriptionAndFourHints(Tool<?> tool) {
        JsonNode listed = listed(tool);

        assertFalse(listed.path("title").asText().isBlank());
        assertTrue(listed.path("description").asText().endsWith("."));
        for (String hint : List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")) {
            assertTrue(listed.path("annotations").path(hint).isBoolean(), hint);
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void everyToolTakesAnOptionalInstanceFirst(Tool<?> tool) {
        JsonNode schema = listed(tool).path("inputSchema");

        assertEquals("instance", schema.path("properties").fieldNames().next());
        assertEquals(
                List.of("production", "staging", "development", "museum"),
                JSON.convertValue(schema.at("/properties/instance/enum"), List.class));
        assertTrue(schema.at("/properties/instance/description").asText().contains("development"));
        assertFalse(schema.path("required").toString().contains("instance"));
    }

    @ParameterizedTest
    @MethodSource("tools")
    void everyArgumentHasATypeAndWordsAndEveryArrayItsItems(Tool<?> tool) {
        for (Map.Entry<String, JsonNode> property :
                listed(tool).at("/inputSchema/properties").properties()) {
            JsonNode schema = property.getValue();
            assertFalse(schema.path("description").asText().isBlank(), property.getKey());
            assertFalse(schema.path("type").isMissingNode(), property.getKey());
            if (schema.path("type").toString().contains("array")) {
                assertTrue(schema.path("items").isObject(), property.getKey());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void everyToolNamesTheFieldsOfItsAnswers(Tool<?> tool) {
        JsonNode schema = listed(tool).path("outputSchema");

        assertEquals("object", schema.path("type").asText());
        assertTrue(schema.path("properties").size() > 1);
        assertNotNull(schema.at("/properties/warnings/items/type").textValue());
    }

    private JsonNode listed(Tool<?> tool) {
        return list().get(tools().indexOf(tool));
    }

    private JsonNode list() {
        return n8n.listedTools();
    }
}
