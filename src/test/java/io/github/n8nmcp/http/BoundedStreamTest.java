package io.github.n8nmcp.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** How much is read of an answer. */
class BoundedStreamTest {
    private static final byte[] FOUR = {1, 2, 3, 4};

    @Test
    void givesAsMuchAsItMay() throws IOException {
        assertArrayEquals(FOUR, of(4).readAllBytes());
    }

    @Test
    void failsWhenMoreComesThanItMayGive() throws IOException {
        assertThrows(BoundedStream.TooLargeException.class, of(3)::readAllBytes);

        BoundedStream byteByByte = of(1);
        assertEquals(1, byteByByte.read());
        assertThrows(BoundedStream.TooLargeException.class, byteByByte::read);
    }

    @Test
    void theEndIsNoByte() throws IOException {
        BoundedStream all = of(4);
        all.readNBytes(4);

        assertEquals(-1, all.read());
        assertEquals(-1, all.read(new byte[1], 0, 1));
    }

    private static BoundedStream of(long limit) {
        return new BoundedStream(new ByteArrayInputStream(FOUR), limit);
    }
}
