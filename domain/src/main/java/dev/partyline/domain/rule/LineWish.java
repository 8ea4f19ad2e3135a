package dev.partyline.domain.rule;

import dev.partyline.domain.answer.LineChoice;
import dev.partyline.domain.answer.LineChoice.Reason;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.Locality;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which line a user would best get (L3, P7, P8). A pool grants the wish if it can. Of open lines it takes the preferred
 * one, then one that is {@linkplain Nearness near}, then any other. Then it looks among the lines at risk in the same
 * order. The avoided line comes last of all. A wish is a reason to refuse only if a line is named, or if no other line
 * will do than near ones.
 *
 * @param named the only line that will do, which may be reserved (P8)
 * @param preferred taken before any other, if it has room
 * @param avoided taken only if no other has room
 * @param near which lines come first, or are the only ones (P7)
 */
public record LineWish(Optional<Line> named, Optional<Line> preferred, Optional<Line> avoided, Nearness near) {
    /** Any line will do. */
    public static final LineWish NONE =
            new LineWish(Optional.empty(), Optional.empty(), Optional.empty(), Nearness.ANYWHERE);

    public static LineWish naming(Line line) {
        return new LineWish(Optional.of(line), Optional.empty(), Optional.empty(), Nearness.ANYWHERE);
    }

    public static LineWish preferring(Line line) {
        return NONE.butPreferring(line);
    }

    public static LineWish avoiding(Line line) {
        return NONE.butAvoiding(line);
    }

    /** A line that is near. */
    public static LineWish near(Nearness near) {
        return near.equals(Nearness.ANYWHERE)
                ? NONE
                : new LineWish(Optional.empty(), Optional.empty(), Optional.empty(), near);
    }

    LineWish butPreferring(Line line) {
        return new LineWish(named, Optional.of(line), avoided, near);
    }

    LineWish butAvoiding(Line line) {
        return new LineWish(named, preferred, Optional.of(line), near);
    }

    /** Whether the wish, whatever else it is, can be granted by this line, of this locality. */
    public boolean allows(Line line, Locality locality) {
        return named.map(line::equals)
                .orElseGet(() -> !near.only() || near.isInArea(locality) || near.isInCountry(locality));
    }

    /** P7: why a pool that grants the wish if it can gave this line, and what it passed over. */
    public LineChoice choice(Line line) {
        if (named.isPresent()) {
            return new LineChoice(line, Reason.NAMED, Set.of());
        }
        if (preferred.isEmpty() && near.equals(Nearness.ANYWHERE)) {
            return new LineChoice(line, Reason.LEAST_LOADED, Set.of());
        }
        Set<Reason> passedOver = EnumSet.noneOf(Reason.class);
        if (preferred.isPresent()) {
            if (preferred.get().equals(line)) {
                return new LineChoice(line, Reason.LAST_LINE, passedOver);
            }
            passedOver.add(Reason.LAST_LINE);
        }
        if (near.area().isPresent()) {
            if (near.isInArea(Locality.of(line))) {
                return new LineChoice(line, Reason.SAME_AREA, passedOver);
            }
            passedOver.add(Reason.SAME_AREA);
        }
        if (near.country().isPresent()) {
            if (near.isInCountry(Locality.of(line))) {
                return new LineChoice(line, Reason.SAME_COUNTRY, passedOver);
            }
            passedOver.add(Reason.SAME_COUNTRY);
        }
        return new LineChoice(line, Reason.LEAST_LOADED, passedOver);
    }
}
