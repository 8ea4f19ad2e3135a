package dev.partyline.ports.driven;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store that has the pool's lines in the same place, and so can choose a line and admit the user on it in one atomic step,
 * with no lease between. The rules of lines (P1 to P4) are {@link PhonePool}'s; deactivating a shared user gives its line back in
 * the same step as everything else (rule L1), so that nothing can leak (P5) and nothing needs to be swept. Shared users become active
 * by {@link #admit} and {@link #lookOrAdmit} alone: {@link #commit} is given no {@link Change.Admit} of one.
 */
public interface AllocatingUserStore extends UserStore {

    /**
     * Admits the user on a line of the pool, as {@link UserStore#commit} admits one. {@link Admitted.NoLine} is answered only
     * where the admission would have been done but for the line; nothing was changed then. With a claim, what
     * it is answered by is kept in the same step, as {@link Change.Answer} has it.
     */
    Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim);

    /**
     * Looks, or admits at once. Where nothing is there that the question asks for, and no limit is reached, a store may make the admission to which
     * that leads in the step that found it so, as {@link #admit} would without a claim. It saves a trip; a store that has none to save just
     * looks. Facts are answered with nothing changed, whatever they are: who asked goes on with them.
     *
     * @param ifNew the admission to which it leads that nothing is there, of a user whose id and place nobody has been told yet; empty where it leads
     *     to none; asked for once at the most
     */
    default LookedOrAdmitted lookOrAdmit(Question question, Supplier<Optional<SharedAdmission>> ifNew) {
        return new LookedOrAdmitted.Looked(look(question));
    }

    /**
     * The line on which the user was admitted whose {@link #admit} or {@link #lookOrAdmit} ended in an exception that could not say; empty where it was
     * not (rule E6). As {@link UserStore#settle(Change)} has it, whether the user is still active or not.
     *
     * @throws UnavailableException if the store cannot answer
     */
    Optional<Line> settle(SharedAdmission admission);

    /** Whether a shared user with this phone could be given a line now. Takes nothing. */
    boolean hasLineFor(PhoneNumber phone);

    /** What {@link #lookOrAdmit} did. */
    sealed interface LookedOrAdmitted {

        /** The answer to the question, as {@link UserStore#look} gives it; nothing was changed. */
        record Looked(Facts facts) implements LookedOrAdmitted {}

        /** The user, with its line, of the admission that was made. */
        record Made(SharedUser user) implements LookedOrAdmitted {}

        /** The answer of the function for what was done. */
        default <T> T fold(Function<? super Looked, ? extends T> looked, Function<? super Made, ? extends T> made) {
            return this instanceof Looked answer ? looked.apply(answer) : made.apply((Made) this);
        }
    }

    /** What became of a {@link SharedAdmission}. */
    sealed interface Admitted {

        /** Done: the user, with its line. */
        record Done(SharedUser user) implements Admitted {}

        /** Decided on facts that no longer hold; nothing was changed. */
        record Outdated() implements Admitted {}

        /** No line may be had; nothing was changed. */
        record NoLine() implements Admitted {}

        /** The answer of the function for what became of it. */
        default <T> T fold(
                Function<? super Done, ? extends T> done,
                Function<? super Outdated, ? extends T> outdated,
                Function<? super NoLine, ? extends T> noLine) {
            if (this instanceof Done admitted) {
                return done.apply(admitted);
            }
            if (this instanceof Outdated admitted) {
                return outdated.apply(admitted);
            }
            return noLine.apply((NoLine) this);
        }
    }
}
