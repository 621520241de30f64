package io.github.n8nmcp.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails when it gives more bytes than allowed. It is put around what is unzipped, so that a small answer cannot grow. */
final class BoundedStream extends FilterInputStream {
    private long allowed;

    /** Gives at most {@code limit} bytes. */
    BoundedStream(InputStream in, long limit) {
        super(in);
        this.allowed = limit;
    }

    /** There are more bytes than allowed. */
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
