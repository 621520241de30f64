package io.github.n8nmcp.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How long to wait before a request is sent again. */
public final class Backoff {
    /** A request is sent once, and at most this many times again. */
    public static final int MOST_RETRIES = 3;

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration FIRST = Duration.ofMillis(200);

    private Backoff() {}

    /**
     * The pause before the given retry (0 is the first): twice as long each time, minus a random part of up to a half.
     *
     * @param random from 0 to 1
     */
    public static Duration pause(int retry, double random) {
        long doubled = FIRST.toNanos() << Math.min(retry, MOST_RETRIES);
        return Duration.ofNanos(doubled - (long) (doubled / 2.0 * random));
    }

    /** As {@link #pause(int, double)}, but never less than {@code Retry-After}, seconds or a date (RFC 9110, 10.2.3). */
    static Duration pause(int retry, double random, Optional<String> retryAfter, Instant now) {
        Duration own = pause(retry, random);
        Duration asked = retryAfter.map(value -> parse(value, now)).orElse(Duration.ZERO);
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private static Duration parse(String retryAfter, Instant now) {
        String value = retryAfter.strip();
        try {
            if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return value.length() > 5 ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(value)));
            }
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return bounded(Duration.between(now, date));
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }

    private static Duration bounded(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
