package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.answer;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.key;
import static dev.partyline.testkit.contract.StoreUnderTest.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Change.Answer} promises. */
interface AnswerChapter extends StoreUnderTest {

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I6_theRecordStandsTogetherWithItsChange(UserKind kind) {
        User user = Person.user(kind, 1);
        assertThat(recordOf(user.tenant(), key(1))).isEmpty();
        assertThat(commit(answer(admit(user), record(user, 1)))).isEqualTo(Commit.DONE);

        assertThat(store().find(user.tenant(), user.id())).contains(user);
        assertThat(recordOf(user.tenant(), key(1))).contains(record(user, 1));
        assertThat(recordOf(user.tenant(), key(2))).isEmpty();
        State.of(store(), List.of(user)).isSound();
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I6_anOutdatedChangeLeavesNoRecord(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        for (Person rival : person.rivals(2)) {
            isOutdated(answer(admit(rival.user()), record(rival.user(), 1)), List.of(user, rival.user()));
            assertThat(recordOf(user.tenant(), key(1))).isEmpty();
        }
        User changed = person.looking(1).user();
        Change late = new Change.Replace(changed, person.looking(2).user());
        isOutdated(answer(late, record(changed, 1)), List.of(user));
        assertThat(recordOf(user.tenant(), key(1))).isEmpty();
    }

    /** The replay of a request is never a second user. */
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I1_underAKeyThatIsTakenNothingIsDone(UserKind kind) {
        User user = Person.user(kind, 1);
        commit(answer(admit(user), record(user, 1)));
        User second = Person.user(kind, 2);
        List<User> all = List.of(user, second);

        isOutdated(answer(admit(second), record(second, 1)), all);
        isOutdated(answer(deactivate(user), record(user, 1)), all);
        isOutdated(new Change.Answer(Optional.empty(), record(second, 1), Optional.empty()), all);
        assertThat(recordOf(user.tenant(), key(1))).contains(record(user, 1));
        assertThat(commit(answer(admit(second), record(second, 2)))).isEqualTo(Commit.DONE);
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I4_theSameKeyInAnotherTenantIsAnotherKey(UserKind kind) {
        User user = Person.user(kind, 1);
        commit(answer(admit(user), record(user, 1)));
        for (UserKind otherKind : UserKind.values()) {
            User other = Person.of(otherKind, 20).inTenant(1).user();
            if (otherKind != UserKind.DEDICATED) {
                assertThat(recordOf(other.tenant(), key(1))).isEmpty();
                assertThat(commit(answer(admit(other), record(other, 1)))).isEqualTo(Commit.DONE);
                assertThat(recordOf(other.tenant(), key(1))).contains(record(other, 1));
            }
        }
        assertThat(recordOf(user.tenant(), key(1))).contains(record(user, 1));
    }

    /** A tenant of one kind is another than one of another kind whose id has the same text. */
    @Test
    default void I4_tenantsOfDifferentKindsShareNoKeys() {
        for (UserKind kind : List.of(UserKind.SHARED, UserKind.CUSTOMER, UserKind.SUBSCRIBER, UserKind.APP)) {
            User user = Person.user(kind, 1);
            assertThat(recordOf(user.tenant(), key(1))).isEmpty();
            assertThat(commit(answer(admit(user), record(user, 1)))).isEqualTo(Commit.DONE);
        }
    }

    /** E6: what a connection lost is asked for, and never done twice. */
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_anAnswerThatIsGivenASecondTimeIsOutdated(UserKind kind) {
        User user = Person.user(kind, 1);
        Change.Answer given = answer(admit(user), record(user, 1));
        assertThat(commit(given)).isEqualTo(Commit.DONE);
        isOutdated(given, List.of(user));
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I1_theRecordTellsTheUserAsItWas(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = person.user();
        IdempotencyRecord record = record(user, 1);
        commit(answer(admit(user), record));

        User changed = person.looking(1).user();
        assertThat(commit(new Change.Replace(user, changed))).isEqualTo(Commit.DONE);
        assertThat(recordOf(user.tenant(), key(1))).contains(record);
        deactivated(changed);
        assertThat(recordOf(user.tenant(), key(1))).contains(record);
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I1_everyOutcomeIsToldAsItWas(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        User changed = person.looking(1).user();
        Outcome<User> returned = new Outcome.Returned<>(user);
        Outcome<User> updated = new Outcome.Updated<>(changed, EnumSet.of(Field.FIRST_NAME, Field.EMAIL));
        assertThat(commit(new Change.Answer(Optional.empty(), record(returned, 1, Person.NOW), Optional.empty())))
                .isEqualTo(Commit.DONE);
        assertThat(commit(answer(new Change.Replace(user, changed), record(updated, 2, Person.NOW))))
                .isEqualTo(Commit.DONE);

        assertThat(recordOf(user.tenant(), key(1))).contains(record(returned, 1, Person.NOW));
        assertThat(recordOf(user.tenant(), key(2))).contains(record(updated, 2, Person.NOW));
    }

    @Test
    default void I1_aRevivalIsToldAsOne() {
        SharedUser user = admitted(Person.shared(1));
        DeactivatedUser former = deactivated(user);
        SharedUser again = StoreUnderTest.placed(user, 90);
        Outcome<User> revived = new Outcome.Revived<>(again);
        assertThat(commit(answer(StoreUnderTest.revive(again, former), record(revived, 1, Person.NOW))))
                .isEqualTo(Commit.DONE);
        assertThat(recordOf(user.tenant(), key(1))).contains(record(revived, 1, Person.NOW));
    }

    /** Whoever cleans up looks at the first use of each record, which is not far from now. */
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I3_aRecordIsToldForADay(UserKind kind) {
        Duration almostADay = IdempotencyRules.MEMORY.minusNanos(1_000);
        User user = Person.user(kind, 1);
        IdempotencyRecord record = record(user, 1);
        commit(answer(admit(user), record));
        List<Duration> times = List.of(Duration.ofHours(1), Duration.ofHours(12), Duration.ofHours(23), almostADay);
        for (int i = 0; i < times.size(); i++) {
            User next = Person.user(kind, 2 + i);
            IdempotencyRecord later =
                    record(new Outcome.Created<>(next), 2 + i, record.firstUse().plus(times.get(i)));
            assertThat(commit(answer(admit(next), later))).isEqualTo(Commit.DONE);
            assertThat(recordOf(user.tenant(), key(1)))
                    .as("what was first used %s before", times.get(i))
                    .contains(record);
        }
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I3_aForgottenRecordGivesItsPlaceUp(UserKind kind) {
        User user = Person.user(kind, 1);
        User next = Person.user(kind, 2);
        IdempotencyRecord first = record(user, 1);
        IdempotencyRecord second =
                record(new Outcome.Created<>(next), 1, first.firstUse().plus(IdempotencyRules.MEMORY));
        commit(answer(admit(user), first));
        // A store may have dropped it by now by a clock of its own, but not here: its first use was just now.
        Change.Answer instead = new Change.Answer(Optional.of(admit(next)), second, Optional.of(first));
        Change.Answer insteadOfAnother =
                new Change.Answer(Optional.of(admit(next)), second, Optional.of(record(next, 1)));
        isOutdated(insteadOfAnother, List.of(user, next));
        assertThat(commit(instead)).isEqualTo(Commit.DONE);

        assertThat(recordOf(user.tenant(), key(1))).contains(second);
        isOutdated(new Change.Answer(Optional.of(deactivate(next)), first, Optional.of(first)), List.of(user, next));
    }

    /** A store may drop what is forgotten at any time, so that by the commit nothing need stand there. */
    @Test
    default void I3_whereNothingStandsThereIsNothingInTheWay() {
        User user = Person.user(UserKind.APP, 1);
        IdempotencyRecord gone = record(
                new Outcome.Created<>(Person.user(UserKind.APP, 2)), 1, Person.NOW.minus(IdempotencyRules.MEMORY));
        assertThat(commit(new Change.Answer(Optional.of(admit(user)), record(user, 1), Optional.of(gone))))
                .isEqualTo(Commit.DONE);
    }

    @Test
    default void T2_anIdempotencyKeyOfAnotherTenantTellsNothing() {
        User user = Person.user(UserKind.APP, 1);
        commit(answer(admit(user), record(user, 1)));
        TenantId other = Person.tenant(UserKind.APP, 1);
        assertThat(facts(other, user.keys(), key(1)).remembered()).isEmpty();
    }
}
