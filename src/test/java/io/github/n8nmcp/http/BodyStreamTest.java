package io.github.n8nmcp.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** How the body of an answer is read while it arrives, and everything that ends it early. */
class BodyStreamTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(30);

    private final AtomicBoolean cancelled = new AtomicBoolean();

    @Test
    void givesWhatArrivesInItsOrder() throws IOException {
        BodyStream body = body(LONG);
        body.onNext(List.of(bytes("ab"), bytes(""), bytes("c")));
        body.onNext(List.of());
        body.onNext(List.of(bytes("de")));
        body.onComplete();

        assertArrayEquals("abcde".getBytes(StandardCharsets.US_ASCII), body.readAllBytes());
        assertEquals(-1, body.read());
    }

    @Test
    void failsWhenItsTimeIsUp() {
        assertThrows(HttpTimeoutException.class, () -> body(1).read());
    }

    @Test
    void failsWhenTheConnectionBreaksAfterWhatHadArrived() throws IOException {
        BodyStream body = body(LONG);
        body.onNext(List.of(bytes("a")));
        body.onError(new IOException("cut"));

        assertEquals('a', body.read());
        assertEquals("cut", assertThrows(IOException.class, body::read).getMessage());
    }

    @Test
    void failsWhenItsReaderIsInterruptedWhoStaysSo() {
        Thread.currentThread().interrupt();

        assertThrows(InterruptedIOException.class, () -> body(LONG).read());
        assertTrue(Thread.interrupted());
    }

    @Test
    void closingLetsTheConnectionGoEvenBeforeItBegan() {
        BodyStream begun = body(LONG);
        begun.close();
        assertTrue(cancelled.getAndSet(false));
        assertThrows(IOException.class, begun::read);

        BodyStream notBegun = new BodyStream(System.nanoTime() + LONG, Time.SYSTEM);
        notBegun.close();
        notBegun.onSubscribe(subscription());
        assertTrue(cancelled.get());
    }

    private BodyStream body(long nanos) {
        BodyStream body = new BodyStream(System.nanoTime() + nanos, Time.SYSTEM);
        body.onSubscribe(subscription());
        return body;
    }

    private Flow.Subscription subscription() {
        return new Flow.Subscription() {
            @Override
            public void request(long count) {}

            @Override
            public void cancel() {
                cancelled.set(true);
            }
        };
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
