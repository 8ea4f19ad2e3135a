package dev.partyline.ports;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.ImmediateAdmission;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Finds out what became of a step whose end was lost (rule E6): by settling it, never by doing it twice. The caller
 * gets what was done. Otherwise it gets an exception. It is {@link Effect#NONE} if nothing was done and nothing will
 * be. It is {@link Effect#DONE} if it was done on a line that nobody knows any more, since the user is erased (rule
 * X2). It is {@link Effect#UNKNOWN} if the store does not answer, or if a confirmation may still be made.
 */
final class Settlement {
    /** Whoever lost one connection may lose the next ones as well. */
    private static final int ATTEMPTS = 3;

    private static final Commit OUTDATED = new Commit.Outdated();

    private Settlement() {}

    /** Commits the change. */
    static Commit commit(UserStore store, Change change) {
        try {
            return store.commit(change);
        } catch (RuntimeException failure) {
            RuntimeException lost = unlessWithoutEffect(failure);
            return change instanceof Change.Confirm confirm
                    ? confirmed(store, confirm, lost)
                    : settled(store, change, lost, Commit.Done::new);
        }
    }

    /** Looks, which may admit a user at once. */
    static Facts look(UserStore store, Question question) {
        if (question.ifNobody().isEmpty()) {
            return store.look(question);
        }
        try {
            return store.look(question);
        } catch (RuntimeException failure) {
            RuntimeException lost = unlessWithoutEffect(failure);
            return settled(
                    store, ofLooking(question.ifNobody().get()), lost, made -> Facts.admitted((SharedUser) made));
        }
    }

    /** Looks for all, and tells each in the same way; empty for those that did not get through and had no effect. */
    static List<Supplier<Optional<Facts>>> lookAll(UserStore store, List<Question> questions) {
        try {
            List<Facts> facts = store.lookAll(questions);
            return IntStream.range(0, questions.size())
                    .<Supplier<Optional<Facts>>>mapToObj(place -> () -> Optional.of(facts.get(place)))
                    .toList();
        } catch (RuntimeException failure) {
            return questions.stream()
                    .<Supplier<Optional<Facts>>>map(question -> () -> question.ifNobody()
                            .filter(admission -> mayHaveEffect(failure))
                            .flatMap(admission -> madeIn(store, ofLooking(admission), failure))
                            .map(made -> Facts.admitted((SharedUser) made)))
                    .toList();
        }
    }

    /** The change that a store makes if it admits while it looks. */
    private static Change ofLooking(ImmediateAdmission offered) {
        return new Change.AdmitOnALine(offered.admission(), offered.claim());
    }

    /**
     * Commits all, and tells what became of each, in their order. Outdated are also those that did not get through.
     * What nobody can say of one is no matter of the others: it is thrown when that one is asked for.
     */
    static List<Supplier<Commit>> commitAll(UserStore store, List<Change> changes) {
        try {
            List<Commit> commits = store.commitAll(changes);
            return IntStream.range(0, changes.size())
                    .<Supplier<Commit>>mapToObj(place -> () -> commits.get(place))
                    .toList();
        } catch (RuntimeException failure) {
            return changes.stream()
                    .<Supplier<Commit>>map(change ->
                            () -> mayHaveEffect(failure) ? settledOrOutdated(store, change, failure) : OUTDATED)
                    .toList();
        }
    }

    private static Commit settledOrOutdated(UserStore store, Change change, RuntimeException lost) {
        return change instanceof Change.Confirm confirm
                ? confirmed(store, confirm, lost)
                : madeIn(store, change, lost).<Commit>map(Commit.Done::new).orElse(OUTDATED);
    }

    private static boolean mayHaveEffect(RuntimeException failure) {
        return !(failure instanceof UnavailableException known && known.effect() == Effect.NONE);
    }

    private static RuntimeException unlessWithoutEffect(RuntimeException failure) {
        if (!mayHaveEffect(failure)) {
            throw failure;
        }
        return failure;
    }

    private static <T> T settled(UserStore store, Change change, RuntimeException lost, Function<AnyUser, T> done) {
        return madeIn(store, change, lost)
                .map(done)
                .orElseThrow(() -> new UnavailableException(
                        "its end was lost, and it was settled as not done", Effect.NONE, null));
    }

    /** The user as the change made it; empty if it was not made and never will be. */
    private static Optional<AnyUser> madeIn(UserStore store, Change change, RuntimeException lost) {
        return insist(() -> store.settle(change.version()), lost)
                .map(change::made)
                .map(made -> known(change, made));
    }

    /** Of an erased user, nobody can tell which line it was given. */
    private static AnyUser known(Change change, AnyUser made) {
        if (made instanceof ErasedUser && !(change instanceof Change.Erase)) {
            throw new UnavailableException("it was made, and its user is erased since", Effect.DONE, null);
        }
        return made;
    }

    /**
     * To confirm makes no version that could be settled, and may be repeated. The next try is outdated if the first one
     * was made, which the record tells. If it was not, it may still be made as soon as nobody holds the key that must
     * be unheld.
     */
    private static Commit confirmed(UserStore store, Change.Confirm change, RuntimeException lost) {
        Commit again = insist(() -> store.commit(change), lost);
        if (again instanceof Commit.Done) {
            return again;
        }
        AnyUser user = change.user();
        Question question = Question.of(user.tenant(), List.of())
                .withId(Optional.of(user.id()))
                .withRequestKey(Optional.of(change.made().key()));
        Facts facts = insist(() -> store.look(question), lost);
        if (facts.remembered().equals(change.recorded(user))) {
            return new Commit.Done(user);
        }
        if (mayStillBeMade(change, facts)) {
            throw lost;
        }
        return again;
    }

    /** If not, it is outdated for good: a user does not come back to a version, nor a request to having no answer. */
    private static boolean mayStillBeMade(Change.Confirm change, Facts facts) {
        return facts.user()
                        .filter(now -> now.version() == change.user().version())
                        .isPresent()
                && (facts.remembered().isEmpty()
                        || facts.remembered().equals(change.made().forgotten()));
    }

    private static <T> T insist(Supplier<T> step, RuntimeException lost) {
        for (int i = 1; ; i++) {
            try {
                return step.get();
            } catch (RuntimeException cannotTell) {
                if (i == ATTEMPTS) {
                    throw lost;
                }
            }
        }
    }
}
