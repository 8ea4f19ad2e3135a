package dev.partyline.inmemory;

import java.util.List;

/** At least one slot. A single one, as nearly all are, is no object more. */
sealed interface Slots permits Slot, Slots.Several {
    List<Slot> all();

    /** At least two. Immutable. */
    record Several(List<Slot> all) implements Slots {}
}
