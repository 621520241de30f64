package io.github.n8nmcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream of bytes into lines. A line is held once, and one that is too long is not held at all. */
final class LineReader {
    private static final int USUAL_LINE = 64 << 10;

    private final InputStream in;
    private final int limit;
    private final byte[] chunk = new byte[USUAL_LINE];
    private int chunkStart;
    private int chunkEnd;
    private byte[] line = new byte[USUAL_LINE];
    private int length;

    /** Lines may have up to {@code limit} bytes. */
    LineReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** What the stream gave next. */
    enum Result {
        LINE,
        /** A line was longer than the limit, or than the memory left, and was skipped. */
        TOO_LONG,
        END
    }

    /** Reads the next line, or what is left before the end, without its line feed. */
    Result next() throws IOException {
        length = 0;
        if (line.length > USUAL_LINE) {
            line = new byte[USUAL_LINE];
        }
        boolean tooLong = false;
        boolean any = false;
        while (true) {
            if (chunkStart == chunkEnd) {
                chunkStart = 0;
                chunkEnd = Math.max(0, in.read(chunk));
                if (chunkEnd == 0) {
                    return tooLong ? Result.TOO_LONG : any ? Result.LINE : Result.END;
                }
            }
            any = true;
            int end = chunkStart;
            while (end < chunkEnd && chunk[end] != '\n') {
                end++;
            }
            tooLong = tooLong || !append(chunkStart, end);
            boolean complete = end < chunkEnd;
            chunkStart = complete ? end + 1 : end;
            if (complete) {
                return tooLong ? Result.TOO_LONG : Result.LINE;
            }
        }
    }

    private boolean append(int from, int to) {
        int count = to - from;
        if (count > limit - length) {
            return refuse();
        }
        if (length + count > line.length) {
            int doubled = (int) Math.min(limit, Math.max(2L * line.length, (long) length + count));
            try {
                line = Arrays.copyOf(line, doubled);
            } catch (OutOfMemoryError e) {
                return refuse();
            }
        }
        System.arraycopy(chunk, from, line, length, count);
        length += count;
        return true;
    }

    private boolean refuse() {
        line = new byte[0];
        length = 0;
        return false;
    }

    /** The bytes of the line, the first {@link #length} of them; valid until the next is read. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** Whether the line holds white space only. */
    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
