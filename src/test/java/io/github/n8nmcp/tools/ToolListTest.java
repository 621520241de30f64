package io.github.n8nmcp.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules over all tools as they are listed; {@link SchemaRulesTest} has those of their schemas. */
class ToolListTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * For one instance, schemas and all. A client sends the list to its model with every conversation. Whoever maintains
     * the project may raise it, for a tool or an argument that spares agents more than it costs, and says which in the
     * commit; never for longer descriptions of what is there already.
     */
    private static final int MOST_BYTES = 11 << 10;

    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    static List<Tool<?>> tools() {
        return AllTools.LIST;
    }

    @Test
    void listsEveryToolOnceInItsOrder() {
        List<String> names = tools().stream().map(Tool::name).toList();

        assertEquals(
                names,
                list().valueStream().map(tool -> tool.path("name").asText()).toList());
        assertEquals(names.size(), Set.copyOf(names).size());
    }

    @Test
    void isSmallEnoughToBeSentWithEveryConversation() throws Exception {
        int bytes = JSON.writeValueAsBytes(n8n.withInstances("default").listedTools()).length;

        assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
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
    void everyArgumentIsDescribed(Tool<?> tool) {
        for (Map.Entry<String, JsonNode> property :
                listed(tool).at("/inputSchema/properties").properties()) {
            assertFalse(property.getValue().path("description").asText().isBlank(), property.getKey());
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
