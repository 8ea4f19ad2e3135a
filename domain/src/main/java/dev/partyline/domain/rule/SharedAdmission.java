package dev.partyline.domain.rule;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.value.Line;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A shared user that the rules admit, for a store and a pool to make true together or not at all.
 *
 * @param candidate the user but for its line
 * @param revived the deactivated user that becomes active again; empty for a new one
 * @param lastHolder what of the past the decision rests on; empty where it rests on nothing
 * @param limit the active shared users that the project may have, this one included; empty for no limit (S4)
 * @param wish what is wished of the line
 */
public record SharedAdmission(
        SharedUserCandidate candidate,
        Optional<DeactivatedUser> revived,
        Optional<LastHolder> lastHolder,
        OptionalInt limit,
        LineWish wish) {

    /** The outcome of admitting the user on this line. */
    public Outcome<SharedUser> on(Line line) {
        return Outcome.admitted(candidate.on(line), revived.isPresent());
    }
}
