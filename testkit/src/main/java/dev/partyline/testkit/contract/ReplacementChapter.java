package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.phoneOf;
import static dev.partyline.testkit.contract.StoreUnderTest.replace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Field;
import dev.partyline.ports.driven.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Change.Replace} promises. */
interface ReplacementChapter extends StoreUnderTest {

    @Demand("A replaced user is found as its new version, by its id, its keys and in listings.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void S3_aReplacementIsSeenByEveryWay(UserKind kind) {
        User neighbour = admitted(Person.user(kind, 2));
        User user = admitted(Person.user(kind, 1));
        User changed = Person.of(kind, 1).looking(1).at(2).user();
        isDone(replace(user, changed));

        assertThat(store().find(user.tenant(), user.id())).contains(changed);
        assertThat(listed(user.tenant())).containsExactly(changed, neighbour);
        State.of(store(), List.of(changed, neighbour)).isSound();
    }

    /** Of two changes that were decided over the same user, the later one is not to undo the earlier. */
    @Demand("A replacement is outdated unless its user is active at the version that it was decided on.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void S3_aReplacementOfWhatIsAnotherByNowIsOutdated(UserKind kind) {
        User user = Person.user(kind, 1);
        User one = Person.of(kind, 1).looking(1).at(2).user();
        User other = Person.of(kind, 1).looking(2).at(2).user();
        List<User> all = List.of(user);
        isOutdated(replace(user, one), all);
        admitted(user);
        isDone(replace(user, one));
        isOutdated(replace(user, other), all);
        isOutdated(replace(user, one), all);
        deactivated(one);
        isOutdated(replace(one, Versions.at(3, other)), all);
    }

    @Demand("A replacement takes the keys of the new version and frees those that only the former version had.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void S7_aReplacementTakesItsNewKeysAndFreesTheOthers(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        User changed = person.rekeyed(3).at(2).user();
        isDone(replace(user, changed));

        assertThat(changed.keys())
                .allSatisfy(key -> assertThat(holderOf(key, user.tenant())).contains(changed));
        assertThat(user.keys())
                .filteredOn(key -> !changed.keys().contains(key))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(holderOf(key, user.tenant())).isEmpty());
        State.of(store(), List.of(user, changed)).isSound();

        User next = person.rivalOfRekeyed(1, 2).user();
        isDone(admit(next));
        User late = person.rivalOfRekeyed(3, 4).user();
        isOutdated(admit(late), List.of(user, changed, next, late));
    }

    @Demand("If another active user holds a key that only the next version has, a replacement is"
            + " outdated and changes nothing.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void S7_aReplacementWhoseNewKeyIsAnothersIsOutdatedAndLeavesNothingBehind(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        User other = admitted(person.rivalOfRekeyed(3, 2).user());
        User changed = person.rekeyed(3).at(2).user();
        if (kind == UserKind.DEDICATED) {
            assertThat(other.keys()).isEqualTo(changed.keys());
        }
        isOutdated(replace(user, changed), List.of(user, other, changed));
    }

    /** The first shared user on another line, with the phone of the second. */
    private static Change.Replace leaving() {
        return leaving(Person.of(UserKind.SHARED, 1), 2, 2);
    }

    private static Change.Replace leaving(Person person, int phone, int line) {
        SharedUser next = person.withFirst(phone).withThird(line).asShared();
        return replace(person.user(), Versions.placed(2, StoreUnderTest.another(), next));
    }

    /** Somebody of another tenant with the phone of the second user, on the line of the first. */
    private static Person rival() {
        return Person.of(UserKind.DEDICATED, 2).inTenant(1).withThird(1);
    }

    @Demand("A replacement that avoids a phone on its line is outdated unless somebody else has that phone there.")
    @Test
    default void K2_whoMayStayOnItsLineIsNotPutOnAnother() {
        SharedUser user = admitted(Person.shared(1));
        deactivated(admitted(rival().user()));
        isOutdated(leaving(), List.of(user));
        admitted(rival().withId(3).user());
        isDone(leaving());
    }

    @Demand("A former pair of somebody else is reason enough to leave a line.")
    @Test
    default void R5_aFormerPairOfAnotherIsNotFree() {
        admitted(Person.shared(1));
        User other = admitted(rival().user());
        isDone(new Change.Replace(
                StoreUnderTest.another(),
                other,
                rival().withThird(3).at(2).user(),
                StoreUnderTest.laterThan(other),
                StoreUnderTest.laterThan(other).plusSeconds(60),
                Set.of(Field.ASSIGNED_PHONE_NUMBER),
                false,
                Optional.empty()));
        isDone(leaving());
    }

    @Demand("Whoever has seen a phone come free on a user's line does not see that user replaced elsewhere for it.")
    @Test
    default void K2_whoeverSeesThatAUserMayStaySeesItStayWhereItIs() {
        for (int round = 1; round <= rounds(); round++) {
            int number = 100 * round;
            List<Change> changes = new ArrayList<>();
            for (int i = 1; i < Person.LINES; i++) {
                Person person =
                        Person.of(UserKind.SHARED, number + i).withThird(number).inTenant(i);
                admitted(person.asShared());
                changes.add(leaving(person, number, number + i));
            }
            leaveOnlyWhatIsTaken(
                    changes, admitted(Person.of(UserKind.DEDICATED, number).asDedicated()));
        }
    }

    /** Whoever is found by its email is the answer only if nobody holds the phone, which would have come first. */
    @Demand("A user is confirmed only if nobody holds the key that is to be unheld.")
    @Test
    default void S7_ifSomebodyHoldsAKeyThatIsToBeUnheldItIsOutdated() {
        SharedUser user = admitted(Person.shared(1));
        SharedUser other = Person.shared(2);
        List<SharedUser> all = List.of(user, other);
        admitted(Person.of(UserKind.DEDICATED, 2).withId(3).withThird(3).user());
        admitted(
                Person.of(UserKind.SHARED, 2).withId(4).withThird(4).inTenant(1).user());
        leavesAsItIs(all, () -> isDone(confirm(user, other, 1)));
        leavesAsItIs(all, () -> isDone(confirm(user, other, 2)));

        admitted(other);
        isOutdated(confirm(user, other, 3), all);
        deactivated(other);
        leavesAsItIs(all, () -> isDone(confirm(user, other, 4)));
        admitted(Person.of(UserKind.SHARED, 2).withId(5).user());
        isOutdated(confirm(user, other, 5), all);
    }

    private static Change confirm(SharedUser user, SharedUser unheld, int key) {
        return new Change.Confirm(user, Optional.of(phoneOf(unheld)), StoreUnderTest.claim(user, key));
    }

    @Demand("A user is confirmed only if it is active at the version that was seen; otherwise no record is kept.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I6_whoIsNoLongerAsItWasIsNotConfirmed(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        User changed = Person.of(kind, 1).looking(1).at(2).user();
        Change confirm = new Change.Confirm(user, Optional.empty(), StoreUnderTest.claim(user, 1));
        isDone(replace(user, changed));
        isOutdated(confirm, List.of(user));
        deactivated(changed);
        isOutdated(new Change.Confirm(changed, Optional.empty(), StoreUnderTest.claim(user, 1)), List.of(user));
        assertThat(recordOf(user.tenant(), StoreUnderTest.key(1))).isEmpty();
    }

    @Demand("A change is outdated unless it makes the next version of its user, so that no effect is passed over.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L6_onlyTheNextVersionIsMade(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        User second = person.looking(1).at(2).user();
        User third = person.looking(2).at(3).user();
        isOutdated(replace(second, third), List.of(user));
        isOutdated(replace(user, third), List.of(user));
        isDone(replace(user, second));
        assertThat(store().find(user.tenant(), user.id()).map(AnyUser::version)).contains(2L);
        isOutdated(replace(user, second), List.of(user));
        isDone(replace(second, third));
        assertThat(store().find(user.tenant(), user.id()).map(AnyUser::version)).contains(3L);
        assertThat(deactivated(third).version()).isEqualTo(4);
    }

    @Demand("The store compares versions and not values, even if it has lost some of a user's value.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L6_versionsAreComparedAndNotValues(UserKind kind) {
        Person person = Person.of(kind, 1);
        admitted(person.user());
        isDone(replace(person.looking(5).user(), person.looking(1).at(2).user()));
    }

    @Demand("A replacement of a user of another tenant is outdated.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void T2_aReplacementInAnotherTenantIsOutdated(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        User there = Person.of(kind, 1).inTenant(1).user();
        isOutdated(
                replace(there, Person.of(kind, 1).inTenant(1).looking(1).at(2).user()), List.of(user, there));
    }

    @Demand("A shared user that gets another phone is found by it, on its line, and no longer by the phone before.")
    @Test
    default void K2_aSharedUserGetsAnotherPhoneOnItsLine() {
        Person person = Person.of(UserKind.SHARED, 1);
        SharedUser user = admitted(person.asShared());
        SharedUser changed = person.withFirst(3).at(2).asShared();
        isDone(replace(user, changed));
        assertThat(holderOf(phoneOf(changed), user.tenant())).contains(changed);
        assertThat(holderOf(phoneOf(user), user.tenant())).isEmpty();
        assertThat(store().find(changed.phone(), changed.line())).contains(changed);
        assertThat(store().find(user.phone(), user.line())).isEmpty();
        assertThat(sharedUsers(user.tenant())).isOne();
        State.of(store(), List.of(user, changed)).isSound();
        isDone(admit(Person.of(UserKind.SHARED, 1).withSecond(4).withId(4).user()));
    }

    @Demand("If another tenant's user has the new phone on the line, the replacement is outdated and changes nothing.")
    @Test
    default void K2_aPhoneThatIsTakenOnTheLineIsNotGiven() {
        Person person = Person.of(UserKind.SHARED, 1);
        SharedUser user = admitted(person.asShared());
        User there =
                admitted(Person.of(UserKind.SHARED, 3).withThird(1).inTenant(1).user());
        SharedUser changed = person.withFirst(3).at(2).asShared();
        isOutdated(replace(user, changed), List.of(user, there, changed));
        deactivated(there);
        isDone(replace(user, changed));
    }
}
