package dev.partyline.domain.answer;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.value.Field;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a successful request did (E1), with the user as it is now. Immutable.
 *
 * @param <U> the kind of user, or its state
 */
public sealed interface Outcome<U extends AnyUser> {

    U user();

    /** The outcome of admitting a user: a new one, or a deactivated one that is active again. */
    static <U extends AnyUser> Outcome<U> admitted(U user, boolean revived) {
        return revived ? new Revived<>(user) : new Created<>(user);
    }

    /** A new user. */
    record Created<U extends AnyUser>(U user) implements Outcome<U> {}

    /** The existing user, unchanged. */
    record Returned<U extends AnyUser>(U user) implements Outcome<U> {}

    /** The existing user, with these fields changed; at least one. */
    record Updated<U extends AnyUser>(U user, Set<Field> fields) implements Outcome<U> {
        public Updated {
            fields = Collections.unmodifiableSet(new TreeSet<>(fields));
        }
    }

    /** A deactivated user, active again (L3). */
    record Revived<U extends AnyUser>(U user) implements Outcome<U> {}

    /** The answer of the function for what was done. */
    default <T> T fold(
            Function<? super Created<U>, ? extends T> created,
            Function<? super Returned<U>, ? extends T> returned,
            Function<? super Updated<U>, ? extends T> updated,
            Function<? super Revived<U>, ? extends T> revived) {
        if (this instanceof Created<U> outcome) {
            return created.apply(outcome);
        }
        if (this instanceof Returned<U> outcome) {
            return returned.apply(outcome);
        }
        if (this instanceof Updated<U> outcome) {
            return updated.apply(outcome);
        }
        return revived.apply((Revived<U>) this);
    }
}
