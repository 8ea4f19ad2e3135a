package dev.partyline.ports;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Instants that lie a time away, and as far away as there are instants if the time is longer (E4). */
final class Times {
    private Times() {}

    /** Whole microseconds, which every store can hold. */
    static Instant now(InstantSource clock) {
        Instant now = clock.instant();
        return Instant.ofEpochSecond(now.getEpochSecond(), now.getNano() - now.getNano() % 1_000);
    }

    static Instant before(Instant now, Duration time) {
        return isWithin(time, Instant.MIN, now) ? now.minus(notNegative(time)) : Instant.MIN;
    }

    static Instant after(Instant now, Duration time) {
        return isWithin(time, now, Instant.MAX) ? now.plus(notNegative(time)) : Instant.MAX;
    }

    /** To the second: a difference in nanoseconds throws inside if it is one of centuries, which costs microseconds. */
    private static boolean isWithin(Duration time, Instant start, Instant end) {
        return time.toSeconds() < end.getEpochSecond() - start.getEpochSecond();
    }

    private static Duration notNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
