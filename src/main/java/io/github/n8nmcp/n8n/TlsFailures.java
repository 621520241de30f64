package io.github.n8nmcp.n8n;

import java.net.URI;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;

/** Why no secure connection came about, from the JDK's exceptions (JDK 17 to 25). */
final class TlsFailures {
    private TlsFailures() {}

    /** The failure of a connection to this address. */
    static Explanation of(URI url, Throwable failure) {
        String server = url.getRawAuthority();
        if (has(failure, CertificateExpiredException.class)) {
            return new Explanation(
                    "The certificate of " + server + " has expired",
                    "Renew it where n8n or the proxy before it has it.");
        }
        if (has(failure, CertificateNotYetValidException.class)) {
            return new Explanation(
                    "The certificate of " + server + " is not valid yet", "Check the clocks of both machines.");
        }
        if (says(failure, "unable to find valid certification path") || says(failure, "Path does not chain")) {
            return new Explanation(
                    "The certificate of " + server + " is from an unknown CA",
                    "Name the PEM file of the CA as ca_file, or in the variable N8N_CA_FILE if you configure by variables.");
        }
        if (says(failure, "No subject alternative") || says(failure, "No name matching")) {
            return new Explanation(
                    "The certificate of " + server + " is for another host",
                    "Set n8n_host to the name that the certificate is for.");
        }
        if (says(failure, "certificate_required") || says(failure, "bad_certificate")) {
            return new Explanation(
                    server + " asks for a client certificate, which this server cannot show",
                    "Let it in by other means, such as a header of its own under \"headers\".");
        }
        if (says(failure, "protocol_version") || says(failure, "is not accepted by client preferences")) {
            return new Explanation(
                    server + " only speaks a TLS version that is too old",
                    "TLS 1.2 or newer must be enabled on n8n, or on the proxy before it.");
        }
        if (says(failure, "Unsupported or unrecognized SSL message") || says(failure, "plaintext connection")) {
            return new Explanation(
                    server + " does not speak TLS", "Write http:// in place of https:// in n8n_host, or another port.");
        }
        if (says(failure, "unrecognized_name")) {
            return new Explanation(
                    server + " serves no host of that name", "Check n8n_host, and which hosts the server has.");
        }
        if (says(failure, "handshake_failure")) {
            return new Explanation(
                    server + " refused the secure connection without saying why",
                    "It may ask for a client certificate, which this server cannot show, or offer only ciphers that are "
                            + "too old.");
        }
        return new Explanation(
                "No secure connection to " + url,
                "For a private CA name its PEM file as ca_file; an n8n without TLS needs http:// in n8n_host.");
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(Throwable failure, String words) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(words)) {
                return true;
            }
        }
        return false;
    }
}
