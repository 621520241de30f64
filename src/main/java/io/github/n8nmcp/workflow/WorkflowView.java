package io.github.n8nmcp.workflow;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.n8nmcp.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** What a caller sees of a definition that n8n gave. */
public final class WorkflowView {
    /** The owner's e-mail address, and a second copy of all nodes. */
    private static final Set<String> NEVER_SHOWN = Set.of("shared", "activeVersion");

    private WorkflowView() {}

    /** Everything but what no caller should see. */
    public static ObjectNode full(ObjectNode workflow) {
        return workflow.deepCopy().remove(NEVER_SHOWN);
    }

    /** The same of a definition as n8n sent it, on one line: what is shown stays as it was written, to the byte. */
    public static byte[] full(byte[] definition) throws IOException {
        if (!isPlain(definition)) {
            return Json.bytes(full(object(Json.tree(definition))));
        }
        ByteArrayOutputStream shown = new ByteArrayOutputStream(definition.length);
        shown.write('{');
        try (JsonParser parser = Json.parser(definition)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notAnObject();
            }
            int from = -1;
            while (true) {
                JsonToken token = parser.nextToken();
                int at = (int) parser.currentTokenLocation().getByteOffset();
                if (from >= 0) {
                    shown.write(definition, from, at - from);
                }
                if (token == JsonToken.END_OBJECT) {
                    break;
                }
                from = NEVER_SHOWN.contains(parser.currentName()) ? -1 : at;
                parser.nextToken();
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "there is more after the definition");
            }
        }
        return closed(shown.toByteArray());
    }

    private static ObjectNode object(JsonNode tree) throws JsonParseException {
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw notAnObject();
    }

    private static JsonParseException notAnObject() {
        return new JsonParseException(null, "a definition must be an object");
    }

    /** UTF-8 on one line, as n8n writes it; somebody between might not. Only that may be passed on unread. */
    private static boolean isPlain(byte[] json) {
        boolean ascii = true;
        for (byte one : json) {
            if (one == 0 || one == '\n' || one == '\r') {
                return false;
            }
            ascii = ascii && one > 0;
        }
        return ascii || isUtf8(json);
    }

    private static boolean isUtf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** A comma after the last field is left where the field behind it is not shown. */
    private static byte[] closed(byte[] fields) {
        int end = fields.length;
        while (fields[end - 1] == ',' || fields[end - 1] == ' ' || fields[end - 1] == '\t') {
            end--;
        }
        byte[] object = Arrays.copyOf(fields, end + 1);
        object[end] = '}';
        return object;
    }

    /** What it is made of and how that hangs together, without the nodes' parameters. */
    public static ObjectNode summary(ObjectNode workflow) {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        copy(workflow, summary, "id", "name", "active", "isArchived", "createdAt", "updatedAt", "versionId");
        ArrayNode nodes = summary.putArray("nodes");
        for (JsonNode node : workflow.path("nodes")) {
            copy(node, nodes.addObject(), "name", "type", "disabled");
        }
        copy(workflow, summary, "connections", "tags");
        return summary;
    }

    /** Copies the fields that are there. */
    public static void copy(JsonNode from, ObjectNode to, String... fields) {
        for (String field : fields) {
            if (from.has(field)) {
                to.set(field, from.get(field));
            }
        }
    }
}
