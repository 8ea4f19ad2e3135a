package dev.partyline.spring;

import java.time.Duration;
import java.util.function.IntSupplier;

/** Sweeps again and again. */
final class Housekeeping extends RegularWork {
    /** @param sweep tells how much it has done; 0 if nothing was due */
    Housekeeping(IntSupplier sweep, Duration interval) {
        super("housekeeping", sweep, interval);
    }
}
