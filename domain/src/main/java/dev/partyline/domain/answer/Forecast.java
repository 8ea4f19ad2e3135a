package dev.partyline.domain.answer;

import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Field;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a request would do, were it made now (E5). Says nothing of what happens once others have made theirs. Immutable.
 *
 * @param <U> the kind of user
 */
public sealed interface Forecast<U extends User> {

    /** A new user would be created; its id, line and time are not settled before it is. */
    record WouldCreate<U extends User>() implements Forecast<U> {}

    /** This user would be returned as it is. */
    record WouldReturn<U extends User>(U user) implements Forecast<U> {}

    /** The user would be changed in these fields, to what is shown. */
    record WouldUpdate<U extends User>(U user, Set<Field> fields) implements Forecast<U> {
        public WouldUpdate {
            fields = Collections.unmodifiableSet(new TreeSet<>(fields));
        }
    }

    /** The deactivated user with this id would become active again. */
    record WouldRevive<U extends User>(UserId id) implements Forecast<U> {}

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
