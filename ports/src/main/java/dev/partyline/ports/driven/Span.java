package dev.partyline.ports.driven;

import java.time.Instant;
import java.util.Optional;

/**
 * From when to when a listing goes, by one of the times of its users (rule L5). Immutable.
 *
 * <p>The time of the last change is that of the last effect on the user ({@link Event#at}). Until there is another one,
 * that is its creation. An effect does not move it back: clocks of hosts may differ, and then it stays as it was.
 *
 * @param time which time of a user
 * @param from the earliest that is listed; empty for any
 * @param before that from which on none is listed; empty for any
 */
public record Span(Time time, Optional<Instant> from, Optional<Instant> before) {
    /** Any time of creation. */
    public static final Span OF_CREATION = new Span(Time.CREATION, Optional.empty(), Optional.empty());

    /** Any time of the last change. */
    public static final Span OF_CHANGE = new Span(Time.CHANGE, Optional.empty(), Optional.empty());

    /** A time that a user has, in whichever state. */
    public enum Time {
        CREATION,
        CHANGE
    }

    /** The same span, from then on. */
    public Span from(Instant earliest) {
        return new Span(time, Optional.of(earliest), before);
    }

    /** The same span, up to then, which is outside. */
    public Span before(Instant end) {
        return new Span(time, from, Optional.of(end));
    }

    /** Whether this is in the span. */
    public boolean has(Instant at) {
        return from.stream().noneMatch(at::isBefore) && before.stream().allMatch(at::isBefore);
    }
}
