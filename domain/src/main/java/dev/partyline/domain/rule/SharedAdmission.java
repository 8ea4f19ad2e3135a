package dev.partyline.domain.rule;

import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A shared user that needs a line of the pool. A store makes the user and its place on a line true together, or
 * neither.
 *
 * @param candidate the user without its line
 * @param at when it is admitted, which is not when it was created if it is revived
 * @param revived the deactivated user that becomes active again; empty for a new user
 * @param lastHolder what of the past the decision rests on; empty if it rests on nothing
 * @param limit the active shared users that the project may have, this one included; empty for no limit (S4)
 * @param wish what is wished of the line
 * @param tellsValues whether its event carries the user: the project asks for that (O2)
 */
public record SharedAdmission(
        SharedUserCandidate candidate,
        Instant at,
        Optional<DeactivatedUser> revived,
        Optional<LastHolder> lastHolder,
        OptionalInt limit,
        LineWish wish,
        boolean tellsValues)
        implements Admission<SharedUser> {
    /** One whose event carries no values. */
    public SharedAdmission(
            SharedUserCandidate candidate,
            Instant at,
            Optional<DeactivatedUser> revived,
            Optional<LastHolder> lastHolder,
            OptionalInt limit,
            LineWish wish) {
        this(candidate, at, revived, lastHolder, limit, wish, false);
    }
}
