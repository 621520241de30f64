package io.github.n8nmcp.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** JSON in UTF-8 that is written as it is, or inside a text. */
final class RawJson {
    private final byte[] utf8;
    private final boolean quoted;

    RawJson(byte[] utf8, boolean quoted) {
        this.utf8 = utf8;
        this.quoted = quoted;
    }

    boolean isQuoted() {
        return quoted;
    }

    byte[] utf8() {
        return utf8;
    }

    void write(JsonGenerator out) throws IOException {
        if (quoted) {
            out.writeUTF8String(utf8, 0, utf8.length);
            return;
        }
        // A generator takes raw values as characters only, so the bytes go round it to where it writes.
        out.writeRawValue("");
        out.flush();
        ((OutputStream) out.getOutputTarget()).write(utf8);
    }
}
