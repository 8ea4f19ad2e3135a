package dev.partyline.domain.answer;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Field;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a successful request did (E1), with the user as the request left it. Immutable.
 *
 * @param <U> the kind of user, or its state
 */
public sealed interface Outcome<U extends AnyUser> {

    U user();

    /**
     * The outcome of admitting a user: a new one, or a deactivated one that is active again.
     *
     * @param line why a shared user got its line; empty for any other
     */
    static <U extends AnyUser> Outcome<U> admitted(U user, boolean revived, Optional<LineChoice> line) {
        return revived ? new Revived<>(user, line) : new Created<>(user, line);
    }

    /** P7: which line a shared user is on, and why; empty for a user that gets no line of the pool. */
    default Optional<LineChoice> lineChoice() {
        return user() instanceof SharedUser shared ? Optional.of(LineChoice.kept(shared.line())) : Optional.empty();
    }

    /** A new user. */
    record Created<U extends AnyUser>(U user, Optional<LineChoice> lineChoice) implements Outcome<U> {
        /** A new user that gets no line of the pool. */
        public Created(U user) {
            this(user, Optional.empty());
        }
    }

    /** The existing user, unchanged. */
    record Returned<U extends AnyUser>(U user) implements Outcome<U> {}

    /** The existing user, with these fields changed; at least one. */
    record Updated<U extends AnyUser>(U user, Set<Field> fields) implements Outcome<U> {
        public Updated {
            fields = Collections.unmodifiableSet(new TreeSet<>(fields));
        }
    }

    /** A deactivated user, active again (L3). */
    record Revived<U extends AnyUser>(U user, Optional<LineChoice> lineChoice) implements Outcome<U> {
        /** One that gets no line of the pool. */
        public Revived(U user) {
            this(user, Optional.empty());
        }
    }

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
