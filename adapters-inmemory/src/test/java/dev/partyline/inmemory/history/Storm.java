package dev.partyline.inmemory.history;

import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/** A gate at which calls of ports fail, and clients crash, as it was decided beforehand; and where clients wait for their turn. */
final class Storm implements Gate {
    private final Turns turns;
    private final Iterator<Blow> blows;
    private boolean over;

    /** What befalls one call. */
    enum Blow {
        NONE,
        /** The port is down, and says that nothing was done. */
        DOWN,
        /** The call is lost on its way there. */
        LOST_BEFORE,
        /** The answer is lost on its way back. */
        LOST_AFTER,
        /** The port breaks its contract instead of doing anything. */
        BROKEN_BEFORE,
        /** The port breaks its contract when all is done. */
        BROKEN_AFTER,
        /** The client does nothing any more, beginning with this call. */
        CRASH_BEFORE,
        /** The client does nothing any more after this call. */
        CRASH_AFTER
    }

    /** What ends a client: an Error, so that nothing between the port and the client can hold it up. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    Storm(Turns turns, List<Blow> blows) {
        this.turns = turns;
        this.blows = blows.iterator();
    }

    /** From now on nothing befalls anything. */
    void end() {
        over = true;
    }

    @Override
    public <T> T pass(Supplier<T> call) {
        turns.pause();
        Blow blow = over || !blows.hasNext() ? Blow.NONE : blows.next();
        before(blow);
        T answer = call.get();
        after(blow);
        return answer;
    }

    private static void before(Blow blow) {
        switch (blow) {
            case DOWN -> throw new UnavailableException("down", Effect.NONE, null);
            case LOST_BEFORE -> throw new UnavailableException("lost", Effect.UNKNOWN, null);
            case BROKEN_BEFORE -> throw new IllegalStateException("broken");
            case CRASH_BEFORE -> throw new Crash();
            default -> {}
        }
    }

    private static void after(Blow blow) {
        switch (blow) {
            case LOST_AFTER -> throw new UnavailableException("lost", Effect.UNKNOWN, null);
            case BROKEN_AFTER -> throw new IllegalStateException("broken");
            case CRASH_AFTER -> throw new Crash();
            default -> {}
        }
    }
}
