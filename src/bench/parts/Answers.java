import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** From a definition that n8n sent to an answer, which holds it as a text and as a value. */
final class Answers {
    private static final Set<String> NEVER_SHOWN = Set.of("shared", "activeVersion");

    private Answers() {}

    interface Answer {
        byte[] of(byte[] definition) throws IOException;
    }

    /** The first answer, and what one takes when all is warm. */
    static void made(Answer answer, byte[] definition) throws Exception {
        Runs.first(() -> answer.of(definition));
        Runs.warm(() -> answer.of(definition));
    }

    /** A tree of the definition is made, and written twice. */
    static byte[] throughTree(byte[] definition) throws IOException {
        ObjectNode tree = (ObjectNode) Trees.tree(Trees.FACTORY.createParser(definition));
        tree.remove(NEVER_SHOWN);
        ObjectNode answer = Trees.NODES.objectNode();
        String text = new String(Trees.written(tree), StandardCharsets.UTF_8);
        answer.putArray("content").addObject().put("type", "text").put("text", text);
        answer.set("structuredContent", tree);
        return Trees.written(answer);
    }

    /** The definition is copied token by token, and its bytes put into the answer twice. */
    static byte[] passedOn(byte[] definition) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream(definition.length);
        try (JsonParser in = Trees.FACTORY.createParser(definition);
                JsonGenerator out = Trees.FACTORY.createGenerator(copy)) {
            in.nextToken();
            out.writeStartObject();
            for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
                in.nextToken();
                if (NEVER_SHOWN.contains(name)) {
                    in.skipChildren();
                } else {
                    out.writeFieldName(name);
                    out.copyCurrentStructure(in);
                }
            }
            out.writeEndObject();
        }
        byte[] shown = copy.toByteArray();
        ByteArrayOutputStream answer = new ByteArrayOutputStream(3 * shown.length);
        try (JsonGenerator out = Trees.FACTORY.createGenerator(answer)) {
            out.writeStartObject();
            out.writeArrayFieldStart("content");
            out.writeStartObject();
            out.writeStringField("type", "text");
            out.writeFieldName("text");
            out.writeUTF8String(shown, 0, shown.length);
            out.writeEndObject();
            out.writeEndArray();
            out.writeFieldName("structuredContent");
            out.writeRawValue("");
            out.flush();
            answer.write(shown, 0, shown.length);
            out.writeEndObject();
        }
        return answer.toByteArray();
    }
}
