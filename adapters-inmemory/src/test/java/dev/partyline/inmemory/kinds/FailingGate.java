package dev.partyline.inmemory.kinds;

import dev.partyline.inmemory.history.Gate;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Calls of a store that go as they are drawn, one after the other; once nothing is left, all work. */
final class FailingGate implements Gate {
    /** How a call goes. */
    enum How {
        WORKS,
        FAILS_WITHOUT_EFFECT,
        IS_LOST_BEFORE_ITS_EFFECT,
        IS_LOST_AFTER_ITS_EFFECT,
        THROWS_AGAINST_ITS_CONTRACT
    }

    private final Deque<How> next;

    FailingGate(List<How> drawn) {
        this.next = new ArrayDeque<>(drawn);
    }

    /** From now on, all calls work. */
    void open() {
        next.clear();
    }

    @Override
    public <T> T pass(Supplier<T> call) {
        How how = next.isEmpty() ? How.WORKS : next.remove();
        return switch (how) {
            case WORKS -> call.get();
            case FAILS_WITHOUT_EFFECT -> throw new UnavailableException("down", Effect.NONE, null);
            case IS_LOST_BEFORE_ITS_EFFECT -> throw new UnavailableException("lost before", Effect.UNKNOWN, null);
            case IS_LOST_AFTER_ITS_EFFECT -> {
                Objects.requireNonNull(call.get());
                throw new UnavailableException("lost after", Effect.UNKNOWN, null);
            }
            case THROWS_AGAINST_ITS_CONTRACT -> throw new IllegalStateException("broken");
        };
    }
}
