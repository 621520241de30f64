package io.github.n8nmcp.n8n;

import java.io.IOException;
import java.io.InputStream;

/** Makes something of an answer while it arrives. */
@FunctionalInterface
interface Reader<T> {
    T read(Answer answer) throws IOException;

    /** Whether an answer of this type can be read at all. */
    default boolean takes(String contentType) {
        return Failure.isJson(contentType);
    }

    /** An answer whose head is there. */
    record Answer(int status, String contentType, InputStream body) {}
}
