package dev.partyline.domain.rule;

import dev.partyline.domain.value.Line;
import java.util.Optional;

/**
 * Which line a user would best get (L3). The pool grants the wish if it can. A wish is never a reason to refuse.
 *
 * @param preferred taken before any other, if it has room
 * @param avoided taken only if no other has room
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
