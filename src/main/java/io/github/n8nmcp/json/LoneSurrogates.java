package io.github.n8nmcp.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSON whose escaped halves of surrogate pairs are replaced by characters that stand for them, since Jackson (2.22) takes
 * such halves in texts but not in keys. JavaScript writes them wherever a text was cut within an emoji, and n8n uses the
 * names of nodes as keys. The characters are U+10F800 to U+10FFFF, the end of the last private use area; {@link
 * #restored(String, JsonParser)} makes them halves again.
 */
final class LoneSurrogates extends InputStream {
    private static final int FIRST_STAND_IN = 0x10F800;
    /** An escaped pair: two times a backslash, a u and four digits. */
    private static final int PAIR = 12;

    private final InputStream in;
    private final byte[] buffer = new byte[8 << 10];
    /** What is ready to be read: the bytes from start to ready. Those from ready to end have not been looked at. */
    private int start;

    private int ready;
    private int end;
    private boolean atEnd;
    private boolean replaced;

    LoneSurrogates(InputStream in) {
        this.in = in;
    }

    /** Whether JSON may hold escaped surrogates, so that it must be read through this stream. */
    static boolean mayBeIn(byte[] utf8, int offset, int length) {
        int end = offset + length;
        // Such an escape begins with three known bytes, so one of every three in a row tells: a third of the time.
        for (int i = offset + 2; i < end; i += 3) {
            int c = utf8[i];
            if ((c == '\\' || c == 'u' || (c | 0x20) == 'd') && beginsNear(utf8, i, offset, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean beginsNear(byte[] utf8, int at, int offset, int end) {
        for (int i = Math.max(offset, at - 2); i <= at && i + 2 < end; i++) {
            if (utf8[i] == '\\' && utf8[i + 1] == 'u' && (utf8[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    /** A key or text as it stands in the JSON that a parser reads. */
    static String restored(String text, JsonParser parser) {
        return parser.getInputSource() instanceof LoneSurrogates source ? source.restored(text) : text;
    }

    private String restored(String text) {
        boolean none = text.indexOf(Character.highSurrogate(FIRST_STAND_IN)) < 0
                && text.indexOf(Character.highSurrogate(Character.MAX_CODE_POINT)) < 0;
        if (!replaced || none) {
            return text;
        }
        StringBuilder halves = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c >= FIRST_STAND_IN) {
                halves.append((char) (c - FIRST_STAND_IN + Character.MIN_SURROGATE));
            } else {
                halves.appendCodePoint(c);
            }
        });
        return halves.toString();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (start == ready) {
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, ready - start);
        System.arraycopy(buffer, start, bytes, offset, count);
        start += count;
        return count;
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, ready, buffer, 0, end - ready);
        end -= ready;
        start = 0;
        ready = 0;
        if (!atEnd) {
            int count = in.read(buffer, end, buffer.length - end);
            atEnd = count < 0;
            end += Math.max(0, count);
        }
        if (atEnd && end == 0) {
            return false;
        }
        if (mayBeIn(buffer, 0, end) || endsInEscape()) {
            replace();
        } else {
            ready = end;
        }
        return true;
    }

    /** Whether an escape may go on in what comes next. */
    private boolean endsInEscape() {
        for (int i = Math.max(0, end - PAIR + 1); i < end && !atEnd; i++) {
            if (buffer[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** Looks at all that is in the buffer, but for an escape that may go on in what comes next. */
    private void replace() {
        int from = 0;
        int to = 0;
        while (from < end) {
            if (buffer[from] != '\\') {
                buffer[to++] = buffer[from++];
                continue;
            }
            if (!atEnd && end - from < PAIR) {
                break;
            }
            int first = escaped(from);
            boolean pair = first >= 0
                    && Character.isHighSurrogate((char) first)
                    && escaped(from + 6) >= 0
                    && Character.isLowSurrogate((char) escaped(from + 6));
            if (first < 0 || pair || !Character.isSurrogate((char) first)) {
                // A pair, or another escape, such as that of a backslash.
                int length = Math.min(pair ? PAIR : 2, end - from);
                System.arraycopy(buffer, from, buffer, to, length);
                from += length;
                to += length;
            } else {
                to = putStandIn(first, to);
                from += 6;
            }
        }
        System.arraycopy(buffer, from, buffer, to, end - from);
        end -= from - to;
        ready = to;
    }

    private int putStandIn(int half, int at) {
        int c = half - Character.MIN_SURROGATE + FIRST_STAND_IN;
        buffer[at] = (byte) (0xF0 | (c >> 18));
        buffer[at + 1] = (byte) (0x80 | ((c >> 12) & 0x3F));
        buffer[at + 2] = (byte) (0x80 | ((c >> 6) & 0x3F));
        buffer[at + 3] = (byte) (0x80 | (c & 0x3F));
        replaced = true;
        return at + 4;
    }

    /** The character of the escape with four digits that begins there; negative if none does. */
    private int escaped(int at) {
        if (at + 6 > end || buffer[at] != '\\' || buffer[at + 1] != 'u') {
            return -1;
        }
        int character = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(buffer[i], 16);
            if (digit < 0) {
                return -1;
            }
            character = (character << 4) | digit;
        }
        return character;
    }
}
