import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;

/** Reads an answer to tools/list and prints the tools as the bundle's manifest has them: names and descriptions. */
class ManifestTools {
    public static void main(String[] args) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ArrayNode tools = json.createArrayNode();
        for (JsonNode tool : json.readTree(System.in).at("/result/tools")) {
            tools.addObject()
                    .put("name", tool.path("name").asText())
                    .put("description", tool.path("description").asText());
        }
        json.writeValue(System.out, tools);
    }
}
