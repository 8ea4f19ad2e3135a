package dev.partyline.domain.answer;

import dev.partyline.domain.value.Line;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which line a shared user is on, and why (P7). Immutable.
 *
 * @param reason why it is this line
 * @param passedOver the reasons that would have come first, and for which no line was to be had
 */
public record LineChoice(Line line, Reason reason, Set<Reason> passedOver) {
    public LineChoice {
        passedOver = passedOver.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(passedOver));
    }

    /** The line that the user had already. */
    public static LineChoice kept(Line line) {
        return new LineChoice(line, Reason.KEPT, Set.of());
    }

    /** Why a line was chosen, in the order in which one is looked for. */
    public enum Reason {
        /** The user had it already. */
        KEPT,
        /** The request named it (P8). */
        NAMED,
        /** It is the one that the user had before it was deactivated (L3). */
        LAST_LINE,
        /** It is of the phone's area, as the project asks. */
        SAME_AREA,
        /** It is of the phone's country, as the project asks. */
        SAME_COUNTRY,
        /** It is one with the fewest users (P3). */
        LEAST_LOADED;

        /** Stable, for programs; lower case with underscores. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
