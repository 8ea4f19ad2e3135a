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
    static <R extends Refusal, U extends User> U admitted(
            Decision<R, U, Admission<U>> decision, UserId newId, Instant now) {
        Admission<U> admission = decision.<Decision.Admitting<Admission<U>>>fold(
                        refuse -> fail("refused: " + refuse.reason()),
                        returned -> fail("returned: " + returned.user()),
                        update -> fail("updated: " + update.after()),
                        Decision.Admit::admission)
                .as(newId, now);
        assertThat(admission.revived()).isEmpty();
        return admission.user();
    }
}
