package io.github.n8nmcp.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the pauses between tries are. */
class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 | 0.0 | 200
                    1 | 0.0 | 400
                    2 | 0.0 | 800
                    0 | 0.5 | 150
                    1 | 0.5 | 300
                    2 | 0.5 | 600
                    0 | 1.0 | 100
                    1 | 1.0 | 200
                    2 | 1.0 | 400
                    """)
    void doublesAndTakesUpToAHalfOffByChance(int retry, double chance, long milliseconds) {
        assertEquals(Duration.ofMillis(milliseconds), pause(retry, chance, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1                             | 1000
                    ' 7 '                         | 7000
                    3600                          | 3600000
                    Sun, 22 Nov 2026 08:00:05 GMT | 5000
                    Sun, 22 Nov 2026 09:00:00 GMT | 3600000
                    """)
    void waitsAtLeastAsLongAsN8nAsks(String retryAfter, long milliseconds) {
        assertEquals(Duration.ofMillis(milliseconds), pause(0, 1.0, Optional.of(retryAfter)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0
                    Sun, 22 Nov 2026 08:00:00 GMT
                    Sat, 21 Nov 2026 08:00:00 GMT
                    """)
    void waitsItsOwnTimeWhereN8nAsksForLess(String retryAfter) {
        assertEquals(Duration.ofMillis(800), pause(2, 0.0, Optional.of(retryAfter)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''
                    soon
                    -5
                    1.5
                    5 seconds
                    ٣
                    2026-11-22T09:00:00Z
                    Mon, 22 Nov 2026 09:00:00 GMT
                    """)
    void waitsItsOwnTimeWhereTheWishCannotBeRead(String retryAfter) {
        assertEquals(Duration.ofMillis(200), pause(0, 0.0, Optional.of(retryAfter)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    86401
                    9223372036854775807
                    Fri, 31 Dec 9999 23:59:59 GMT
                    """)
    void takesAWishBeyondADayForADay(String retryAfter) {
        assertEquals(Duration.ofDays(1), pause(0, 0.0, Optional.of(retryAfter)));
    }

    private static Duration pause(int retry, double chance, Optional<String> retryAfter) {
        return Backoff.pause(retry, chance, retryAfter, NOW);
    }
}
