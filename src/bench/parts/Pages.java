import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** From a page of 250 workflows to a list of their names. */
final class Pages {
    private Pages() {}

    interface Listing {
        List<String> of(InputStream page) throws IOException;
    }

    /** The first page of a process, and the next. */
    static void read(String url, Listing listing) throws Exception {
        HttpClient client = Http.plainClient();
        Runs.Step<List<String>> step = () -> {
            HttpRequest request = Http.request(url, Http.AMPLE);
            try (InputStream body =
                    client.send(request, BodyHandlers.ofInputStream()).body()) {
                return listing.of(body);
            }
        };
        Runs.first(step);
        Runs.keep("warm", Runs.millis(step));
    }

    /** A tree of the whole page is made. */
    static List<String> throughTree(InputStream in) throws IOException {
        JsonNode page = Trees.tree(Trees.FACTORY.createParser(in.readAllBytes()));
        List<String> names = new ArrayList<>();
        page.path("data").forEach(workflow -> names.add(workflow.path("name").asText()));
        return names;
    }

    /** Of each workflow only the name is ever held. */
    static List<String> asStream(InputStream in) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser page = Trees.FACTORY.createParser(in)) {
            page.nextToken();
            for (String field = page.nextFieldName(); field != null; field = page.nextFieldName()) {
                JsonToken value = page.nextToken();
                if (!field.equals("data") || value != JsonToken.START_ARRAY) {
                    page.skipChildren();
                    continue;
                }
                while (page.nextToken() != JsonToken.END_ARRAY) {
                    for (String key = page.nextFieldName(); key != null; key = page.nextFieldName()) {
                        page.nextToken();
                        if (key.equals("name")) {
                            names.add(page.getText());
                        }
                        page.skipChildren();
                    }
                }
            }
        }
        return names;
    }
}
