package dev.partyline.inmemory.history;

import dev.partyline.ports.driven.UserStore;
import java.util.function.Supplier;

/** A store that is another one, but for what a subclass does differently. */
public abstract class ForwardingStore extends GatedStore {
    static final Gate OPEN = new Gate() {
        @Override
        public <T> T pass(Supplier<T> call) {
            return call.get();
        }
    };

    protected ForwardingStore(UserStore store) {
        super(store, OPEN);
    }
}
