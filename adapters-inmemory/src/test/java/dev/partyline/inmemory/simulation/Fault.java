package dev.partyline.inmemory.simulation;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.Random;

/** What befalls one call of a port. */
enum Fault {
    NONE,
    /** The port is down, and says that nothing was done. */
    DOWN,
    LOST_BEFORE,
    /** It was done, and nobody is told. */
    LOST_AFTER,
    /** The port breaks its contract instead of doing anything. */
    BROKEN_BEFORE,
    BROKEN_AFTER,
    /** The client is gone, and with it whatever it was about to do. */
    CRASH_BEFORE,
    CRASH_AFTER;

    private static final Fault[] ALL = values();

    static final class Crash extends Error {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /** Something else than nothing once in so many calls. */
    static Fault drawn(Random random, int onceIn) {
        return onceIn == 0 || random.nextInt(onceIn) > 0 ? NONE : ALL[1 + random.nextInt(ALL.length - 1)];
    }

    void before() {
        switch (this) {
            case DOWN -> throw new UnavailableException("down", Effect.NONE, null);
            case LOST_BEFORE -> throw new UnavailableException("lost", Effect.UNKNOWN, null);
            case BROKEN_BEFORE -> throw new IllegalStateException("broken");
            case CRASH_BEFORE -> throw new Crash();
            default -> {}
        }
    }

    void after() {
        switch (this) {
            case LOST_AFTER -> throw new UnavailableException("lost", Effect.UNKNOWN, null);
            case BROKEN_AFTER -> throw new IllegalStateException("broken");
            case CRASH_AFTER -> throw new Crash();
            default -> {}
        }
    }
}
