package dev.partyline.ports;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Instants that lie a time away, and as far away as there are instants if the time is longer (E4). */
final class Times {
    private Times() {}

    /** Whole microseconds, which every store can hold. */
    static Instant now(InstantSource clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static Instant before(Instant now, Duration time) {
        return now.minus(between(time, Instant.MIN, now));
    }

    static Instant after(Instant now, Duration time) {
        return now.plus(between(time, now, Instant.MAX));
    }

    private static Duration between(Duration time, Instant start, Instant end) {
        Duration longest = Duration.between(start, end);
        return time.isNegative() ? Duration.ZERO : time.compareTo(longest) > 0 ? longest : time;
    }
}
