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

/** As the JDK's own, but it fails when its time is up, and when its reader is interrupted. */
final class OwnStream extends InputStream implements BodySubscriber<InputStream> {
    private static final List<ByteBuffer> END = List.of(ByteBuffer.allocate(0));
    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
    private final long deadline;
    private volatile Flow.Subscription subscription;
    private volatile Throwable error;
    private List<ByteBuffer> current = List.of();
    private int next;

    OwnStream(long millis) {
        deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
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
        while (current != END) {
            for (; next < current.size(); next++) {
                ByteBuffer buffer = current.get(next);
                if (buffer.hasRemaining()) {
                    int count = Math.min(length, buffer.remaining());
                    buffer.get(bytes, offset, count);
                    return count;
                }
            }
            current = more();
            next = 0;
            if (current != END) {
                subscription.request(1);
            }
        }
        if (error != null) {
            throw new IOException(error);
        }
        return -1;
    }

    private List<ByteBuffer> more() throws IOException {
        try {
            List<ByteBuffer> more = arrived.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (more == null) {
                throw new HttpTimeoutException("the body did not arrive in time");
            }
            return more;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public void close() {
        subscription.cancel();
    }
}
