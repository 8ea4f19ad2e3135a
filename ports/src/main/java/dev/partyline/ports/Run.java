package dev.partyline.ports;

import dev.partyline.domain.value.RunName;
import java.util.Optional;

/**
 * What a run of many requests is called, and where it goes on. Immutable.
 *
 * <p>A run with a name may be stopped and begun again: each of its rows is carried out at most once (rule B2). A row
 * without an idempotency key of its own gets the {@linkplain RunName#keyOf one of the run}. It is remembered as long
 * as any other key: for 24 hours (rule I3). A row that was refused changed nothing, and is decided again (rule I6).
 *
 * @param before how many rows of the run come before the first one
 */
public record Run(Optional<RunName> name, long before) {

    public Run {
        if (before < 0) {
            throw new IllegalArgumentException("negative: " + before);
        }
    }

    /** A run that is not begun again: each row is carried out as often as it is given. */
    public static Run unnamed() {
        return new Run(Optional.empty(), 0);
    }

    /** A run that may be begun again under its name, with the same rows in the same order. */
    public static Run named(RunName name) {
        return new Run(Optional.of(name), 0);
    }

    /** The same run, whose next row is the one behind so many. For rows that come in parts. */
    public Run after(long rows) {
        return new Run(name, rows);
    }
}
