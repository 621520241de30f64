package io.github.n8nmcp.n8n;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How long to wait before a call is sent again. */
final class Backoff {
    /** Sent once and at most this many times again. */
    static final int MOST_RETRIES = 3;

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final long FIRST_NANOS = Duration.ofMillis(200).toNanos();

    private Backoff() {}

    /**
     * Nanoseconds before the given retry (0 is the first): twice as long each time, less up to a half
     * by chance; never less than {@code Retry-After}, in seconds or as a date (RFC 9110, section
     * 10.2.3).
     */
    static long nanos(int retry, double chance, Optional<String> retryAfter, Instant now) {
        long doubled = FIRST_NANOS << retry;
        long jittered = doubled - (long) (doubled / 2.0 * chance);
        return Math.max(jittered, retryAfter.map(value -> parse(value, now)).orElse(0L));
    }

    private static long parse(String retryAfter, Instant now) {
        String value = retryAfter.strip();
        try {
            if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return value.length() > 5 ? LONGEST.toNanos() : bounded(Duration.ofSeconds(Long.parseLong(value)));
            }
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return bounded(Duration.between(now, date));
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    private static long bounded(Duration wait) {
        return wait.isNegative() ? 0 : wait.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : wait.toNanos();
    }
}
