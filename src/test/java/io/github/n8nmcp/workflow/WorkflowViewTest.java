package io.github.n8nmcp.workflow;

import static io.github.n8nmcp.workflow.Json.json;
import static io.github.n8nmcp.workflow.Json.object;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers see of a definition. */
class WorkflowViewTest {
    private static final String STORED = """
            {
              "id": "123",
              "name": "Orders",
              "active": true,
              "isArchived": false,
              "createdAt": "2024-12-15T10:30:00Z",
              "updatedAt": "2025-01-10T14:20:00Z",
              "versionId": "v2",
              "activeVersionId": "v1",
              "nodes": [
                {
                  "id": "n1", "name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
                  "parameters": {"path": "orders"}, "webhookId": "u1"
                },
                {
                  "id": "n2", "name": "Send", "type": "n8n-nodes-base.emailSend", "typeVersion": 2, "position": [200, 0],
                  "parameters": {"text": "A long text"}, "credentials": {"smtp": {"id": "1", "name": "Mail"}}, "disabled": true
                }
              ],
              "connections": {"Webhook": {"main": [[{"node": "Send", "type": "main", "index": 0}]]}},
              "settings": {"timezone": "UTC"},
              "staticData": {"lastId": 7},
              "pinData": {"Webhook": [{"json": {"order": 1}}]},
              "meta": null,
              "tags": [{"id": "1", "name": "production"}],
              "someFieldOfTomorrow": {"a": [1]},
              "shared": [{"role": "workflow:owner", "project": {"name": "Ada <ada@example.com>"}}],
              "activeVersion": {"versionId": "v1", "nodes": [{"name": "Webhook"}], "connections": {}}
            }
            """;

    @Test
    void theBytesOfADefinitionShowTheSameAsItsTreeAndOnOneLine() throws IOException {
        String shown = full(STORED);

        assertEquals(WorkflowView.full(object(STORED)), json(shown));
        assertEquals(1, shown.lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | {}",
                "{\"a\":1} | {\"a\":1}",
                "{\"shared\":[]} | {}",
                "{\"shared\":[],\"a\":1} | {\"a\":1}",
                "{\"a\":1,\"shared\":[{\"a\":\"}\"}]} | {\"a\":1}",
                "{\"a\":1 , \"shared\":[] ,\"activeVersion\":{\"nodes\":[]} } | {\"a\":1}",
                "{\"a\":\",\",\"shared\":1} | {\"a\":\",\"}",
                "{\"a\":{\"shared\":1},\"activeVersion\":null,\"b\":[1.50,1e3]} | {\"a\":{\"shared\":1},\"b\":[1.50,1e3]}",
                "{\"sh\\u0061red\":1,\"\\u0061\":\"\\u00e4\"} | {\"\\u0061\":\"\\u00e4\"}",
            })
    void whatIsShownOfTheBytesStaysAsItWasWritten(String definition, String shown) throws IOException {
        assertEquals(shown, full(definition));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "7", "{\"a\":", "{\"a\":1", "{\"shared\":[}", "{} {}", "{\"a\":1} x", "{\"a\":\"\n\"}"
            })
    void bytesThatAreNoObjectAreRefused(String definition) {
        assertThrows(JacksonException.class, () -> full(definition));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-8"})
    void otherFormsOfUnicodeAreShownAsUtf8(String charset) throws Exception {
        byte[] definition = "{\"name\":\"☾\",\"shared\":[1],\"id\":\"1\"}".getBytes(charset);

        assertEquals(
                "{\"name\":\"☾\",\"id\":\"1\"}", new String(WorkflowView.full(definition), StandardCharsets.UTF_8));
    }

    /** Every sequence of up to four bytes that could be a character, held against Java's own strict decoder. */
    @Test
    void bytesThatAreNoUtf8AreNotPassedOn() {
        int[] seconds = {0x00, 0x22, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
        for (int lead = 0x80; lead <= 0xff; lead++) {
            for (int second : seconds) {
                for (int more = 0; more <= 2; more++) {
                    byte[] text = {(byte) lead, (byte) second, (byte) 0x80, (byte) 0x80};
                    assertPassedOnOnlyAsUtf8(Arrays.copyOf(text, 2 + more));
                }
            }
        }
    }

    private static void assertPassedOnOnlyAsUtf8(byte[] text) {
        byte[] definition = new byte[text.length + 8];
        System.arraycopy("{\"a\":\"".getBytes(StandardCharsets.US_ASCII), 0, definition, 0, 6);
        System.arraycopy(text, 0, definition, 6, text.length);
        definition[definition.length - 2] = '"';
        definition[definition.length - 1] = '}';
        byte[] shown;
        try {
            shown = WorkflowView.full(definition);
        } catch (IOException e) {
            return;
        }
        assertDoesNotThrow(
                () -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(shown)),
                () -> HexFormat.of().formatHex(text));
    }

    private static String full(String definition) throws IOException {
        return new String(WorkflowView.full(definition.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void fullShowsEverythingButTheOwnerAndTheCopyOfTheActiveVersion() {
        ObjectNode expected = object("""
                {
                  "id": "123",
                  "name": "Orders",
                  "active": true,
                  "isArchived": false,
                  "createdAt": "2024-12-15T10:30:00Z",
                  "updatedAt": "2025-01-10T14:20:00Z",
                  "versionId": "v2",
                  "activeVersionId": "v1",
                  "connections": {"Webhook": {"main": [[{"node": "Send", "type": "main", "index": 0}]]}},
                  "settings": {"timezone": "UTC"},
                  "staticData": {"lastId": 7},
                  "pinData": {"Webhook": [{"json": {"order": 1}}]},
                  "meta": null,
                  "tags": [{"id": "1", "name": "production"}],
                  "someFieldOfTomorrow": {"a": [1]}
                }
                """);
        expected.set("nodes", json(STORED).path("nodes"));

        assertEquals(expected, WorkflowView.full(object(STORED)));
    }

    @Test
    void summaryShowsWhatItIsMadeOfWithoutParameters() {
        assertEquals(json("""
                {
                  "id": "123",
                  "name": "Orders",
                  "active": true,
                  "isArchived": false,
                  "createdAt": "2024-12-15T10:30:00Z",
                  "updatedAt": "2025-01-10T14:20:00Z",
                  "versionId": "v2",
                  "nodes": [
                    {"name": "Webhook", "type": "n8n-nodes-base.webhook"},
                    {"name": "Send", "type": "n8n-nodes-base.emailSend", "disabled": true}
                  ],
                  "connections": {"Webhook": {"main": [[{"node": "Send", "type": "main", "index": 0}]]}},
                  "tags": [{"id": "1", "name": "production"}]
                }
                """), WorkflowView.summary(object(STORED)));
    }

    @Test
    void summaryMakesUpNothingThatAnOlderN8nDoesNotGive() {
        assertEquals(json("""
                {"id": "123", "name": "Orders", "active": false, "nodes": [], "connections": {}}
                """), WorkflowView.summary(object("""
                        {"id": "123", "name": "Orders", "active": false, "nodes": [], "connections": {}}
                        """)));
    }

    @Test
    void viewsLeaveTheDefinitionAsItWas() {
        ObjectNode full = object(STORED);
        ObjectNode summary = object(STORED);

        WorkflowView.full(full).put("name", "Changed by the caller");
        WorkflowView.summary(summary).put("name", "Changed by the caller");

        assertEquals(json(STORED), full);
        assertEquals(json(STORED), summary);
    }

    @Test
    void copiesTheFieldsThatAreThere() {
        ObjectNode to = object("""
                {"id": "old", "kept": true}
                """);

        WorkflowView.copy(json("""
                {"id": "123", "name": null, "active": true}
                """), to, "id", "name", "versionId");

        assertEquals(json("""
                {"id": "123", "kept": true, "name": null}
                """), to);
    }
}
