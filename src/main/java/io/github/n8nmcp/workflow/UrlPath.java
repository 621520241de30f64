package io.github.n8nmcp.workflow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Paths of URLs as n8n's JavaScript writes them. */
final class UrlPath {
    private UrlPath() {}

    /** As JavaScript's encodeURIComponent, which leaves some characters as they are that Java's encoder does not. */
    static String encodeUriComponent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~");
    }

    /** A stored path as it goes into a URL: n8n decodes that once, and looks for the path as it is stored. */
    static String encoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(UrlPath::encodeUriComponent)
                .collect(Collectors.joining("/"));
    }

    static String withoutOuterSlashes(String path) {
        return path.replaceAll("^/+|/+$", "");
    }

    /** Whether n8n computes the text, so that nobody outside knows it. */
    static boolean isExpression(String text) {
        return text.startsWith("=") || text.contains("/=") || text.contains("{{");
    }
}
