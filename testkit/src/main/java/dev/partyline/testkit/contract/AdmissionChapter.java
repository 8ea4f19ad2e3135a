package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.again;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.laterThan;
import static dev.partyline.testkit.contract.StoreUnderTest.placed;
import static dev.partyline.testkit.contract.StoreUnderTest.revive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Change.Admit} promises. */
interface AdmissionChapter extends StoreUnderTest {

    @Demand("An admitted user is active and holds all of its keys.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void A2_anAdmittedUserHoldsEveryKeyThatItHas(UserKind kind) {
        User user = admitted(Person.user(kind, 1));

        for (Key key : user.keys()) {
            assertThat(holderOf(key, user.tenant())).contains(user);
        }
        assertThat(store().find(user.tenant(), user.id())).contains(user);
        assertThat(listed(user.tenant())).containsExactly(user);
        assertThat(sharedUsers(user.tenant())).isEqualTo(kind == UserKind.SHARED ? 1 : 0);
        State.of(store(), List.of(user)).isSound();
    }

    @Demand("If another active user holds one of its keys, a user is not admitted, and none of its keys is claimed.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void A2_whoCannotHaveOneKeyGetsNoneAndLeavesNothingBehind(UserKind kind) {
        Person first = Person.of(kind, 1);
        User user = admitted(first.user());

        for (Person rival : first.rivals(2)) {
            isOutdated(admit(rival.user()), List.of(user, rival.user()));
        }
        for (Person rival : first.rivals(2)) {
            User another = Person.of(kind, rival.id() + 100)
                    .withFirst(rival.first() == 1 ? 50 : rival.first())
                    .withSecond(rival.second() == 1 ? 50 : rival.second())
                    .withThird(rival.third() == 1 && kind != UserKind.DEDICATED ? 50 : rival.third())
                    .user();
            isDone(admit(another));
            isDone(deactivate(another));
        }
    }

    @Demand("A key that is held in one tenant is free in every other tenant.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void T1_whatIsAKeyInOneTenantIsFreeInAnother(UserKind kind) {
        // P2: on another line.
        Person here = Person.of(kind, 1);
        Person there = here.inTenant(1).withId(2).withThird(onALine(kind) ? 2 : 1);
        User user = admitted(here.user());
        User other = admitted(there.user());

        assertThat(listed(user.tenant())).containsExactly(user);
        assertThat(listed(other.tenant())).containsExactly(other);
        State.of(store(), List.of(user, other)).isSound();
    }

    @Demand("The store tells nothing of a tenant's users through another tenant.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void T2_nothingOfATenantIsToldThroughAnother(UserKind kind) {
        User user = admitted(Person.user(kind, 1));

        for (UserKind other : UserKind.values()) {
            for (int number = 0; number < 2; number++) {
                TenantId tenant = Person.tenant(other, number);
                if (!tenant.equals(user.tenant())) {
                    assertThat(store().find(tenant, user.id())).isEmpty();
                    assertThat(listed(tenant)).isEmpty();
                    assertThat(sharedUsers(tenant)).isZero();
                    assertThat(isTaken(tenant, user)).isFalse();
                }
            }
        }
    }

    @Demand("An id is taken from its user's admission on, and stays taken after the user is deactivated.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void A4_anIdIsTakenOnceItsUserIsThereAndForGood(UserKind kind) {
        assertThat(isTaken(Person.tenant(kind, 0), Person.user(kind, 1))).isFalse();
        User user = admitted(Person.user(kind, 1));
        User another = Person.of(kind, 2).withId(1).user();

        assertThat(isTaken(user.tenant(), user)).isTrue();
        isOutdated(admit(another), List.of(user, another));
        deactivated(user);
        assertThat(isTaken(user.tenant(), user)).isTrue();
        isOutdated(admit(another), List.of(user, another));
    }

    @Demand("The same id in another tenant belongs to another user.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void A4_theSameIdInAnotherTenantIsAnotherUsers(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        User there = Person.of(kind, 2).withId(1).inTenant(1).user();
        User other = admitted(there instanceof SharedUser shared ? placed(shared, 90) : there);

        assertThat(store().find(user.tenant(), user.id())).contains(user);
        assertThat(store().find(other.tenant(), user.id())).contains(other);
        deactivated(other);
        assertThat(store().find(user.tenant(), user.id())).contains(user);
    }

    @Demand("An admission that is given a second time is outdated, even if its user is deactivated by then.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_anAdmissionThatIsGivenASecondTimeIsOutdated(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        isOutdated(admit(user), List.of(user));
        deactivated(user);
        isOutdated(admit(user), List.of(user));
    }

    @Demand("A user that the tenant does not have is admitted with version 1 and with no other.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L6_aUserBeginsWithItsFirstVersion(UserKind kind) {
        User second = Person.of(kind, 1).at(2).user();
        isOutdated(admit(second), List.of(second));
        admitted(Person.user(kind, 1));
    }

    @Demand("At the limit, an admission is outdated and changes nothing.")
    @Test
    default void S4_atTheLimitAnAdmissionIsOutdatedAndLeavesNothingBehind() {
        SharedUser first = Person.shared(1);
        SharedUser second = Person.shared(2);
        SharedUser third = Person.shared(3);
        isOutdated(admit(first, 0), List.of(first));
        isDone(admit(first, 1));
        isOutdated(admit(second, 1), List.of(first, second));
        isDone(admit(second, 2));
        assertThat(sharedUsers(first.tenant())).isEqualTo(2);
        isOutdated(admit(third, 1), List.of(first, second, third));

        deactivated(first);
        assertThat(sharedUsers(first.tenant())).as("a slot is free").isOne();
        isDone(admit(third, 2));
        isDone(admit(Person.shared(4)));
    }

    @Demand("The limit counts the shared users of the tenant alone.")
    @Test
    default void S4_anotherTenantsUsersDoNotCount() {
        admitted(Person.of(UserKind.SHARED, 1).inTenant(1).user());
        assertThat(sharedUsers(Person.project(0))).isZero();
        isDone(admit(Person.shared(2), 1));
    }

    @Demand("The limit does not count dedicated users.")
    @Test
    default void D4_dedicatedUsersDoNotCount() {
        admitted(Person.user(UserKind.DEDICATED, 1));
        assertThat(sharedUsers(Person.project(0))).isZero();
        isDone(admit(Person.shared(2), 1));
    }

    @Demand("A change that was outdated does not change the count of shared users.")
    @Test
    default void S4_whatWasOutdatedDoesNotCount() {
        SharedUser user = admitted(Person.shared(1));
        commit(admit(Person.of(UserKind.SHARED, 2).withFirst(1).user()));
        commit(deactivate(Person.shared(3)));
        commit(deactivate(Versions.at(2, user)));
        assertThat(sharedUsers(user.tenant())).isOne();
    }

    @Demand("A revived user is active again under its id, holds its keys and has its old place in listings.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void L3_whoIsRevivedIsTheUserThatItWas(UserKind kind) {
        User before = admitted(Person.user(kind, 1));
        User neighbour = admitted(Person.user(kind, 2));
        DeactivatedUser former = deactivated(before);
        User again = again(before, 90);
        isDone(revive(again, former));

        assertThat(store().find(again.tenant(), again.id())).contains(again);
        assertThat(listed(again.tenant())).as("in its place").containsExactly(again, neighbour);
        assertThat(State.rows(store(), Listing.of(again.tenant(), 1).withDeactivated()))
                .containsExactly(again, neighbour);
        assertThat(State.of(store(), List.of(again)).former()).isEmpty();
        assertThat(sharedUsers(again.tenant())).isEqualTo(kind == UserKind.SHARED ? 2 : 0);
        State.of(store(), List.of(before, again, neighbour)).isSound();
    }

    @Demand("A revival is outdated unless its user is deactivated at the version that the revival was decided on.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void L3_whoIsNotDeactivatedAtTheVersionGivenIsNotRevived(UserKind kind) {
        User user = Person.user(kind, 1);
        User again = again(user, 90);
        DeactivatedUser former = new DeactivatedUser(user, laterThan(user));
        List<User> all = List.of(user, again);
        isOutdated(revive(again, former), all);
        admitted(user);
        isOutdated(revive(again, former), all);
        deactivated(user);
        User later = Versions.at(2, user);
        isOutdated(revive(again(later, 90), new DeactivatedUser(later, laterThan(user))), all);
        isOutdated(revive(Versions.at(3, Person.of(kind, 2).user()), former), all);

        isDone(revive(again, former));
        isOutdated(revive(again, former), all);
        isOutdated(revive(again(user, 91), former), all);
    }

    @Demand("If another active user holds one of its keys, a user is not revived.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void L3_whoseKeyIsAnothersByNowIsNotRevived(UserKind kind) {
        Person person = Person.of(kind, 1);
        DeactivatedUser former = deactivated(admitted(person.user()));
        for (Person rival : person.rivals(2)) {
            User other = admitted(rival.user());
            isOutdated(revive(again(person.user(), 90), former), List.of(person.user(), other));
            deactivated(other);
        }
    }

    @Demand("An admission is outdated if the last holder of the key that it gives is another.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void L3_aDecisionOverAnotherLastHolderIsOutdated(UserKind kind) {
        Person person = Person.of(kind, 1);
        Key identity = person.user().keys().get(0);
        List<User> all = new ArrayList<>(List.of(person.user(), person.withId(2).user()));
        isOutdated(after(person.user(), identity, Optional.of(new DeactivatedUser(person.user(), Person.NOW))), all);
        isDone(after(person.user(), identity, Optional.empty()));
        DeactivatedUser former = deactivated(person.user());

        User next = person.withId(2).user();
        isOutdated(after(next, identity, Optional.empty()), all);
        isOutdated(
                after(next, identity, Optional.of(new DeactivatedUser(Versions.at(2, former.user()), Person.NOW))),
                all);
        isOutdated(after(next, identity, Optional.of(new DeactivatedUser(next, former.deactivatedAt()))), all);
        isDone(after(next, identity, Optional.of(former)));
    }

    @Demand("The last holder of a key is the user that was deactivated last of those that held it.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void L3_theLastHolderIsWhoWasDeactivatedLast(UserKind kind) {
        for (int id = 1; id <= 3; id++) {
            User user = admitted(Person.of(kind, 1).withId(id).user());
            DeactivatedUser former = deactivated(user);
            Key identity = user.keys().get(0);
            assertThat(State.of(store(), List.of(user)).former()).containsOnlyKeys(identity);
            assertThat(State.of(store(), List.of(user)).former()).containsValue(former);
        }
    }

    @Demand("The facts answer what the question asks for and nothing else.")
    @Test
    default void whatWasNotAskedForIsNotAnswered() {
        SharedUser user = admitted(Person.shared(1));
        deactivated(user);
        admitted(Person.shared(2));
        Question question = Question.of(user.tenant(), user.keys());
        assertThat(store().look(question).holders()).isEmpty();
        assertThat(store().look(question).former()).isEmpty();
        assertThat(store().look(question).sharedUsers()).isZero();
        assertThat(store().look(question).user()).isEmpty();
    }

    private boolean isTaken(TenantId tenant, User user) {
        return store().look(Question.of(tenant, List.of()).withId(Optional.of(user.id())))
                .user()
                .isPresent();
    }

    private static boolean onALine(UserKind kind) {
        return kind == UserKind.SHARED || kind == UserKind.DEDICATED;
    }

    private static Change.Admit after(User user, Key key, Optional<DeactivatedUser> last) {
        return new Change.Admit(
                StoreUnderTest.by(user),
                user,
                user.createdAt(),
                Optional.empty(),
                Optional.of(new LastHolder(key, last)),
                OptionalInt.empty(),
                Optional.empty());
    }

    @Demand("The active users of a tenant are counted by kind, whether a limit was given or not.")
    @Test
    default void L9_activeUsersAreCountedByKind() {
        assertThat(counted(UserKind.SHARED)).isZero();
        isDone(admit(Person.shared(1), 9));
        User second = admitted(Person.shared(2));
        assertThat(counted(UserKind.SHARED)).isEqualTo(2);
        admitted(Person.shared(3));
        isDone(admit(Person.shared(4), 9));
        User dedicated = admitted(Person.user(UserKind.DEDICATED, 5));
        admitted(Person.user(UserKind.CUSTOMER, 6));
        admitted(Person.of(UserKind.SHARED, 7).inTenant(1).user());
        assertThat(counted(UserKind.SHARED)).isEqualTo(4);
        assertThat(counted(UserKind.DEDICATED)).isOne();
        assertThat(counted(UserKind.CUSTOMER)).isZero();
        isDone(StoreUnderTest.erase(deactivated(second)));
        isDone(StoreUnderTest.replace(
                dedicated, Person.of(UserKind.DEDICATED, 5).looking(1).at(2).user()));
        assertThat(counted(UserKind.SHARED)).isEqualTo(3);
        assertThat(counted(UserKind.DEDICATED)).isOne();
    }

    /** In the tenant that line users have. */
    private int counted(UserKind kind) {
        return store().activeUsers(Person.project(0)).getOrDefault(kind, 0);
    }

    @Demand("The count is exact whatever runs at the same time, and while it is asked for.")
    @Test
    default void L9_theCountIsExactWhateverRunsAtTheSameTime() {
        for (int round = 1; round <= rounds(); round++) {
            int base = 100 * round;
            int before = counted(UserKind.SHARED);
            List<Boolean> made = Race.run(caller -> {
                if (caller % 8 == 7) {
                    return handle(caller).activeUsers(Person.project(0)).isEmpty();
                }
                SharedUser user = Person.shared(base + caller);
                boolean isMade = commit(handle(caller), caller % 2 == 0 ? admit(user) : admit(user, 100_000))
                        instanceof Commit.Done;
                if (caller % 3 == 0) {
                    assertThat(commit(handle(caller), StoreUnderTest.deactivate(user)))
                            .isInstanceOf(Commit.Done.class);
                }
                return isMade && caller % 3 != 0;
            });
            int more = Math.toIntExact(IntStream.range(0, Race.CALLERS)
                    .filter(caller -> caller % 8 != 7 && made.get(caller))
                    .count());
            assertThat(counted(UserKind.SHARED)).isEqualTo(before + more);
            assertThat(sharedUsers(Person.project(0))).isEqualTo(before + more);
        }
    }

    @Demand("Many keys that are asked for together are answered each with its holder, and others with none.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void R3_manyKeysAreAnsweredTogether(UserKind kind) {
        Map<Key, User> holders = new HashMap<>();
        List<Key> asked = new ArrayList<>();
        for (int number = 1; number <= 30; number++) {
            User user = Person.user(kind, number);
            asked.addAll(user.keys());
            if (number % 3 > 0) {
                admitted(user);
                user.keys().forEach(key -> holders.put(key, user));
            }
        }
        assertThat(store().look(Question.of(Person.tenant(kind, 0), asked)).holders())
                .isEqualTo(holders);
    }
}
