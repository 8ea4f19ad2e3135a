package dev.partyline.domain.rule;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Field;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say of a change of a user over facts (L4). Immutable. It becomes true only once a store has committed
 * it.
 *
 * @param <U> the kind of user
 */
public sealed interface Revision<U extends User> {

    /** Not carried out, for this reason. */
    record Refuse<U extends User>(ChangeRefusal reason) implements Revision<U> {}

    /** Nothing would change: the user is the answer as it is. */
    record Return<U extends User>(U user) implements Revision<U> {}

    /** The user is replaced by its next version. */
    record Update<U extends User>(U before, U after, Set<Field> fields) implements Revision<U> {
        public Update {
            fields = sorted(fields);
        }
    }

    /**
     * K2: the shared user is replaced by its next version, on another line that the pool gives it.
     *
     * @param after the next version, on the line that it has to leave
     */
    record Move<U extends User>(SharedUser before, SharedUser after, Set<Field> fields) implements Revision<U> {
        public Move {
            fields = sorted(fields);
        }
    }

    private static Set<Field> sorted(Set<Field> fields) {
        return Collections.unmodifiableSet(new TreeSet<>(fields));
    }

    /** The answer of the function for what was decided. */
    default <T extends @Nullable Object> T fold(
            Function<? super Refuse<U>, ? extends T> refuse,
            Function<? super Return<U>, ? extends T> returned,
            Function<? super Update<U>, ? extends T> update,
            Function<? super Move<U>, ? extends T> move) {
        if (this instanceof Refuse<U> revision) {
            return refuse.apply(revision);
        }
        if (this instanceof Return<U> revision) {
            return returned.apply(revision);
        }
        if (this instanceof Update<U> revision) {
            return update.apply(revision);
        }
        return move.apply((Move<U>) this);
    }
}
