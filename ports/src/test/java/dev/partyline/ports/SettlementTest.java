package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Commits whose end was lost, in a store that knows their fate, or doesn't. */
class SettlementTest {
    /** A store that loses every commit. */
    private static final class Losing extends QuietStore {
        private final RuntimeException failure;
        private final boolean made;
        private int failingAnswers;
        private final List<String> calls = new ArrayList<>();

        Losing(RuntimeException failure, boolean made, int failingAnswers) {
            this.failure = failure;
            this.made = made;
            this.failingAnswers = failingAnswers;
        }

        @Override
        public Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim) {
            calls.add("commit");
            throw failure;
        }

        @Override
        public Commit commit(Change change) {
            calls.add("commit");
            throw failure;
        }

        @Override
        public boolean settle(Change change) {
            return told();
        }

        @Override
        public Optional<Line> settle(SharedAdmission admission) {
            return told() ? Optional.of(Samples.LINE) : Optional.empty();
        }

        private boolean told() {
            calls.add("settle");
            if (failingAnswers-- > 0) {
                throw againstTheContract();
            }
            return made;
        }
    }

    /** A store that loses the end of every look that may admit, with or without having asked whom. */
    private static final class LosingInOneStep extends QuietStore {
        private final boolean asks;
        private final boolean made;
        private final List<SharedAdmission> settled = new ArrayList<>();

        LosingInOneStep(boolean asks, boolean made) {
            this.asks = asks;
            this.made = made;
        }

        @Override
        public LookedOrAdmitted lookOrAdmit(Question question, Supplier<Optional<SharedAdmission>> ifNew) {
            throw asks && ifNew.get().isEmpty() ? againstTheContract() : lost();
        }

        @Override
        public Optional<Line> settle(SharedAdmission admission) {
            settled.add(admission);
            return made ? Optional.of(Samples.LINE) : Optional.empty();
        }
    }

    private static RuntimeException lost() {
        return new UnavailableException("lost", Effect.UNKNOWN, null);
    }

    private static RuntimeException againstTheContract() {
        return new IllegalStateException(Samples.PHONE);
    }

    static Stream<Arguments> wiringsAndFailures() {
        return Stream.of(true, false)
                .flatMap(allocating ->
                        Stream.of(Arguments.of(allocating, lost()), Arguments.of(allocating, againstTheContract())));
    }

    @ParameterizedTest
    @MethodSource("wiringsAndFailures")
    void E6_whatWasDoneIsAnsweredAsDoneAndNotDoneTwice(boolean allocating, RuntimeException failure) {
        Losing store = new Losing(failure, true, 0);
        assertThat(create(store, allocating)).isEmpty();
        assertThat(store.calls).containsExactly("commit", "settle");
    }

    @ParameterizedTest
    @MethodSource("wiringsAndFailures")
    void E6_whatWasNotDoneHadNoEffectAndIsNotTriedAgain(boolean allocating, RuntimeException failure) {
        Losing store = new Losing(failure, false, 0);
        assertThat(create(store, allocating)).contains(Effect.NONE);
        assertThat(store.calls).containsExactly("commit", "settle");
    }

    @ParameterizedTest
    @MethodSource("wiringsAndFailures")
    void E6_whoCannotTellAtOnceIsAskedAgain(boolean allocating, RuntimeException failure) {
        assertThat(create(new Losing(failure, true, 2), allocating)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wiringsAndFailures")
    void E6_whatNobodyCanTellIsUnknown(boolean allocating, RuntimeException failure) {
        assertThat(create(new Losing(failure, true, 3), allocating)).contains(Effect.UNKNOWN);
    }

    @Test
    void E4_whatHadNoEffectIsNotAskedFor() {
        Losing store = new Losing(new UnavailableException("refused", Effect.NONE, null), true, 0);
        assertThat(create(store, true)).contains(Effect.NONE);
        assertThat(store.calls).containsExactly("commit");
    }

    @Test
    void E6_whatWasAdmittedInTheStepOfALookIsAskedFor() {
        LosingInOneStep done = new LosingInOneStep(true, true);
        assertThat(create(done)).isEmpty();
        assertThat(done.settled).hasSize(1);
        LosingInOneStep notDone = new LosingInOneStep(true, false);
        assertThat(create(notDone)).contains(Effect.NONE);
        assertThat(notDone.settled).hasSize(1);
    }

    @Test
    void E6_whoAskedForNobodyHasAdmittedNobody() {
        LosingInOneStep store = new LosingInOneStep(false, true);
        assertThat(create(store)).contains(Effect.NONE);
        assertThat(store.settled).isEmpty();
    }

    @Test
    void P5_thePlaceOfAUserThatWasNotAdmittedIsReleased() {
        QuietPool pool = new QuietPool();
        create(new Losing(lost(), false, 0), pool);
        assertThat(pool.released).hasSize(1);
        assertThat(pool.confirmed).isEmpty();
    }

    /** Empty where it is created, else the effect of the exception. */
    private static Optional<Effect> create(Losing store, boolean allocating) {
        return allocating ? create(store) : create(store, new QuietPool());
    }

    private static Optional<Effect> create(AllocatingUserStore store) {
        return create(UserRegistry.over(store, (project, line) -> true, id -> Optional.of(Samples.PROJECT)));
    }

    private static Optional<Effect> create(Losing store, QuietPool pool) {
        return create(UserRegistry.over(store, pool, (project, line) -> true, id -> Optional.of(Samples.PROJECT)));
    }

    private static Optional<Effect> create(UserRegistry registry) {
        return Optional.ofNullable(catchThrowableOfType(
                        UnavailableException.class,
                        () -> assertThat(
                                        registry.create(Samples.NEW_SHARED_USER).isRight())
                                .isTrue()))
                .map(UnavailableException::effect);
    }
}
