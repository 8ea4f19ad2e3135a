package dev.partyline.inmemory;

import org.jspecify.annotations.Nullable;

/** At least one slot, in no order. A single one, as nearly all are, is no object more. */
sealed interface Slots permits Slot, Slots.Several {
    Slot first();

    /** Null after the last one. */
    @Nullable
    Slots rest();

    /** At least two. Immutable. */
    record Several(Slot first, Slots rest) implements Slots {}
}
