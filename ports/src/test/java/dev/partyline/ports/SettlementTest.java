package dev.partyline.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.Profile;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneIdentity;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps whose end was lost, in a store that knows their fate, or doesn't. */
class SettlementTest {
    /** Somebody has changed the user since, and put it on no other line. */
    private static final SharedUser CHANGED_SINCE = Samples.SHARED_USER.with(Profile.EMPTY, SharedIdentity.PHONE);

    private static final ChangeId ATTEMPT = new ChangeId(new UUID(3, 3));

    /** A store that loses the end of every step, and settles it. */
    private static class Losing extends QuietStore {
        private final RuntimeException failure;
        private final Optional<AnyUser> made;
        private int failingAnswers;
        final List<Version> committed = new ArrayList<>();
        final List<Version> settled = new ArrayList<>();

        Losing(RuntimeException failure, Optional<AnyUser> made, int failingAnswers) {
            this.failure = failure;
            this.made = made;
            this.failingAnswers = failingAnswers;
        }

        static Losing made(AnyUser now) {
            return new Losing(lost(), Optional.of(now), 0);
        }

        static Losing notMade() {
            return new Losing(lost(), Optional.empty(), 0);
        }

        @Override
        public Commit commit(Change change) {
            committed.add(change.version());
            throw failure;
        }

        @Override
        public Optional<AnyUser> settle(Version version) {
            settled.add(version);
            if (failingAnswers-- > 0) {
                throw againstTheContract();
            }
            return made.map(now -> now instanceof SharedUser user ? placed(user, version.by()) : now);
        }

        /** The user on its line by this change. */
        private static SharedUser placed(SharedUser user, ChangeId by) {
            return new SharedUser(
                    user.id(),
                    user.version(),
                    user.project(),
                    user.phone(),
                    user.line(),
                    by,
                    user.profile(),
                    user.createdAt(),
                    user.identifiedBy(),
                    PhoneClaims.of(user.phone(), PhoneIdentity.CANONICAL));
        }
    }

    /** A store that loses the end of every look, and may have admitted in it. */
    private static final class LosingLooks extends Losing {
        private final boolean admitsAtOnce;
        private final List<Question> looks = new ArrayList<>();

        LosingLooks(RuntimeException failure, Optional<AnyUser> made, boolean admitsAtOnce) {
            super(failure, made, 0);
            this.admitsAtOnce = admitsAtOnce;
        }

        @Override
        public boolean admitsAtOnce() {
            return admitsAtOnce;
        }

        @Override
        public Facts look(Question question) {
            looks.add(question);
            throw super.failure;
        }
    }

    private static UnavailableException lost() {
        return new UnavailableException("lost", Effect.UNKNOWN, null);
    }

    private static RuntimeException againstTheContract() {
        return new IllegalStateException(Samples.PHONE);
    }

    static Stream<Arguments> wiringsAndFailures() {
        return Stream.of(true, false)
                .flatMap(withLines ->
                        Stream.of(Arguments.of(withLines, lost()), Arguments.of(withLines, againstTheContract())));
    }

    // creates

    @ParameterizedTest
    @MethodSource("wiringsAndFailures")
    void E6_whatWasDoneIsAnsweredAsTheChangeMadeItAndNotDoneTwice(boolean withLines, RuntimeException failure) {
        Losing store = new Losing(failure, Optional.of(CHANGED_SINCE), 0);

        SharedUser created = created(store, withLines);

        assertThat(created.version()).isEqualTo(1);
        assertThat(created.profile()).isEqualTo(Samples.NEW_SHARED_USER.profile());
        assertThat(created.line()).isEqualTo(Samples.LINE);
        assertThat(store.committed).hasSize(1).containsExactlyElementsOf(store.settled);
        assertThat(store.settled)
                .containsExactly(new Version(Samples.PROJECT.id(), created.id(), 1, ChangeId.of(created.id())));
    }

    @ParameterizedTest
    @MethodSource("wiringsAndFailures")
    void E6_whatWasNotDoneHadNoEffectAndIsNotTriedAgain(boolean withLines, RuntimeException failure) {
        Losing store = new Losing(failure, Optional.empty(), 0);

        assertThat(effect(() -> create(store, withLines))).isEqualTo(Effect.NONE);
        assertThat(store.committed).hasSize(1).isEqualTo(store.settled);
    }

    @ParameterizedTest
    @MethodSource("wiringsAndFailures")
    void E6_aStoreThatIsSilentTwiceIsAskedAgain(boolean withLines, RuntimeException failure) {
        Losing store = new Losing(failure, Optional.of(Samples.SHARED_USER), 2);

        assertThat(create(store, withLines).isRight()).isTrue();
        assertThat(store.committed).hasSize(1);
        assertThat(store.settled).hasSize(3).containsOnly(store.committed.get(0));
    }

    @ParameterizedTest
    @MethodSource("wiringsAndFailures")
    void E6_ifTheStoreIsSilentThreeTimesTheEffectIsUnknown(boolean withLines, RuntimeException failure) {
        // Leased lines settle as well, since they know the line.
        int asked = withLines ? 3 : 6;
        Losing store = new Losing(failure, Optional.of(Samples.SHARED_USER), asked);

        assertThat(effect(() -> create(store, withLines))).isEqualTo(Effect.UNKNOWN);
        assertThat(store.committed).hasSize(1);
        assertThat(store.settled).hasSize(asked);
    }

    @Test
    void E6_ifTheStoreIsSilentThreeTimesTheFailureIsTheOneOfTheStep() {
        for (RuntimeException failure : List.of(lost(), againstTheContract())) {
            Losing store = new Losing(failure, Optional.of(Samples.SHARED_USER), 3);
            assertThat(catchThrowable(() -> Settlement.commit(store, admission())))
                    .isSameAs(failure);
        }
    }

    @Test
    void E4_whatHadNoEffectIsNotSettled() {
        Losing store =
                new Losing(new UnavailableException("refused", Effect.NONE, null), Optional.of(CHANGED_SINCE), 0);

        assertThat(effect(() -> create(store, true))).isEqualTo(Effect.NONE);
        assertThat(store.committed).hasSize(1);
        assertThat(store.settled).isEmpty();
    }

    @Test
    void P5_thePlaceOfAUserThatWasNotAdmittedIsReleased() {
        QuietPool pool = new QuietPool();
        Losing store = Losing.notMade();

        assertThat(effect(() -> UserRegistry.of(store, pool, new QuietTenants()).create(Samples.NEW_SHARED_USER)))
                .isEqualTo(Effect.NONE);
        assertThat(pool.released).containsExactly(store.settled.get(0).by());
        assertThat(pool.confirmed).isEmpty();
    }

    /** It may be in use: whoever sweeps finds out. */
    @Test
    void P5_thePlaceOfAUserThatWasAdmittedIsNotReleased() {
        QuietPool pool = new QuietPool();

        UserRegistry.of(Losing.made(Samples.SHARED_USER), pool, new QuietTenants())
                .create(Samples.NEW_SHARED_USER);

        assertThat(pool.released).isEmpty();
    }

    // each change

    private static Change.Admit admission() {
        return new Change.Admit(
                ATTEMPT,
                Samples.SHARED_USER,
                Samples.NOW,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    static Stream<Change> settledChanges() {
        return Stream.of(
                admission(),
                new Change.AdmitOnALine(Samples.ADMISSION, Optional.of(Samples.CLAIM)),
                new Change.Replace(
                        ATTEMPT,
                        Samples.SHARED_USER,
                        CHANGED_SINCE,
                        Samples.NOW,
                        Set.of(Field.EMAIL),
                        Optional.of(Samples.CLAIM)),
                new Change.Deactivate(ATTEMPT, Samples.SHARED_USER, Samples.NOW, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("settledChanges")
    void E6_aLostChangeIsSettledByItsVersion(Change change) {
        Losing made = Losing.made(CHANGED_SINCE);
        Losing notMade = Losing.notMade();

        assertThat(Settlement.commit(made, change)).isEqualTo(new Commit.Done(change.made(CHANGED_SINCE)));
        assertThat(made.settled).containsExactly(change.version());
        assertThat(effect(() -> Settlement.commit(notMade, change))).isEqualTo(Effect.NONE);
        assertThat(notMade.settled).containsExactly(change.version());
    }

    @Test
    void E6_aLostUpdateIsAnsweredWithWhatItMade() {
        SharedUser withoutAName = Samples.SHARED_USER.with(Profile.EMPTY, SharedIdentity.PHONE);
        Losing store = new Losing(lost(), Optional.of(withoutAName.with(Profile.EMPTY, SharedIdentity.PHONE)), 0) {
            @Override
            public Facts look(Question question) {
                return holding(withoutAName);
            }
        };

        assertThat(create(store, true))
                .isEqualTo(Either.right(new Outcome.Updated<>(
                        withoutAName.with(Samples.NEW_SHARED_USER.profile(), SharedIdentity.PHONE),
                        Set.of(Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL))));
        assertThat(store.settled).extracting(Version::number).containsExactly(withoutAName.version() + 1);
    }

    @Test
    void E6_aLostDeactivationIsAnsweredWithTheUserAsItLastWas() {
        Losing store = Losing.made(Samples.SHARED_USER);
        UserRegistry registry =
                UserRegistry.of(store, new QuietTenants(), RegistryOptions.DEFAULT.withClock(() -> Samples.NOW));

        assertThat(registry.deactivate(Samples.PROJECT.id(), Samples.ID))
                .isEqualTo(Either.right(new DeactivatedUser(Samples.SHARED_USER, Samples.NOW)));
        assertThat(store.settled).extracting(Version::number).containsExactly(2L);
        assertThat(effect(() -> UserRegistry.of(Losing.notMade(), new QuietTenants())
                        .deactivate(Samples.PROJECT.id(), Samples.ID)))
                .isEqualTo(Effect.NONE);
    }

    @Test
    void E6_aLostAdmissionOfAUserThatWasDeactivatedSinceIsAnsweredWithAUser() {
        DeactivatedUser since = new DeactivatedUser(CHANGED_SINCE, Samples.LATER);
        Change admission = new Change.AdmitOnALine(Samples.ADMISSION, Optional.empty());

        assertThat(Settlement.commit(Losing.made(since), admission))
                .isEqualTo(new Commit.Done(Samples.ADMISSION.candidate().on(CHANGED_SINCE.line())));
    }

    private static final AnyUser ERASED = Samples.DEACTIVATED_USER.erased(Samples.LATER);

    @ParameterizedTest
    @MethodSource("settledChanges")
    void X2_whatALostChangeMadeOfAUserThatWasErasedSinceIsToldUnlessTheStoreChoseItsLine(Change change) {
        Losing store = Losing.made(ERASED);

        if (change instanceof Change.AdmitOnALine) {
            assertThat(effect(() -> Settlement.commit(store, change))).isEqualTo(Effect.DONE);
        } else {
            assertThat(Settlement.commit(store, change)).isEqualTo(new Commit.Done(change.made(ERASED)));
        }
        assertThat(store.settled).containsExactly(change.version());
    }

    @Test
    void X2_ofALostMoveOfAUserThatWasErasedSinceItIsToldThatItWasMade() {
        Change move = new Change.Move(
                Samples.SHARED_USER, Samples.ADMISSION.candidate(), Samples.NOW, Set.of(), Optional.empty());

        assertThat(effect(() -> Settlement.commit(Losing.made(ERASED), move))).isEqualTo(Effect.DONE);
    }

    @Test
    void E6_aLostMembershipIsAnsweredWithTheUserThatItMade() {
        Losing store = new Losing(lost(), Optional.of(Samples.SUBSCRIBER_USER), 0) {
            @Override
            public Facts look(Question question) {
                return new Facts(
                        Map.of(),
                        0,
                        Map.of(),
                        question.id().map(id -> Samples.SUBSCRIBER_USER),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
            }
        };

        assertThat(UserRegistry.of(store, new QuietTenants())
                        .join(Samples.ACCOUNT.id(), Samples.ID, Samples.CUSTOMER)
                        .get()
                        .customers())
                .containsExactly(Samples.CUSTOMER);
        assertThat(store.settled).extracting(Version::number).containsExactly(2L);
    }

    // confirmations

    /** A store that loses the first commits, and was confirmed by them. */
    private static final class Confirming extends Losing {
        private final int losing;

        Confirming(int losing) {
            super(lost(), Optional.of(Samples.SHARED_USER), 0);
            this.losing = losing;
        }

        @Override
        public Facts look(Question question) {
            return committed.size() > losing
                    ? new Facts(
                            Map.of(),
                            0,
                            Map.of(),
                            Optional.empty(),
                            Optional.of(Samples.CLAIM.answeredBy(new Outcome.Returned<>(Samples.SHARED_USER))),
                            Optional.empty(),
                            Optional.empty())
                    : holding(Samples.SHARED_USER);
        }

        @Override
        public Commit commit(Change change) {
            if (committed.size() >= losing) {
                committed.add(change.version());
                return new Commit.Outdated();
            }
            return super.commit(change);
        }
    }

    @Test
    void E6_aLostConfirmationIsRepeatedAndNeverSettled() {
        Confirming store = new Confirming(3);

        assertThat(keyed(store)).isEqualTo(Either.right(new Outcome.Returned<>(Samples.SHARED_USER)));
        assertThat(store.committed).hasSize(4);
        assertThat(store.settled).isEmpty();
    }

    @Test
    void E6_ifEveryConfirmationIsLostTheFailureIsTheFirstOne() {
        Confirming store = new Confirming(Integer.MAX_VALUE);

        assertThat(catchThrowable(() -> keyed(store))).hasMessage("lost");
        assertThat(store.committed).hasSize(4);
        assertThat(store.settled).isEmpty();
    }

    /** A store that loses a confirmation, makes no other one, and tells these facts. */
    private static final class Refusing extends Losing {
        private final Facts facts;

        Refusing(Optional<AnyUser> user, Optional<IdempotencyRecord> remembered) {
            super(lost(), Optional.empty(), 0);
            facts = new Facts(Map.of(), 0, Map.of(), user, remembered, Optional.empty(), Optional.empty());
        }

        @Override
        public Facts look(Question question) {
            assertThat(question.id()).contains(Samples.ID);
            assertThat(question.requestKey()).contains(Samples.REQUEST_KEY);
            return facts;
        }

        @Override
        public Commit commit(Change change) {
            return committed.isEmpty() ? super.commit(change) : new Commit.Outdated();
        }
    }

    private static final IdempotencyRecord FORGOTTEN = new IdempotencyRecord(
            Samples.PROJECT.id(),
            Samples.REQUEST_KEY,
            Samples.NEW_SHARED_USER.fingerprint(),
            Samples.NOW.minus(Duration.ofDays(2)),
            new Outcome.Returned<>(CHANGED_SINCE));

    /** Of a user that was found by its email, as long as nobody holds the phone. */
    private static Change confirmation(Optional<IdempotencyRecord> forgotten) {
        return new Change.Confirm(
                Samples.SHARED_USER,
                Optional.of(new Key.SharedPhone(Samples.PROJECT.id(), Samples.PHONE_NUMBER)),
                new IdempotencyClaim(
                        Samples.PROJECT.id(),
                        Samples.REQUEST_KEY,
                        Samples.NEW_SHARED_USER.fingerprint(),
                        Samples.NOW,
                        forgotten));
    }

    static Stream<Arguments> confirmationsThatMayStillBeMade() {
        return Stream.of(
                Arguments.of(Optional.empty(), Optional.empty()),
                Arguments.of(Optional.of(FORGOTTEN), Optional.of(FORGOTTEN)),
                Arguments.of(Optional.of(FORGOTTEN), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("confirmationsThatMayStillBeMade")
    void E6_aLostConfirmationThatWaitsForAHeldPhoneMayStillBeMade(
            Optional<IdempotencyRecord> forgotten, Optional<IdempotencyRecord> remembered) {
        Losing store = new Refusing(Optional.of(Samples.SHARED_USER), remembered);

        assertThat(effect(() -> Settlement.commit(store, confirmation(forgotten))))
                .isEqualTo(Effect.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("confirmationsThatMayStillBeMade")
    void E6_aLostConfirmationOfAUserThatWasChangedSinceIsOutdatedForGood(
            Optional<IdempotencyRecord> forgotten, Optional<IdempotencyRecord> remembered) {
        for (Optional<AnyUser> since :
                List.<Optional<AnyUser>>of(Optional.of(CHANGED_SINCE), Optional.of(ERASED), Optional.empty())) {
            assertThat(Settlement.commit(new Refusing(since, remembered), confirmation(forgotten)))
                    .isEqualTo(new Commit.Outdated());
        }
    }

    @Test
    void E6_aLostConfirmationOfARequestThatHasAnotherAnswerIsOutdatedForGood() {
        Optional<IdempotencyRecord> another =
                Optional.of(Samples.CLAIM.answeredBy(new Outcome.Returned<>(CHANGED_SINCE)));

        assertThat(Settlement.commit(
                        new Refusing(Optional.of(Samples.SHARED_USER), another), confirmation(Optional.of(FORGOTTEN))))
                .isEqualTo(new Commit.Outdated());
    }

    private static Either<SharedUserRefusal, Outcome<SharedUser>> keyed(UserStore store) {
        return UserRegistry.of(store, new QuietTenants(), RegistryOptions.DEFAULT.withClock(() -> Samples.NOW))
                .create(Samples.NEW_SHARED_USER.withIdempotencyKey(Samples.KEY));
    }

    // looks

    @Test
    void E6_aLostLookThatMayHaveAdmittedIsSettled() {
        LosingLooks made = new LosingLooks(lost(), Optional.of(CHANGED_SINCE), true);
        LosingLooks notMade = new LosingLooks(againstTheContract(), Optional.empty(), true);

        SharedUser created = created(made, true);

        assertThat(created.profile()).isEqualTo(Samples.NEW_SHARED_USER.profile());
        assertThat(created.line()).isEqualTo(Samples.LINE);
        assertThat(made.settled)
                .containsExactly(new Version(Samples.PROJECT.id(), created.id(), 1, ChangeId.of(created.id())));
        assertThat(effect(() -> create(notMade, true))).isEqualTo(Effect.NONE);
        assertThat(notMade.settled).hasSize(1);
        assertThat(Arrays.asList(made, notMade))
                .allSatisfy(store -> assertThat(store.looks).hasSize(1))
                .allSatisfy(store -> assertThat(store.committed).isEmpty());
    }

    @Test
    void E6_aLostLookThatBroughtNobodyIsNotSettled() {
        UnavailableException failure = lost();
        LosingLooks store = new LosingLooks(failure, Optional.of(CHANGED_SINCE), false);

        assertThat(catchThrowable(() -> create(store, true))).isSameAs(failure);
        assertThat(store.looks).hasSize(1);
        assertThat(store.settled).isEmpty();
    }

    private static Facts holding(SharedUser user) {
        return new Facts(
                Map.of(user.keys().get(0), user),
                0,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static SharedUser created(UserStore store, boolean withLines) {
        Outcome<SharedUser> outcome = create(store, withLines).get();
        assertThat(outcome).isInstanceOf(Outcome.Created.class);
        return outcome.user();
    }

    private static Either<SharedUserRefusal, Outcome<SharedUser>> create(UserStore store, boolean withLines) {
        UserRegistry registry = withLines
                ? UserRegistry.of(store, new QuietTenants())
                : UserRegistry.of(store, new QuietPool(), new QuietTenants());
        return registry.create(Samples.NEW_SHARED_USER);
    }

    private static Effect effect(Supplier<?> step) {
        return catchThrowableOfType(UnavailableException.class, step::get).effect();
    }
}
