package io.github.n8nmcp.n8n;

import io.github.n8nmcp.config.Instance;
import io.github.n8nmcp.config.ProxyServer;
import io.github.n8nmcp.http.HttpException.Response;
import io.github.n8nmcp.json.Quoted;
import java.util.Locale;
import java.util.Optional;

/**
 * Recognises answers that are not n8n's, but those of something that stands before it: a proxy, a login page, Cloudflare,
 * a TLS port. n8n's own answers are JSON, but for those while it is starting.
 */
final class NotN8n {
    private static final int LONGEST_TITLE = 100;

    private final Instance instance;
    private final Response response;
    private final int status;

    private NotN8n(Instance instance, Response response) {
        this.instance = instance;
        this.response = response;
        this.status = response.head().status();
    }

    /** What gave the answer, and what to do; empty if it is n8n's own, or nothing is known of it. */
    static Optional<Explanation> explain(Instance instance, Response response) {
        return Optional.ofNullable(new NotN8n(instance, response).explanation());
    }

    private Explanation explanation() {
        if (status == 407) {
            String proxy = instance.proxies()
                    .to(instance.baseUrl())
                    .map(ProxyServer::toString)
                    .orElse("before n8n");
            return new Explanation(
                    "The proxy " + proxy + " asks for a user and a password (HTTP 407).",
                    "Write them into proxy, or into HTTPS_PROXY or HTTP_PROXY, as http://user:password@host:port. "
                            + Restart.ADVICE);
        }
        if (response.start().contains(Refusal.STARTING_UP)) {
            return new Explanation("n8n is starting up.", "Try again in a minute.");
        }
        // n8n itself asks for its key without this header, a gateway with it, and perhaps in JSON too.
        String wanted = response.header("www-authenticate");
        if (status == 401 && !wanted.isEmpty()) {
            boolean basic = wanted.toLowerCase(Locale.ROOT).startsWith("basic");
            return new Explanation(
                    "A server before n8n asks for " + (basic ? "a user name and a password" : "a login")
                            + " (HTTP 401, " + Quoted.bounded(instance.withoutSecrets(wanted), LONGEST_TITLE) + ").",
                    "Put them under \"headers\" of the instance as Authorization. " + Restart.ADVICE);
        }
        if (response.head().isJson()) {
            return null;
        }
        if (response.header("cf-mitigated").equals("challenge")) {
            return new Explanation(
                    "Cloudflare, which stands before n8n, asks for a proof that a person calls" + page() + ".",
                    "Let this server pass in Cloudflare, by a rule for /api/v1, or by a service token of Cloudflare "
                            + "Access under \"headers\".");
        }
        if (response.location() != null && response.location().contains(".cloudflareaccess.com")) {
            return loginPage("Cloudflare Access");
        }
        if (says("plain HTTP request was sent to HTTPS port")
                || says("speaking plain HTTP to an SSL-enabled server port")
                || says("Client sent an HTTP request to an HTTPS server")) {
            return new Explanation(
                    instance.baseUrl().getRawAuthority() + " speaks TLS only.",
                    "Write https:// in place of http:// in n8n_host. " + Restart.ADVICE);
        }
        if (says("No required SSL certificate was sent")) {
            return new Explanation(
                    instance.baseUrl().getRawAuthority()
                            + " asks for a client certificate, which this server cannot show (HTTP " + status + page()
                            + ").",
                    "Let it in by other means, such as a header of its own under \"headers\". " + Restart.ADVICE);
        }
        if (status >= 520 && status <= 530) {
            return new Explanation(
                    "Cloudflare cannot reach n8n (HTTP " + status + page() + ").",
                    "Check that n8n runs, and what Cloudflare shows for it.");
        }
        if (status >= 502) {
            return new Explanation(
                    "n8n is not available (HTTP " + status + page() + ").",
                    "n8n or the proxy before it is down or starting. Try again in a minute.");
        }
        if (status == 401 || status == 403) {
            return loginPage("A login page or a proxy");
        }
        return status < 300 && status != 204 && !title().isEmpty() ? loginPage("Something else") : null;
    }

    private Explanation loginPage(String who) {
        return new Explanation(
                who + " stands before n8n and answers in its place (HTTP " + status + page() + ").",
                "Check n8n_host. If it is right, let this server pass there, or put what it asks for under \"headers\". "
                        + Restart.ADVICE);
    }

    private boolean says(String words) {
        return response.start().contains(words);
    }

    /** The title of the page in quotation marks, if it has one. */
    private String page() {
        String title = title();
        return title.isEmpty() ? "" : ", page '" + title + "'";
    }

    private String title() {
        String lower = response.start().toLowerCase(Locale.ROOT);
        int tag = lower.indexOf("<title");
        int start = tag < 0 ? -1 : lower.indexOf('>', tag);
        int end = start < 0 ? -1 : lower.indexOf("</title", start);
        if (end < 0 || lower.length() != response.start().length()) {
            return "";
        }
        return Quoted.bounded(
                instance.withoutSecrets(response.start().substring(start + 1, end))
                        .strip(),
                LONGEST_TITLE);
    }
}
