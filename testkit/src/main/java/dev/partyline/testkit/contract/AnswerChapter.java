package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.claim;
import static dev.partyline.testkit.contract.StoreUnderTest.key;
import static dev.partyline.testkit.contract.StoreUnderTest.record;
import static dev.partyline.testkit.contract.StoreUnderTest.replace;
import static dev.partyline.testkit.contract.StoreUnderTest.under;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a change under an idempotency key promises. */
interface AnswerChapter extends StoreUnderTest {

    @Demand("The record of a change with a claim is kept in the same step as the change.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I6_theRecordStandsTogetherWithItsChange(UserKind kind) {
        User user = Person.user(kind, 1);
        assertThat(recordOf(user.tenant(), key(1))).isEmpty();
        isDone(under(claim(user, 1), admit(user)));

        assertThat(store().find(user.tenant(), user.id())).contains(user);
        assertThat(recordOf(user.tenant(), key(1))).contains(record(user, 1));
        assertThat(recordOf(user.tenant(), key(2))).isEmpty();
        State.of(store(), List.of(user)).isSound();
    }

    @Demand("A change that is outdated leaves no record.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I6_anOutdatedChangeLeavesNoRecord(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        for (Person rival : person.rivals(2)) {
            isOutdated(under(claim(rival.user(), 1), admit(rival.user())), List.of(user, rival.user()));
            assertThat(recordOf(user.tenant(), key(1))).isEmpty();
        }
        User changed = person.looking(1).at(2).user();
        Change late = replace(changed, person.looking(2).at(3).user());
        isOutdated(under(claim(changed, 1), late), List.of(user));
        assertThat(recordOf(user.tenant(), key(1))).isEmpty();
    }

    @Demand("If another record stands under its idempotency key, a change is outdated, so that a"
            + " replay never makes a second user.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I1_underAKeyThatIsTakenNothingIsDone(UserKind kind) {
        User user = Person.user(kind, 1);
        isDone(under(claim(user, 1), admit(user)));
        User second = Person.user(kind, 2);
        User changed = Person.of(kind, 1).looking(1).at(2).user();
        List<User> all = List.of(user, second);

        isOutdated(under(claim(second, 1), admit(second)), all);
        isOutdated(under(claim(user, 1), replace(user, changed)), all);
        isOutdated(new Change.Confirm(user, Optional.empty(), claim(user, 1)), all);
        assertThat(recordOf(user.tenant(), key(1))).contains(record(user, 1));
        isDone(under(claim(second, 2), admit(second)));
    }

    @Demand("The same idempotency key in another tenant is another key.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I4_theSameKeyInAnotherTenantIsAnotherKey(UserKind kind) {
        User user = Person.user(kind, 1);
        isDone(under(claim(user, 1), admit(user)));
        for (UserKind otherKind : Person.ofEachKindOfTenant()) {
            User other = Person.of(otherKind, 20).inTenant(1).user();
            assertThat(recordOf(other.tenant(), key(1))).isEmpty();
            isDone(under(claim(other, 1), admit(other)));
            assertThat(recordOf(other.tenant(), key(1))).contains(record(other, 1));
        }
        assertThat(recordOf(user.tenant(), key(1))).contains(record(user, 1));
    }

    @Demand("Tenants of different kinds share no idempotency keys, even if their ids have the same text.")
    @Test
    default void I4_tenantsOfDifferentKindsShareNoKeys() {
        for (UserKind kind : Person.ofEachKindOfTenant()) {
            User user = Person.user(kind, 1);
            assertThat(recordOf(user.tenant(), key(1))).isEmpty();
            isDone(under(claim(user, 1), admit(user)));
        }
    }

    @Demand("A change with a claim that is given a second time is outdated.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_anAnswerThatIsGivenASecondTimeIsOutdated(UserKind kind) {
        User user = Person.user(kind, 1);
        Change given = under(claim(user, 1), admit(user));
        isDone(given);
        isOutdated(given, List.of(user));
    }

    @Demand("A record tells the user as it was, whether the user changes or is deactivated later.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I1_theRecordTellsTheUserAsItWas(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = person.user();
        isDone(under(claim(user, 1), admit(user)));

        User changed = person.looking(1).at(2).user();
        isDone(replace(user, changed));
        assertThat(recordOf(user.tenant(), key(1))).contains(record(user, 1));
        deactivated(changed);
        assertThat(recordOf(user.tenant(), key(1))).contains(record(user, 1));
    }

    @Demand("A record tells the outcome of its change: a returned user as returned, and an updated"
            + " user with its fields.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I1_everyOutcomeIsToldAsItWas(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        User changed = person.looking(1).at(2).user();
        Change returned = new Change.Confirm(user, Optional.empty(), claim(user, 1));
        Change updated = under(claim(user, 2), replace(user, changed));
        isDone(returned);
        isDone(updated);

        assertThat(recordOf(user.tenant(), key(1)))
                .contains(claim(user, 1).answeredBy(new Outcome.Returned<>(user)))
                .isEqualTo(returned.recorded(user));
        assertThat(recordOf(user.tenant(), key(2)))
                .contains(claim(user, 2)
                        .answeredBy(new Outcome.Updated<>(changed, Set.of(Field.FIRST_NAME, Field.EMAIL))))
                .isEqualTo(updated.recorded(changed));
    }

    @Demand("The record of a revival tells that the user was revived.")
    @Test
    default void I1_aRevivalIsToldAsOne() {
        SharedUser user = admitted(Person.shared(1));
        DeactivatedUser former = deactivated(user);
        User again = StoreUnderTest.again(user, 90);
        isDone(under(claim(again, 1), StoreUnderTest.revive(again, former)));
        assertThat(recordOf(user.tenant(), key(1)))
                .contains(claim(again, 1)
                        .answeredBy(StoreUnderTest.revive(again, former).outcome(again)));
    }

    /** Whoever cleans up looks at the first use of each record, which is not far from now. */
    @Demand("A record is told at least until 24 hours have passed, whatever is swept in that time.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I3_aRecordIsToldForADay(UserKind kind) {
        Duration almostADay = IdempotencyRules.MEMORY.minusNanos(1_000);
        User user = Person.user(kind, 1);
        isDone(under(claim(user, 1), admit(user)));
        List<Duration> times = List.of(Duration.ofHours(1), Duration.ofHours(12), Duration.ofHours(23), almostADay);
        for (int i = 0; i < times.size(); i++) {
            User next = Person.user(kind, 2 + i);
            Instant then = Person.NOW.plus(times.get(i));
            isDone(under(claim(next, 2 + i, then, Optional.empty()), admit(next)));
            store().sweep(then);
            assertThat(recordOf(user.tenant(), key(1)))
                    .as("what was first used %s before", times.get(i))
                    .contains(record(user, 1));
        }
    }

    @Demand("A record that is forgotten gives way to a change whose claim names it, and to no other.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I3_aForgottenRecordGivesItsPlaceUp(UserKind kind) {
        User user = Person.user(kind, 1);
        User next = Person.user(kind, 2);
        IdempotencyRecord first = record(user, 1);
        Instant tomorrow = first.firstUse().plus(IdempotencyRules.MEMORY);
        isDone(under(claim(user, 1), admit(user)));
        // A store may have dropped it by now by a clock of its own, but not here: its first use was just now.
        isOutdated(under(claim(next, 1, tomorrow, Optional.of(record(next, 1))), admit(next)), List.of(user, next));
        isDone(under(claim(next, 1, tomorrow, Optional.of(first)), admit(next)));

        IdempotencyRecord second = claim(next, 1, tomorrow, Optional.empty())
                .answeredBy(admit(next).outcome(next));
        assertThat(recordOf(user.tenant(), key(1))).contains(second);
        isOutdated(
                new Change.Confirm(next, Optional.empty(), claim(next, 1, tomorrow, Optional.of(first))),
                List.of(user, next));
    }

    /** A store may drop what is forgotten at any time, so that by the commit nothing need stand there. */
    @Demand("If the store has dropped the forgotten record, a change whose claim names it is made all the same.")
    @Test
    default void I3_ifNothingStandsThereNothingIsInTheWay() {
        User user = Person.user(UserKind.APP, 1);
        User former = Person.user(UserKind.APP, 2);
        IdempotencyRecord gone = claim(former, 1, Person.NOW.minus(IdempotencyRules.MEMORY), Optional.empty())
                .answeredBy(new Outcome.Created<>(former));
        isDone(under(claim(user, 1, Person.NOW, Optional.of(gone)), admit(user)));
    }

    @Demand("A sweep drops records once 24 hours have passed, that instant included, and nothing else, and tells how"
            + " much it did.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I3_aSweepDropsWhatIsForgottenAndNothingElse(UserKind kind) {
        User user = Person.user(kind, 1);
        User next = Person.user(kind, 2);
        Instant later = Person.NOW.plusSeconds(60);
        isDone(under(claim(user, 1), admit(user)));
        isDone(under(claim(next, 2, later, Optional.empty()), admit(next)));
        assertThat(store().sweep(Person.NOW)).as("what was due at once").isZero();
        assertThat(store().sweep(Person.NOW.plus(IdempotencyRules.MEMORY)))
                .as("what was due after a day")
                .isPositive();
        assertThat(recordOf(user.tenant(), key(1))).isEmpty();
        assertThat(recordOf(next.tenant(), key(2))).isPresent();
        assertThat(store().find(user.tenant(), user.id())).contains(user);
    }

    @Demand("An idempotency key of one tenant tells nothing in another tenant.")
    @Test
    default void T2_anIdempotencyKeyOfAnotherTenantTellsNothing() {
        User user = Person.user(UserKind.APP, 1);
        isDone(under(claim(user, 1), admit(user)));
        TenantId other = Person.tenant(UserKind.APP, 1);
        assertThat(facts(other, user.keys(), key(1)).remembered()).isEmpty();
    }
}
