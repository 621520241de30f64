package io.github.n8nmcp.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.call.Tool;
import io.github.n8nmcp.fixture.N8nStub;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the schemas of all tools keep to, so that every provider of models takes them and no client empties values. Gemini
 * refuses all requests of a session in which one property has a list of types (seen in opencode, Zed, Copilot CLI); the
 * converters to zod of Mastra, mcp-use and LangChain drop the fields of an object that does not say that it has any.
 */
class SchemaRulesTest {
    @RegisterExtension
    final N8nStub n8n = new N8nStub();

    static List<Tool<?>> tools() {
        return AllTools.LIST;
    }

    @ParameterizedTest
    @MethodSource("tools")
    void everySchemaHasExactlyOneType(Tool<?> tool) {
        forEachSchema(tool, (where, schema) -> assertTrue(schema.path("type").isTextual(), where));
    }

    @ParameterizedTest
    @MethodSource("tools")
    void everyObjectNamesItsPropertiesAndIsOpenIfItHasNone(Tool<?> tool) {
        forEachSchema(tool, (where, schema) -> {
            if (schema.path("type").asText().equals("object")) {
                assertTrue(schema.path("properties").isObject(), where);
                assertTrue(
                        !schema.path("properties").isEmpty()
                                || schema.path("additionalProperties").asBoolean(),
                        where);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("tools")
    void noAnswerIsClosed(Tool<?> tool) {
        JsonNode output = listed(tool).path("outputSchema");

        forEachSchema("output", output, (where, schema) -> {
            if (schema.path("type").asText().equals("object")) {
                assertTrue(schema.path("additionalProperties").asBoolean(), where);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("tools")
    void everyArraySaysWhatIsInIt(Tool<?> tool) {
        forEachSchema(tool, (where, schema) -> {
            if (schema.path("type").asText().equals("array")) {
                assertTrue(schema.path("items").isObject(), where);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("tools")
    void everyEnumIsOfTextsInATextProperty(Tool<?> tool) {
        forEachSchema(tool, (where, schema) -> {
            if (schema.has("enum")) {
                assertEquals("string", schema.path("type").asText(), where);
                schema.path("enum").forEach(value -> assertTrue(value.isTextual(), where));
                assertFalse(schema.path("enum").isEmpty(), where);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("tools")
    void noSchemaChoosesAmongOthersOrRefersToOne(Tool<?> tool) {
        forEachSchema(tool, (where, schema) -> {
            for (String keyword : List.of("anyOf", "oneOf", "allOf", "not", "$ref", "const", "format")) {
                assertFalse(schema.has(keyword), where + " has " + keyword);
            }
        });
    }

    private void forEachSchema(Tool<?> tool, BiConsumer<String, JsonNode> check) {
        forEachSchema("input", listed(tool).path("inputSchema"), check);
        forEachSchema("output", listed(tool).path("outputSchema"), check);
    }

    private static void forEachSchema(String where, JsonNode schema, BiConsumer<String, JsonNode> check) {
        check.accept(where, schema);
        schema.path("properties")
                .properties()
                .forEach(property -> forEachSchema(where + "." + property.getKey(), property.getValue(), check));
        if (schema.has("items")) {
            forEachSchema(where + "[]", schema.path("items"), check);
        }
    }

    private JsonNode listed(Tool<?> tool) {
        return n8n.listedTools().get(AllTools.LIST.indexOf(tool));
    }
}
