package io.github.n8nmcp.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** A request was not answered, or not with what its reader accepts. The cause is the JDK's, where there is one. */
public final class HttpException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** Nobody listened. */
        REFUSED,
        UNKNOWN_HOST,
        /** The system's resolver did not find the host's address in time. */
        NO_ADDRESS,
        /** No secure connection came about. */
        TLS,
        /** The file with the private CA cannot be used. */
        CA_FILE,
        /** No answer came in time. */
        TIMEOUT,
        /** The connection failed before the answer began. */
        NO_ANSWER,
        /** The answer began, but its end did not come. */
        CUT_OFF,
        TOO_LARGE,
        /** The answer is JSON, but nested more deeply than is read. */
        TOO_DEEP,
        /** The body is not what its head promised. */
        UNREADABLE,
        /** There is a {@link Response}, and its reader does not accept it. */
        NOT_ACCEPTED
    }

    /**
     * An answer that was not accepted.
     *
     * @param headers the first value of each header, by its name in lower case
     * @param start the first 64 KB of the body, read as UTF-8
     */
    public record Response(ResponseReader.Head head, Map<String, String> headers, String start) {
        /** The value of a header, by its name in lower case; empty if it is not there. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** Where it redirects to, or null. */
        public String location() {
            return headers.get("location");
        }

        /** When to call again, or null. */
        public String retryAfter() {
            return headers.get("retry-after");
        }
    }

    private final Kind kind;
    private final boolean sent;
    private final transient Response response;

    private HttpException(Kind kind, String message, Throwable cause, boolean sent, Response response) {
        super(message, cause);
        this.kind = kind;
        this.sent = sent;
        this.response = response;
    }

    /** The request was not sent. */
    static HttpException notSent(Kind kind, String message) {
        return new HttpException(kind, message, null, false, null);
    }

    /** The answer cannot be read. */
    static HttpException unread(Kind kind, String message) {
        return new HttpException(kind, message, null, true, null);
    }

    static HttpException notAccepted(Response response) {
        return new HttpException(Kind.NOT_ACCEPTED, "HTTP " + response.head().status(), null, true, response);
    }

    /** The exchange failed before the head of the answer was there; the request may have been sent by then. */
    static HttpException beforeAnswer(IOException e, boolean sent) {
        return new HttpException(kind(e, sent), innermostMessage(e), e, sent, null);
    }

    /** The exchange failed after the head of the answer was there. */
    static HttpException inAnswer(IOException e) {
        Kind kind = has(e, HttpTimeoutException.class) ? Kind.TIMEOUT : Kind.CUT_OFF;
        return new HttpException(kind, innermostMessage(e), e, true, null);
    }

    private static Kind kind(IOException e, boolean sent) {
        if (has(e, HttpTimeoutException.class)) {
            return Kind.TIMEOUT;
        }
        if (has(e, UnresolvedAddressException.class) || has(e, UnknownHostException.class)) {
            return Kind.UNKNOWN_HOST;
        }
        if (has(e, ConnectException.class)) {
            return Kind.REFUSED;
        }
        // A handshake of TLS 1.3 may fail after the request was sent, which the server then does not read.
        boolean isTls = has(e, SSLHandshakeException.class) || (has(e, SSLException.class) && !sent);
        return isTls ? Kind.TLS : Kind.NO_ANSWER;
    }

    private static boolean has(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String innermostMessage(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                return cause.getMessage();
            }
        }
        return "";
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }

    /** The answer, if the kind is {@link Kind#NOT_ACCEPTED}. */
    public Optional<Response> response() {
        return Optional.ofNullable(response);
    }

    /** Whether the server may have done what it was asked all the same. */
    public boolean mayHaveActed() {
        return switch (kind) {
            case REFUSED, UNKNOWN_HOST, NO_ADDRESS, TLS, CA_FILE -> false;
            case TIMEOUT, NO_ANSWER, CUT_OFF, TOO_LARGE, TOO_DEEP, UNREADABLE -> sent;
            case NOT_ACCEPTED ->
                response.head().status() < 300 || response.head().status() >= 500;
        };
    }

    /** Whether the same request may succeed soon: an overloaded server, a broken connection, nobody listening yet. */
    boolean isPassing(boolean changes) {
        return switch (kind) {
            case REFUSED -> true;
            case NO_ANSWER, CUT_OFF -> !changes;
            case NOT_ACCEPTED ->
                switch (response.head().status()) {
                    case 429 -> true;
                    case 502, 503, 504 -> !changes;
                    default -> false;
                };
            default -> false;
        };
    }
}
