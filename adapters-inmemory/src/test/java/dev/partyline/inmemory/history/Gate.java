package dev.partyline.inmemory.history;

import java.util.function.Supplier;

/** What every call of a port goes through on its way. */
@FunctionalInterface
public interface Gate {
    /** Lets every call through. */
    Gate OPEN = Supplier::get;

    /** Makes the call, or does something else instead or besides. */
    <T> T pass(Supplier<T> call);

    default void pass(Runnable call) {
        this.<Boolean>pass(() -> {
            call.run();
            return true;
        });
    }
}
