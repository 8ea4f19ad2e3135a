package dev.partyline.domain.rule;

import dev.partyline.domain.value.Line;
import java.util.Optional;

/**
 * What is wished of the line for a user, where the pool can grant it (L3). A wish is never a reason to refuse.
 *
 * @param preferred taken before any other where it may be had
 * @param avoided taken only where no other may be had
 */
public record LineWish(Optional<Line> preferred, Optional<Line> avoided) {
    /** Any line will do. */
    public static final LineWish NONE = new LineWish(Optional.empty(), Optional.empty());

    public static LineWish preferring(Line line) {
        return new LineWish(Optional.of(line), Optional.empty());
    }

    public static LineWish avoiding(Line line) {
        return new LineWish(Optional.empty(), Optional.of(line));
    }
}
