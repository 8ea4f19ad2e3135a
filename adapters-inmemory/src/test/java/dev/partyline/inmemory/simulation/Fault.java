package dev.partyline.inmemory.simulation;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What befalls one call of a port: when it takes effect, and what the client is told. */
enum Fault {
    NONE(When.AT_ONCE, Told.THE_ANSWER),
    /** The port is down, and says that nothing was done. */
    DOWN(When.NEVER, Told.NONE),
    LOST_BEFORE(When.NEVER, Told.LOST),
    /** It was done, and nobody is told. */
    LOST_AFTER(When.AT_ONCE, Told.LOST),
    /** It is on its way when the client gives it up. */
    LOST_MEANWHILE(When.LATE, Told.LOST),
    /** The port breaks its contract instead of doing anything. */
    BROKEN_BEFORE(When.NEVER, Told.BROKEN),
    BROKEN_AFTER(When.AT_ONCE, Told.BROKEN),
    BROKEN_MEANWHILE(When.LATE, Told.BROKEN),
    /** The client is gone, and with it whatever it was about to do. */
    CRASH_BEFORE(When.NEVER, Told.GONE),
    CRASH_AFTER(When.AT_ONCE, Told.GONE),
    CRASH_MEANWHILE(When.LATE, Told.GONE);

    private static final List<Fault> LATE = withEffect(When.LATE::equals);
    private static final List<Fault> AT_ONCE_OR_NEVER = withEffect(when -> when != When.LATE);

    private final When when;
    private final Told told;

    /** When the call takes effect. */
    enum When {
        AT_ONCE,
        /** At any time after the client was told, before or after whatever it does about it. */
        LATE,
        NEVER
    }

    private enum Told {
        THE_ANSWER,
        NONE,
        LOST,
        BROKEN,
        GONE
    }

    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    Fault(When when, Told told) {
        this.when = when;
        this.told = told;
    }

    private static List<Fault> withEffect(Predicate<When> when) {
        return Stream.of(values())
                .filter(fault -> fault != NONE && when.test(fault.when))
                .toList();
    }

    /** Something else than nothing once in so many calls; every other time something that comes late. */
    static Fault drawn(Random random, int onceIn) {
        if (onceIn == 0 || random.nextInt(onceIn) > 0) {
            return NONE;
        }
        return SimulatedCast.any(random, random.nextBoolean() ? LATE : AT_ONCE_OR_NEVER);
    }

    When when() {
        return when;
    }

    /** Ends the call in an exception, unless the client is told the answer. */
    void tell() {
        switch (told) {
            case NONE -> throw new UnavailableException("down", Effect.NONE, null);
            case LOST -> throw new UnavailableException("lost", Effect.UNKNOWN, null);
            case BROKEN -> throw new IllegalStateException("broken");
            case GONE -> throw new Crash();
            case THE_ANSWER -> {}
        }
    }
}
