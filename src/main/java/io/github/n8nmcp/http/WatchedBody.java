package io.github.n8nmcp.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * The body of a request, which notes when the request begins to be sent. The JDK's client asks for the length when it
 * writes the head, and over TLS not before the handshake is done; so a server cannot have done anything before.
 */
final class WatchedBody implements BodyPublisher {
    private final BodyPublisher body;
    private volatile boolean asked;

    WatchedBody(BodyPublisher body) {
        this.body = body;
    }

    /** Whether the server may have got the request. */
    boolean isUnderWay() {
        return asked;
    }

    @Override
    public long contentLength() {
        asked = true;
        return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(subscriber);
    }
}
