package dev.partyline.inmemory.history;

import dev.partyline.ports.driven.UserStore;

/** A store that is another one, but for what a subclass does differently. */
public abstract class ForwardingStore extends GatedStore {
    protected ForwardingStore(UserStore store) {
        super(store, Gate.OPEN);
    }
}
