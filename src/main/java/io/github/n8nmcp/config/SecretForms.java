package io.github.n8nmcp.config;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.n8nmcp.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The texts by which secrets may be told: as they are, and as JSON, URLs, HTML and Base64 have them. */
final class SecretForms {
    /** Shorter values are flags; replacing them would only garble a text. */
    private static final int SHORTEST = 5;

    /** The longest first, so that none leaves the rest of a longer one behind. */
    private final Set<String> forms =
            new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    Set<String> all() {
        return forms;
    }

    /** Adds a secret, whatever its length, in all its forms. */
    void add(String secret) {
        forms.add(secret);
        String json = inJson(secret);
        forms.add(json);
        forms.add(inJson(json));
        // As PHP and as Go write it.
        forms.add(json.replace("/", "\\/"));
        forms.add(json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"));
        // Named, and in the numbers that Go, Python and others write.
        for (String[] quotes : new String[][] {{"&quot;", "&#39;"}, {"&#34;", "&#39;"}, {"&quot;", "&#x27;"}}) {
            forms.add(secret.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", quotes[0])
                    .replace("'", quotes[1]));
        }
        addUrlForms(secret);
        addBase64Forms(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #add}, unless it is so short that other text may hold it too. */
    void addIfLong(String secret) {
        if (secret.length() >= SHORTEST) {
            add(secret);
        }
    }

    /**
     * Adds what the value of an {@code Authorization} of the kind Basic holds (RFC 7617): {@code user:password}, and the
     * password alone.
     */
    void addBasicCredentials(String base64) {
        try {
            String decoded = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            addIfLong(decoded);
            addIfLong(decoded.substring(decoded.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            // It is not Base64, so there is nothing in it.
        }
    }

    private static String inJson(String text) {
        String quoted = Json.text(TextNode.valueOf(text));
        return quoted.substring(1, quoted.length() - 1);
    }

    private void addUrlForms(String secret) {
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String path = form.replace("+", "%20");
        // JavaScript's encodeURIComponent leaves these as they are.
        String component = path.replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~");
        for (String encoded : new String[] {form, path, component}) {
            forms.add(encoded);
            forms.add(lowerCaseCodes(encoded));
        }
    }

    private static String lowerCaseCodes(String encoded) {
        StringBuilder lower = new StringBuilder(encoded);
        for (int i = encoded.indexOf('%'); i >= 0; i = encoded.indexOf('%', i + 1)) {
            lower.replace(i, i + 3, encoded.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }

    /** Within a longer text, Base64 has a secret in one of three forms; their ends also depend on what stands beside it. */
    private void addBase64Forms(byte[] secret) {
        forms.add(Base64.getEncoder().encodeToString(secret));
        forms.add(Base64.getUrlEncoder().encodeToString(secret));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + secret.length];
            System.arraycopy(secret, 0, shifted, before, secret.length);
            int start = (before * 8 + 5) / 6;
            int end = shifted.length * 8 / 6;
            if (end - start >= SHORTEST) {
                for (Base64.Encoder encoder : Arrays.asList(Base64.getEncoder(), Base64.getUrlEncoder())) {
                    forms.add(encoder.encodeToString(shifted).substring(start, end));
                }
            }
        }
    }
}
