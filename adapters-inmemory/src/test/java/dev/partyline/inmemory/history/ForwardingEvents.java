package dev.partyline.inmemory.history;

import dev.partyline.ports.driven.Events;

/** Events that are others, but for what a subclass does differently. */
public abstract class ForwardingEvents extends GatedEvents {
    protected ForwardingEvents(Events events) {
        super(events, Gate.OPEN);
    }
}
