package dev.partyline.domain.rule;

import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Field;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of a request over facts. Immutable. It becomes true only once a store has committed it.
 *
 * @param <R> what the operation can refuse
 * @param <U> the kind of user
 */
public sealed interface Decision<R extends Refusal, U extends User> {

    /** Not carried out, for this reason. */
    record Refuse<R extends Refusal, U extends User>(R reason) implements Decision<R, U> {}

    /**
     * The existing user is the answer as it is.
     *
     * @param unheld the phone, if the user was found by its email and only because nobody holds the phone (S7)
     */
    record Return<R extends Refusal, U extends User>(U user, Optional<Key.SharedPhone> unheld)
            implements Decision<R, U> {
        /** Whoever holds which other keys. */
        public Return(U user) {
            this(user, Optional.empty());
        }
    }

    /** The existing user is replaced by its next version. */
    record Update<R extends Refusal, U extends User>(U before, U after, Set<Field> fields) implements Decision<R, U> {
        public Update {
            fields = Collections.unmodifiableSet(new TreeSet<>(fields));
        }
    }

    /** A user is admitted: a new one, or a deactivated one again. */
    record Admit<R extends Refusal, U extends User>(Admitting<U> admission) implements Decision<R, U> {}

    /** The admission, once it is known which id a new user would have, and what time it is. */
    @FunctionalInterface
    interface Admitting<U extends User> {
        Admission<U> as(UserId newId, Instant now);
    }

    /** The answer of the function for what was decided. */
    default <T extends @Nullable Object> T fold(
            Function<? super Refuse<R, U>, ? extends T> refuse,
            Function<? super Return<R, U>, ? extends T> returned,
            Function<? super Update<R, U>, ? extends T> update,
            Function<? super Admit<R, U>, ? extends T> admit) {
        if (this instanceof Refuse<R, U> decision) {
            return refuse.apply(decision);
        }
        if (this instanceof Return<R, U> decision) {
            return returned.apply(decision);
        }
        if (this instanceof Update<R, U> decision) {
            return update.apply(decision);
        }
        return admit.apply((Admit<R, U>) this);
    }
}
