package io.github.n8nmcp.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer, read by one thread while it arrives. Unlike the JDK's own stream it fails when its time is up
 * (the JDK's time-out ends with the headers) and when its reader is interrupted (which JDK 17 ignores). Closing it before
 * its end closes the connection.
 */
final class BodyStream extends InputStream implements BodySubscriber<InputStream> {
    /** Marks the end of the body; compared by identity. */
    private static final List<ByteBuffer> END = List.of(ByteBuffer.allocate(0));

    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
    private volatile Flow.Subscription subscription;
    private volatile boolean closed;
    private final long deadline;
    private final Time time;
    private List<ByteBuffer> current = List.of();
    private int next;
    private volatile Throwable error;

    /** Must have been read at the deadline, in nanoseconds of the clock. */
    BodyStream(long deadline, Time time) {
        this.deadline = deadline;
        this.time = time;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(buffers);
    }

    @Override
    public void onError(Throwable throwable) {
        error = throwable;
        arrived.add(END);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = filled();
        if (buffer == null) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        return count;
    }

    /** A buffer that has something left, or null at the end. */
    private ByteBuffer filled() throws IOException {
        while (true) {
            if (closed) {
                throw new IOException("the stream is closed");
            }
            if (current == END) {
                if (error != null) {
                    throw new IOException(error.getMessage(), error);
                }
                return null;
            }
            for (; next < current.size(); next++) {
                if (current.get(next).hasRemaining()) {
                    return current.get(next);
                }
            }
            current = awaitMore();
            next = 0;
            if (current != END) {
                subscription.request(1);
            }
        }
    }

    private List<ByteBuffer> awaitMore() throws IOException {
        try {
            List<ByteBuffer> more = arrived.poll(deadline - time.nanos(), TimeUnit.NANOSECONDS);
            if (more == null) {
                throw new HttpTimeoutException("the body did not arrive in time");
            }
            return more;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Closes the connection if the body has not been read to its end. */
    @Override
    public void close() {
        closed = true;
        Flow.Subscription given = subscription;
        if (given != null) {
            given.cancel();
        }
    }
}
