package io.github.n8nmcp.n8n;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails when it grows too large, however small it was when it was sent. */
final class BoundedStream extends FilterInputStream {
    private long allowed;

    /** Gives up to so many bytes. */
    BoundedStream(InputStream in, long limit) {
        super(in);
        this.allowed = limit;
    }

    /** More came than the bound. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) throws TooLargeException {
        allowed -= bytes;
        if (allowed < 0) {
            throw new TooLargeException();
        }
    }
}
