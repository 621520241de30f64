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
        for (int i = 0; i < json.length; i++) {
            byte one = json[i];
            if (one < ' ' && (one < 0 ? isNoUtf8(one, json, i + 1) : one == 0 || one == '\n' || one == '\r')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a byte begins something that looks like UTF-8 and is not: too long a form, half a pair, beyond the last
     * character (RFC 3629, section 4). What does not even look like it is found when it is parsed.
     */
    private static boolean isNoUtf8(byte lead, byte[] json, int next) {
        int second = next < json.length ? json[next] & 0xff : 0;
        return switch (lead & 0xff) {
            case 0xc0, 0xc1, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xff -> true;
            case 0xe0 -> second < 0xa0;
            case 0xed -> second > 0x9f;
            case 0xf0 -> second < 0x90;
            case 0xf4 -> second > 0x8f;
            default -> false;
        };
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
