package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.phoneOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Change.Replace} promises. */
interface ReplacementChapter extends StoreUnderTest {

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void S3_aReplacementIsSeenByEveryWay(UserKind kind) {
        User neighbour = admitted(Person.user(kind, 2));
        User user = admitted(Person.user(kind, 1));
        User changed = Person.of(kind, 1).looking(1).user();
        assertThat(commit(new Change.Replace(user, changed))).isEqualTo(Commit.DONE);

        assertThat(store().find(user.tenant(), user.id())).contains(changed);
        assertThat(listed(user.tenant())).containsExactly(changed, neighbour);
        State.of(store(), List.of(changed, neighbour)).isSound();
    }

    /** Of two changes that were decided over the same user, the later one is not to undo the earlier. */
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void S3_aReplacementOfWhatIsAnotherByNowIsOutdated(UserKind kind) {
        User user = Person.user(kind, 1);
        User one = Person.of(kind, 1).looking(1).user();
        User other = Person.of(kind, 1).looking(2).user();
        List<User> all = List.of(user);
        isOutdated(new Change.Replace(user, one), all);
        admitted(user);
        assertThat(commit(new Change.Replace(user, one))).isEqualTo(Commit.DONE);
        isOutdated(new Change.Replace(user, other), all);
        isOutdated(new Change.Replace(user, one), all);
        deactivated(one);
        isOutdated(new Change.Replace(one, other), all);
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void S7_aReplacementTakesItsNewKeysAndFreesTheOthers(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        User changed = person.rekeyed(3).user();
        assertThat(commit(new Change.Replace(user, changed))).isEqualTo(Commit.DONE);

        assertThat(changed.keys())
                .allSatisfy(key -> assertThat(holderOf(key, user.tenant())).contains(changed));
        assertThat(user.keys())
                .filteredOn(key -> !changed.keys().contains(key))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(holderOf(key, user.tenant())).isEmpty());
        State.of(store(), List.of(user, changed)).isSound();

        User next = person.rivalOfRekeyed(1, 2).user();
        assertThat(commit(admit(next))).as("an admission with the keys it had").isEqualTo(Commit.DONE);
        User late = person.rivalOfRekeyed(3, 4).user();
        isOutdated(admit(late), List.of(user, changed, next, late));
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void S7_aReplacementWhoseNewKeyIsAnothersIsOutdatedAndLeavesNothingBehind(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        User other = admitted(person.rivalOfRekeyed(3, 2).user());
        User changed = person.rekeyed(3).user();
        if (kind == UserKind.DEDICATED) {
            assertThat(other.keys()).isEqualTo(changed.keys());
        }
        isOutdated(new Change.Replace(user, changed), List.of(user, other, changed));
    }

    /** Whoever is found by its email is answered only where nobody holds the phone, which would have come first. */
    @Test
    default void S7_whereSomebodyHoldsAKeyThatIsToBeUnheldItIsOutdated() {
        SharedUser user = admitted(Person.shared(1));
        SharedUser other = Person.shared(2);
        Change seen = new Change.Replace(user, user, Optional.of(phoneOf(other)));
        List<SharedUser> all = List.of(user, other);
        admitted(Person.of(UserKind.DEDICATED, 2).withId(3).withThird(3).user());
        admitted(
                Person.of(UserKind.SHARED, 2).withId(4).withThird(4).inTenant(1).user());
        leavesAsItIs(all, () -> commit(seen), Commit.DONE);
        leavesAsItIs(all, () -> commit(seen), Commit.DONE);

        admitted(other);
        isOutdated(seen, all);
        isOutdated(
                new Change.Replace(
                        user, Person.of(UserKind.SHARED, 1).looking(1).user(), Optional.of(phoneOf(other))),
                all);
        deactivated(other);
        leavesAsItIs(all, () -> commit(seen), Commit.DONE);
        admitted(Person.of(UserKind.SHARED, 2).withId(5).user());
        isOutdated(seen, all);
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void T2_aReplacementInAnotherTenantIsOutdated(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        User there = Person.of(kind, 1).inTenant(1).user();
        isOutdated(
                new Change.Replace(
                        there, Person.of(kind, 1).inTenant(1).looking(1).user()),
                List.of(user, there));
    }
}
