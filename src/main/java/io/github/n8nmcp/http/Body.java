package io.github.n8nmcp.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** The body of a request: its bytes, and the content type that goes with them. */
public final class Body {
    private final String contentType;
    private final byte[] bytes;

    private Body(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
    }

    /** A JSON value. */
    public static Body json(JsonNode value) {
        return new Body("application/json", Json.bytes(value));
    }

    /** The fields of a form as {@code multipart/form-data} (RFC 7578), in their order. */
    public static Body form(Map<String, String> fields) {
        // Nobody can know it beforehand, so that no value can hold it.
        String boundary = "----n8n-workflows-mcp-" + UUID.randomUUID();
        StringBuilder body = new StringBuilder();
        fields.forEach((name, value) -> body.append("--" + boundary + "\r\nContent-Disposition: form-data; name=\"")
                .append(name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A"))
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        body.append("--" + boundary + "--\r\n");
        return new Body(
                "multipart/form-data; boundary=" + boundary, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    String contentType() {
        return contentType;
    }

    byte[] bytes() {
        return bytes;
    }
}
