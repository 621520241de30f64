package io.github.n8nmcp.n8n;

import io.github.n8nmcp.http.ResponseReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an n8n says of its own API: {@code /discover} (2.14 and later), else its OpenAPI specification. */
final class ApiDescription {
    private static final ResponseReader<String> TEXT = new ResponseReader<>() {
        @Override
        public boolean accepts(Head head) {
            return head.status() < 300 && (head.isJson() || head.contentType().contains("yaml"));
        }

        @Override
        public String read(Head head, InputStream body) throws IOException {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    };

    private final Api api;

    ApiDescription(Api api) {
        this.api = api;
    }

    List<String> optionalEndpoints() {
        String description = text();
        return Stream.of("activate", "tags", "archive", "publish", "execute")
                .filter(endpoint -> Pattern.compile("/workflows/\\{\\w+}/" + endpoint + "\\b")
                        .matcher(description)
                        .find())
                .toList();
    }

    private String text() {
        try {
            return api.send(ApiRequest.get("/discover", "none"), TEXT);
        } catch (N8nException e) {
            return api.send(ApiRequest.get("/openapi.yml", "none"), TEXT);
        }
    }
}
