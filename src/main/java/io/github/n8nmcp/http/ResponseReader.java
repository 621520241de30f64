package io.github.n8nmcp.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads an answer while it arrives. An answer that it does not accept is an {@link HttpException}. */
@FunctionalInterface
public interface ResponseReader<T> {
    /** Reads the body; what it throws means that the body is cut, or is not what its head said. */
    T read(Head head, InputStream body) throws IOException;

    /** Whether an answer with this head is one that it reads: JSON with a good status, unless a reader says otherwise. */
    default boolean accepts(Head head) {
        return head.status() < 300 && head.isJson();
    }

    /** Whether it reads the body to its end, without which the connection is not kept for the next request. */
    default boolean readsAll() {
        return true;
    }

    /** What comes before the body. */
    record Head(int status, String contentType) {
        /** Whether the content type says JSON. */
        public boolean isJson() {
            return contentType.toLowerCase(Locale.ROOT).contains("json");
        }
    }
}
