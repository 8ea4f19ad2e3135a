package dev.partyline.ports;

import dev.partyline.domain.answer.CreationRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.rule.Admission;
import dev.partyline.domain.rule.Decision;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UserIds;
import dev.partyline.ports.driven.UserStore;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * One attempt to create a user of one kind, in a tenant that allows it: that in which the kinds of user differ between the request
 * and the commit.
 *
 * @param <R> what the operation can refuse
 * @param <U> the kind of user
 * @param <A> what a user of this kind is admitted by
 */
interface Creation<R extends Refusal, U extends User, A> {

    CreateRequest request();

    UserStore store();

    /** The reason as one of this operation's. */
    R refusal(CreationRefusal reason);

    /** What must be known to decide. */
    Question question();

    Decision<R, U, A> decide(Facts facts);

    /**
     * The answer, over the answer to the question: of one step if a store can take it, or else of what follows from the facts.
     *
     * @param ids of whom the id is that a new user gets
     */
    default Optional<Either<R, Outcome<U>>> answer(
            Question question, UserIds ids, Instant now, Function<Facts, Optional<Either<R, Outcome<U>>>> onFacts) {
        return onFacts.apply(store().look(question));
    }

    /** Whether what was created under the request's idempotency key was asked for by this request also in what no fingerprint tells. */
    default boolean repeats(U created) {
        return true;
    }

    /** Makes the admission true: the answer, or nothing where it is outdated. */
    Optional<Either<R, Outcome<U>>> admit(A admission, Optional<IdempotencyClaim> claim);

    /** What would refuse the admission, were it made now. */
    default Optional<R> foreseenRefusal(A admission) {
        return Optional.empty();
    }

    /** The deactivated user that would be revived by the admission. */
    Optional<DeactivatedUser> revivedBy(A admission);

    /** How users are admitted that need nothing but the store. */
    static <R extends Refusal, U extends User> Optional<Either<R, Outcome<U>>> admit(
            UserStore store, Admission<U> admission, Optional<IdempotencyClaim> claim) {
        Outcome<U> outcome =
                Outcome.admitted(admission.user(), admission.revived().isPresent());
        Change admit =
                new Change.Admit(admission.user(), admission.revived(), admission.lastHolder(), OptionalInt.empty());
        return commit(store, claim, admit, outcome);
    }

    /** The outcome, once the change is made together with what is answered by it; nothing where it is outdated. */
    static <R, U extends User> Optional<Either<R, Outcome<U>>> commit(
            UserStore store, Optional<IdempotencyClaim> claim, Change change, Outcome<U> outcome) {
        return Settlement.commit(store, Change.answering(claim, change, outcome)) == Commit.DONE
                ? Optional.of(Either.right(outcome))
                : Optional.empty();
    }
}
