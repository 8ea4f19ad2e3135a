package dev.partyline.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import java.time.Instant;

/** What properties of the rules see of a decision. */
final class Seen {
    private Seen() {}

    /** The new user that was admitted. */
    static <R extends Refusal, U extends User> U admitted(Decision<R, U> decision, UserId newId, Instant now) {
        UserAdmission<U> admission = whole(admission(decision, newId, now));
        assertThat(admission.revived()).isEmpty();
        assertThat(admission.user().version()).isEqualTo(1);
        return admission.user();
    }

    /** What a decision admits, if a new user would have this id. */
    static <R extends Refusal, U extends User> Admission<U> admission(
            Decision<R, U> decision, UserId newId, Instant now) {
        return decision.<Decision.Admitting<U>>fold(
                        refuse -> fail("refused: " + refuse.reason()),
                        returned -> fail("returned: " + returned.user()),
                        update -> fail("updated: " + update.after()),
                        Decision.Admit::admission)
                .as(newId, now);
    }

    /** An admission of a user that needs no line. */
    static <U extends User> UserAdmission<U> whole(Admission<U> admission) {
        return admission.fold(whole -> whole, withoutLine -> fail("a user without its line"));
    }

    /** The decision with its admission carried out, so that two can be compared. */
    static <R extends Refusal, U extends User> Object carriedOut(Decision<R, U> decision, UserId newId, Instant now) {
        return decision.<Object>fold(
                refuse -> refuse,
                returned -> returned,
                update -> update,
                admit -> admit.admission().as(newId, now));
    }
}
