package io.github.n8nmcp.n8n;

import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.http.HttpException;
import io.github.n8nmcp.http.HttpException.Response;
import io.github.n8nmcp.http.HttpSender;
import io.github.n8nmcp.json.Json;
import io.github.n8nmcp.json.Quoted;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/** Says what went wrong with a request, and what to do about it, as an {@link N8nException}. */
final class FailureMessages {
    private static final String LOOK = "n8n may have done it all the same: look before you repeat it.";

    private final Instance instance;

    FailureMessages(Instance instance) {
        this.instance = instance;
    }

    /** The failure of a request to n8n's REST API. */
    N8nException of(ApiRequest request, HttpException e) {
        return e.response()
                .map(response -> notAccepted(request, response, e))
                .orElseGet(() -> unanswered(request, request.changes(), instance.baseUrl(), e));
    }

    /** The failure of a call to a production webhook. */
    N8nException ofWebhook(HttpException e) {
        return unanswered(null, true, instance.webhookUrl(), e);
    }

    /** The failure of a message to n8n's own MCP server. */
    N8nException ofMcpServer(HttpException e, boolean changes) {
        return unanswered(null, changes, instance.baseUrl(), e);
    }

    /** An answer is good JSON, but not what was asked for. */
    N8nException unexpected(ApiRequest request, String what) {
        return failure("n8n's answer is " + what + ".")
                .status(200)
                .advice(
                        request.changes()
                                ? LOOK
                                : "Something between this server and n8n may have answered: check n8n_host.")
                .mayHaveActed(true)
                .mayStillAct(true)
                .build();
    }

    /** A trigger's URL, filled in from a definition and a caller's data, is not one of a trigger. */
    N8nException outside() {
        return failure("The path of the workflow's trigger leads out of n8n's public URLs, so it was not called.")
                .advice("Give the trigger's node another path with update_workflow, or other data.")
                .build();
    }

    /** The owner allows no changes. */
    N8nException readOnly() {
        return new N8nException.Builder(
                        instance.name(),
                        "Instance '" + instance.name() + "' is read-only: only reading requests may reach it. "
                                + "Its owner can change read_only in the configuration.")
                .buildWithoutInstance();
    }

    /** Other calls on the workflow took all of the call's time. */
    N8nException noTurn() {
        return failure(timeoutSentence())
                .advice("Earlier calls on this workflow are not over, and nothing was sent. Try again later.")
                .fixedSentence()
                .buildWithoutInstance();
    }

    private String timeoutSentence() {
        return "Connection timeout after " + instance.timeout().toMillis() + "ms. Check n8n instance availability.";
    }

    private N8nException notAccepted(ApiRequest request, Response response, HttpException e) {
        int status = response.head().status();
        N8nException.Builder failure =
                NotN8n.explain(instance, response).map(this::explained).orElseGet(() -> fromN8n(request, response));
        return failure.status(status)
                .mayHaveActed(e.mayHaveActed())
                .mayStillAct(e.mayHaveActed() && !isN8nsOwnError(response))
                .cause(e)
                .build();
    }

    /** n8n gives up what it was asked, and says so. A gateway only gives up waiting for n8n. */
    private boolean isN8nsOwnError(Response response) {
        return response.head().status() == 500 && !words(response).isBlank();
    }

    private N8nException.Builder explained(Explanation explanation) {
        return failure(explanation.reason()).advice(explanation.advice());
    }

    private N8nException.Builder fromN8n(ApiRequest request, Response response) {
        int status = response.head().status();
        return status >= 400 ? refused(request, response) : status >= 300 ? redirected(response) : notJson(response);
    }

    private N8nException.Builder refused(ApiRequest request, Response response) {
        int status = response.head().status();
        String words = words(response);
        return switch (status) {
            case 401 ->
                failure("Authentication failed. Check API key.")
                        .advice(ApiKeyFacts.reason(instance.apiKey(), Instant.now())
                                + "Make a new key in n8n under Settings > n8n API and put it into the configuration. "
                                + Restart.ADVICE
                                + " Since n8n 2.36 an n8n whose public API is switched off answers so too.")
                        .fixedSentence();
            case 403 ->
                failure(orElse(words, "Forbidden."))
                        .advice("The API key needs the scope " + request.scope()
                                + ", and its owner access to the workflow.");
            case 404 -> notFound(request, response, words);
            case 409 ->
                failure(orElse(words, "Conflict."))
                        .advice(advice(
                                status,
                                words,
                                "Something else holds what this call wants. " + "Look with get_workflow."));
            case 413 ->
                failure("The workflow is larger than this n8n accepts.")
                        .advice("Raise N8N_PAYLOAD_SIZE_MAX (in MB) of the n8n, or split the workflow.");
            case 429 -> failure(orElse(words, "Too many requests.")).advice("Wait a little and call again.");
            case 502, 503, 504 ->
                failure(orElse(words, "n8n is not available (HTTP " + status + ")."))
                        .advice(
                                request.changes()
                                        ? LOOK
                                        : "n8n or the proxy before it is down or starting. Try again in a minute.");
            default ->
                failure(orElse(words, "HTTP " + status + "."))
                        .advice(advice(status, words, request.changes() && status >= 500 ? LOOK : null));
        };
    }

    private static String advice(int status, String words, String otherwise) {
        return Refusal.of(status, words).flatMap(Refusal::advice).orElse(otherwise);
    }

    private N8nException.Builder notFound(ApiRequest request, Response response, String words) {
        if (!response.head().isJson()) {
            return failure("There is no n8n API at " + instance.baseUrl() + "/api/v1.")
                    .advice("Check n8n_host (a sub-path may be missing), and that the public API of the n8n is not "
                            + "disabled.");
        }
        if (request.workflowId() == null) {
            return failure(orElse(words, "Not found."));
        }
        return failure("Workflow '" + request.workflowId() + "' not found.")
                .advice("list_workflows shows the ids.")
                .workflowMissing();
    }

    private N8nException.Builder redirected(Response response) {
        String location = response.location() == null ? "another address" : response.location();
        return failure("n8n_host redirects to " + Quoted.words(instance.withoutSecrets(location)) + ".")
                .advice("Set n8n_host to the address where the n8n really is.");
    }

    private N8nException.Builder notJson(Response response) {
        if (response.start().contains(Refusal.STARTING_UP)) {
            return failure("n8n is starting up.").advice("Try again in a minute.");
        }
        if (response.head().status() == 204) {
            return failure("n8n gave an empty answer.").advice("A proxy before n8n may have dropped it.");
        }
        return failure("The answer is not JSON: " + instance.baseUrl() + " is not n8n's API.")
                .advice("Check n8n_host: this is another server, or a login page before n8n (then set \"headers\").");
    }

    private N8nException unanswered(ApiRequest request, boolean changes, URI url, HttpException e) {
        N8nException.Builder failure = switch (e.kind()) {
            case REFUSED ->
                failure("Connection refused by " + url.getRawAuthority() + ".")
                        .advice("Check that n8n runs and that n8n_host has its port.");
            case UNKNOWN_HOST ->
                failure("The host " + url.getHost() + " is unknown.").advice("Check n8n_host and the network.");
            case NO_ADDRESS ->
                failure(timeoutSentence())
                        .advice("The network's DNS did not tell the address of " + url.getHost()
                                + " in time, and nothing was sent. Check the DNS and n8n_host.");
            case TLS -> noSecureConnection(url, e);
            case CA_FILE ->
                failure("ca_file cannot be used: " + e.getMessage() + ".")
                        .advice("Name a PEM file with the certificates of your CA.");
            case TIMEOUT -> timeout(changes, e.mayHaveActed());
            case CUT_OFF ->
                failure("The connection broke before the answer was complete" + because(e) + ".")
                        .advice(changes ? LOOK : "Try again.");
            case TOO_LARGE ->
                failure("The answer is larger than " + (HttpSender.LARGEST_ANSWER >> 20) + " MB.")
                        .status(200)
                        .advice(changes ? LOOK : "Ask for less at once, with a smaller limit.");
            case TOO_DEEP -> tooDeep(request);
            case UNREADABLE ->
                failure("n8n's answer is not valid JSON.")
                        .status(200)
                        .advice(changes ? LOOK : "A proxy before n8n may have cut it. Try again.");
            case NO_ANSWER, NOT_ACCEPTED ->
                failure("No answer from " + url + because(e) + ".")
                        .advice(changes && e.mayHaveActed() ? LOOK : "Check that n8n runs, and the network.");
        };
        failure.mayHaveActed(e.mayHaveActed()).mayStillAct(e.mayHaveActed()).cause(e);
        boolean isTimeout = e.kind() == HttpException.Kind.TIMEOUT || e.kind() == HttpException.Kind.NO_ADDRESS;
        return isTimeout ? failure.buildWithoutInstance() : failure.build();
    }

    private N8nException.Builder noSecureConnection(URI url, HttpException e) {
        Explanation explanation = TlsFailures.of(url, e);
        return failure(explanation.reason() + because(e) + ".").advice(explanation.advice());
    }

    private N8nException.Builder tooDeep(ApiRequest request) {
        String which = request == null || request.workflowId() == null
                ? "n8n's answer"
                : "Workflow " + Quoted.name(request.workflowId());
        return failure(which + " is nested more than 10,000 levels deep, which is more than is read.")
                .status(200)
                .advice("Look at it in n8n's editor.");
    }

    /** Of a change there is more to say than the fixed sentence does: that it may have been made. */
    private N8nException.Builder timeout(boolean changes, boolean mayHaveActed) {
        N8nException.Builder failure = failure(timeoutSentence());
        return changes
                ? failure.advice(mayHaveActed ? LOOK : "The request had not been sent, so that n8n has done nothing.")
                : failure.advice("Raise timeout_ms of the instance, or ask for less at once.")
                        .fixedSentence();
    }

    private String because(HttpException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return message.isBlank() ? "" : " (" + Quoted.words(instance.withoutSecrets(message)) + ")";
    }

    /** n8n's own message, if the body is its error object; empty for anything else, which is no text for a caller. */
    private String words(Response response) {
        if (!response.head().isJson()) {
            return "";
        }
        try {
            String message = Json.tree(response.start()).path("message").asText("");
            return Quoted.words(instance.withoutSecrets(message));
        } catch (IOException e) {
            return "";
        }
    }

    private N8nException.Builder failure(String reason) {
        return new N8nException.Builder(instance.name(), reason);
    }

    private static String orElse(String words, String otherwise) {
        return words.isBlank() ? otherwise : words;
    }
}
