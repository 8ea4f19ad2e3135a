package dev.partyline.inmemory.history;

import dev.partyline.ports.driven.PhonePool;

/** A pool that is another one, but for what a subclass does differently. */
public abstract class ForwardingPool extends GatedPool {
    protected ForwardingPool(PhonePool pool) {
        super(pool, Gate.OPEN);
    }
}
