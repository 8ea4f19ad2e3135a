package dev.partyline.ports.driven;

import dev.partyline.domain.user.AnyUser;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of a {@link Change}. Immutable. */
public sealed interface Commit {

    /**
     * It was made, whole, and is durable as far as the store is.
     *
     * @param user the user as the change made it
     */
    record Done(AnyUser user) implements Commit {}

    /** It was decided on facts that no longer hold. Nothing was changed. The decision has to be made again. */
    record Outdated() implements Commit {}

    /** It would have been made, but the pool has no line for the user. Nothing was changed. */
    record NoLine() implements Commit {}

    /** The answer of the function for what became of it. */
    default <T extends @Nullable Object> T fold(
            Function<? super Done, ? extends T> done,
            Function<? super Outdated, ? extends T> outdated,
            Function<? super NoLine, ? extends T> noLine) {
        if (this instanceof Done commit) {
            return done.apply(commit);
        }
        if (this instanceof Outdated commit) {
            return outdated.apply(commit);
        }
        return noLine.apply((NoLine) this);
    }
}
