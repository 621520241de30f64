package io.github.n8nmcp.n8n;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Turns what came back instead of an answer into an {@link N8nException} that says what to do. */
final class Failure {
    /** What n8n or the network said is passed on up to this many characters. */
    private static final int LONGEST_QUOTE = 2048;

    private final Instance instance;

    Failure(Instance instance) {
        this.instance = instance;
    }

    /** n8n, or something before it, answered with an error status. */
    N8nException refused(Request request, int status, String contentType, byte[] body) {
        String words = words(contentType, body);
        return switch (status) {
            case 401 ->
                of(
                        status,
                        "Authentication failed. Check API key.",
                        "Make a new key in n8n under Settings > n8n API and put it "
                                + "into the configuration. Since n8n 2.36 an n8n whose public API is switched off answers so too.");
            case 403 ->
                of(
                        status,
                        said("Forbidden", words),
                        "The API key needs the scope " + request.scope() + ", and its owner access to the workflow.");
            case 404 -> notFound(request, contentType, words);
            case 409 ->
                of(
                        status,
                        said("Conflict", words),
                        nextStep(words, "Something else holds what this call wants. Look with get_workflow."));
            case 413 ->
                of(
                        status,
                        "The workflow is larger than this n8n accepts.",
                        "Raise N8N_PAYLOAD_SIZE_MAX (in MB) of the n8n, or " + "split the workflow.");
            case 429 -> of(status, said("Too many requests", words), "Wait a little and call again.");
            case 502, 503, 504 ->
                of(
                        status,
                        said("n8n is not available (HTTP " + status + ")", words),
                        "n8n or the proxy before it is down or starting. Try again in a minute.");
            default -> of(status, said("HTTP " + status, words), nextStep(words, null));
        };
    }

    /** What to do about refusals that n8n words so (2.3 to 2.41, where it checks what it publishes). */
    private static String nextStep(String words, String otherwise) {
        if (words.contains("configuration issues")) {
            return "Set what n8n names with update_workflow, then activate the workflow again.";
        }
        if (words.contains("which is not published")) {
            return "Activate the workflow that is referenced first.";
        }
        if (words.contains("conflict with one of the webhooks")) {
            return "Another active workflow has this webhook path: give this one another, or deactivate that one.";
        }
        if (words.contains("archived workflow")) {
            return "Unarchive it in n8n's editor first.";
        }
        return otherwise;
    }

    private N8nException notFound(Request request, String contentType, String words) {
        if (!isJson(contentType)) {
            return of(
                    404,
                    "There is no n8n API at " + instance.baseUrl() + "/api/v1.",
                    "Check n8n_host (a sub-path may be missing), and that the public API of the n8n is not disabled.");
        }
        String id = request.workflowId();
        if (id == null) {
            return of(404, said("Not found", words), null);
        }
        return of(404, "Workflow '" + quote(id) + "' not found.", "list_workflows shows the ids.");
    }

    /** n8n answered well, but not with JSON. */
    N8nException notJson(int status, byte[] start) {
        String text = new String(start, StandardCharsets.UTF_8);
        if (text.contains("n8n is starting up")) {
            return of(status, "n8n is starting up.", "Try again in a minute.");
        }
        if (status == 204) {
            return of(status, "n8n gave an empty answer.", "A proxy before n8n may have dropped it.");
        }
        return of(
                status,
                "The answer is not JSON: " + instance.baseUrl() + " is not n8n's API.",
                "Check n8n_host: this is another server, or a login page before n8n (then set \"headers\").");
    }

    /**
     * The address answered with a redirect, which is not followed: the API key would travel along.
     */
    N8nException redirected(int status, String location) {
        return of(
                status,
                "n8n_host redirects to " + quote(instance.withoutSecrets(location)) + ".",
                "Set n8n_host to the address where the n8n really is.");
    }

    N8nException tooLarge(long limit) {
        return of(
                200,
                "The answer is larger than " + (limit >> 20) + " MB.",
                "Ask for less at once, with a smaller limit.");
    }

    N8nException broken(IOException e, boolean wasReading) {
        return unanswered(
                "The connection broke before the answer was complete" + because(e) + ".",
                wasReading ? "Try again." : "n8n may have done it all the same: look before you repeat it.",
                true);
    }

    N8nException unreadable() {
        return of(200, "n8n's answer is not valid JSON.", "A proxy before n8n may have cut it. Try again.");
    }

    /** No answer came at all. */
    N8nException unreachable(IOException e, URI url) {
        if (isUnknownHost(e)) {
            return unanswered("The host " + url.getHost() + " is unknown.", "Check n8n_host and the network.", false);
        }
        if (isRefused(e)) {
            return unanswered(
                    "Connection refused by " + url.getRawAuthority() + ".",
                    "Check that n8n runs and that n8n_host has its port.",
                    false);
        }
        if (has(e, SSLException.class)) {
            return unanswered(
                    "No secure connection to " + url + because(e) + ".",
                    "For a private CA name its PEM file as ca_file; an n8n without TLS needs http:// in n8n_host.",
                    false);
        }
        return unanswered("No answer from " + url + because(e) + ".", "Check that n8n runs, and the network.", true);
    }

    N8nException badCertificates(String why) {
        return unanswered(
                "ca_file cannot be used: " + why + ".", "Name a PEM file with the certificates of your CA.", false);
    }

    N8nException cancelled() {
        return unanswered("The call was cancelled.", null, false);
    }

    private static boolean isUnknownHost(IOException e) {
        return has(e, UnresolvedAddressException.class) || has(e, UnknownHostException.class);
    }

    /** Whether nobody listened, so that n8n cannot have acted. */
    static boolean isRefused(IOException e) {
        return has(e, ConnectException.class) && !isUnknownHost(e);
    }

    /** Whether trying again soon cannot help. */
    static boolean isLasting(IOException e) {
        return isUnknownHost(e) || has(e, SSLException.class);
    }

    static boolean isJson(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).contains("json");
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private String because(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                return " (" + quote(instance.withoutSecrets(cause.getMessage())) + ")";
            }
        }
        return "";
    }

    /**
     * n8n's own message, if the body is its error object; empty for anything else, which is no text
     * for a caller.
     */
    private String words(String contentType, byte[] body) {
        if (!isJson(contentType)) {
            return "";
        }
        try {
            JsonNode message = Json.tree(body).path("message");
            return quote(instance.withoutSecrets(message.asText("")));
        } catch (IOException e) {
            return "";
        }
    }

    private N8nException unanswered(String reason, String hint, boolean ambiguous) {
        return N8nException.unanswered(instance.name(), reason, hint, ambiguous);
    }

    private N8nException of(int status, String reason, String hint) {
        return N8nException.of(instance.name(), status, reason, hint);
    }

    private static String said(String fallback, String words) {
        return words.isBlank() ? fallback + "." : words;
    }

    private static String quote(String text) {
        if (text.length() <= LONGEST_QUOTE) {
            return text;
        }
        // Never between the halves of one character.
        int end = Character.isHighSurrogate(text.charAt(LONGEST_QUOTE - 1)) ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
        return text.substring(0, end) + "…";
    }
}
