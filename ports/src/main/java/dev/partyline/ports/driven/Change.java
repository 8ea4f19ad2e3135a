package dev.partyline.ports.driven;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** One decided change, which a {@link UserStore} makes whole or not at all. Immutable. */
public sealed interface Change {

    /**
     * The user becomes active.
     *
     * @param revived the deactivated user with the same id that it replaces; empty for a new user
     * @param lastHolder who the last holder of a key must still be; empty where that does not matter
     * @param sharedUserLimit the active shared users that its tenant may have, this one included; empty for no limit, and for
     *     users that count against none
     */
    record Admit(
            User user, Optional<DeactivatedUser> revived, Optional<LastHolder> lastHolder, OptionalInt sharedUserLimit)
            implements Change {}

    /**
     * The active user becomes another value of the same id, tenant, kind and time of creation; or, where {@code after} is what {@code before}
     * is, stays as it is and was seen.
     *
     * @param unheld a key of the tenant that nobody holds; empty where that does not matter
     */
    record Replace(User before, User after, Optional<Key.SharedPhone> unheld) implements Change {
        /** Whoever holds which other keys. */
        public Replace(User before, User after) {
            this(before, after, Optional.empty());
        }
    }

    /** The active user is deactivated (rule L1). */
    record Deactivate(User user, Instant at) implements Change {}

    /**
     * Something is answered under an idempotency key (rule I6).
     *
     * @param change what is done for it in the same step; empty for nothing
     * @param forgotten the record that it takes the place of; empty where none stood
     */
    record Answer(Optional<Change> change, IdempotencyRecord record, Optional<IdempotencyRecord> forgotten)
            implements Change {}

    /** The change, together with what is answered by it where there is a claim. */
    static Change answering(Optional<IdempotencyClaim> claim, Change change, Outcome<? extends User> outcome) {
        return claim.<Change>map(made -> new Answer(Optional.of(change), made.answeredBy(outcome), made.forgotten()))
                .orElse(change);
    }

    /** The answer of the function for this change. */
    default <T> T fold(
            Function<? super Admit, ? extends T> admit,
            Function<? super Replace, ? extends T> replace,
            Function<? super Deactivate, ? extends T> deactivate,
            Function<? super Answer, ? extends T> answer) {
        if (this instanceof Admit change) {
            return admit.apply(change);
        }
        if (this instanceof Replace change) {
            return replace.apply(change);
        }
        if (this instanceof Deactivate change) {
            return deactivate.apply(change);
        }
        return answer.apply((Answer) this);
    }
}
