package dev.partyline.domain.answer;

import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Field;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a request would do if it were made now (E5): the answer of a dry run. It is stale once another request is
 * carried out. Immutable.
 *
 * @param <U> the kind of user
 */
public sealed interface Forecast<U extends User> {

    /**
     * A new user would be created. Its id and time are not known before it is created.
     *
     * @param line which line a shared user would get, and why (P7); empty for any other
     */
    record WouldCreate<U extends User>(Optional<LineChoice> line) implements Forecast<U> {
        /** A user that gets no line of the pool. */
        public WouldCreate() {
            this(Optional.empty());
        }
    }

    /** This user would be returned as it is. */
    record WouldReturn<U extends User>(U user) implements Forecast<U> {}

    /** The user would be changed in these fields. It would then be as shown. */
    record WouldUpdate<U extends User>(U user, Set<Field> fields) implements Forecast<U> {
        public WouldUpdate {
            fields = Collections.unmodifiableSet(new TreeSet<>(fields));
        }
    }

    /**
     * The deactivated user with this id would become active again.
     *
     * @param line which line a shared user would get, and why (P7); empty for any other
     */
    record WouldRevive<U extends User>(UserId id, Optional<LineChoice> line) implements Forecast<U> {
        /** One that gets no line of the pool. */
        public WouldRevive(UserId id) {
            this(id, Optional.empty());
        }
    }

    /** The answer of the function for what would be done. */
    default <T> T fold(
            Function<? super WouldCreate<U>, ? extends T> create,
            Function<? super WouldReturn<U>, ? extends T> returned,
            Function<? super WouldUpdate<U>, ? extends T> update,
            Function<? super WouldRevive<U>, ? extends T> revive) {
        if (this instanceof WouldCreate<U> forecast) {
            return create.apply(forecast);
        }
        if (this instanceof WouldReturn<U> forecast) {
            return returned.apply(forecast);
        }
        if (this instanceof WouldUpdate<U> forecast) {
            return update.apply(forecast);
        }
        return revive.apply((WouldRevive<U>) this);
    }
}
