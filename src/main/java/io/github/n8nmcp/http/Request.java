package io.github.n8nmcp.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One HTTP request.
 *
 * @param changes whether it may change something on the server; if not, it may be sent again after any passing fault
 * @param headers by name; they may hold secrets
 * @param body null for none
 */
public record Request(String method, URI uri, boolean changes, Map<String, String> headers, Body body) {

    /** A text as one path segment or query value: whatever it holds, it reaches no other endpoint. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Method and path, without the query and the secrets. */
    @Override
    public String toString() {
        return method + " " + uri.getRawPath();
    }
}
