package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.again;
import static dev.partyline.testkit.contract.StoreUnderTest.claim;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.key;
import static dev.partyline.testkit.contract.StoreUnderTest.placed;
import static dev.partyline.testkit.contract.StoreUnderTest.replace;
import static dev.partyline.testkit.contract.StoreUnderTest.revive;
import static dev.partyline.testkit.contract.StoreUnderTest.under;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What settling promises (E6): the change was made, or it never will be. */
interface SettlementChapter extends StoreUnderTest {

    /**
     * Asserts that the change was not made and never will be, however late it comes; and that of these users nothing
     * changed.
     */
    private void isNeverMade(Change change, List<? extends User> users) {
        leavesAsItIs(
                users,
                () -> assertThat(settle(change))
                        .as("settling a change that was not made is answered with nothing")
                        .isEmpty());
        isOutdated(change, users);
        assertThat(settle(change)).as("settling it once more is answered alike").isEmpty();
    }

    /** Asserts that the change was made, and that settling it changes nothing. */
    private void wasMade(Change change, AnyUser now) {
        leavesAsItIs(
                List.of(now instanceof DeactivatedUser former ? former.user() : (User) now),
                () -> assertThat(settle(change))
                        .as(
                                "settling a change that was made is answered with the user as it is now, in whichever state")
                        .contains(now));
    }

    @Demand("An admission that is settled before it is made is never made, and its keys stay free.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_anAdmissionThatIsSettledBeforeItIsMadeNeverIs(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = person.user();
        isNeverMade(admit(user), List.of(user));
        assertThat(listed(user.tenant())).isEmpty();
        admitted(person.withId(2).user());
    }

    @Demand("An admission that was made is settled as made, with the user as it is now.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_anAdmissionThatWasMadeIsSettledSoWhateverHasHappenedSince(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = person.user();
        Change admit = admit(user);
        isDone(admit);
        wasMade(admit, user);
        User changed = person.looking(1).at(2).user();
        isDone(replace(user, changed));
        wasMade(admit, changed);
        DeactivatedUser former = deactivated(changed);
        wasMade(admit, former);
        if (kind == UserKind.SHARED || kind == UserKind.DEDICATED) {
            User again = again(changed, 90);
            isDone(revive(again, former));
            wasMade(admit, again);
        }
    }

    @Demand("An admission that was outdated is settled as not made and never is made.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_anAdmissionThatWasOutdatedIsSettledAsNotMade(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        for (Person rival : person.rivals(2)) {
            isOutdated(admit(rival.user()), List.of(user));
            isNeverMade(admit(rival.user()), List.of(user, rival.user()));
        }
    }

    /** A caller may give an id twice. */
    @Demand("Two admissions with one id are settled each for itself, and settling one leaves the id to the other.")
    @Test
    default void E6_twoAdmissionsWithOneIdAreSettledEachForItself() {
        User user = Person.user(UserKind.APP, 1);
        Change lost = admitAs(user);
        Change made = admitAs(user);
        Change late = admitAs(Person.of(UserKind.APP, 2).withId(1).user());
        isNeverMade(lost, List.of(user));
        isDone(made);
        wasMade(made, user);
        isNeverMade(lost, List.of(user));
        isNeverMade(late, List.of(user));
        wasMade(made, user);
        wasMade(made, deactivated(user));
        isNeverMade(late, List.of(user));
    }

    private static Change admitAs(User user) {
        Change.Admit admit = admit(user);
        return new Change.Admit(
                StoreUnderTest.another(),
                user,
                admit.at(),
                admit.revived(),
                admit.lastHolder(),
                admit.sharedUserLimit(),
                admit.claim());
    }

    @Demand("A revival is settled as made or as not made, whatever else has happened to its user.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void E6_aRevivalIsSettledAsItWent(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        DeactivatedUser former = deactivated(user);
        Change lost = revive(again(user, 90), former);
        Change made = revive(again(user, 91), former);
        isNeverMade(lost, List.of(user));
        isDone(made);
        wasMade(made, again(user, 91));
        isNeverMade(lost, List.of(user));
        isNeverMade(revive(again(user, 92), former), List.of(user));
        DeactivatedUser once = deactivated(again(user, 91));
        wasMade(made, once);
        Change twice = revive(again(again(user, 91), 93), once);
        isDone(twice);
        wasMade(made, again(again(user, 91), 93));
        wasMade(twice, again(again(user, 91), 93));
        isNeverMade(lost, List.of(user));
    }

    /** Two attempts at one version: one is settled, and the other is made. */
    @Demand("A replacement is settled as made or as not made, whatever another attempt at its version has done.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_aReplacementIsSettledAsItWent(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        User second = person.looking(1).at(2).user();
        User third = person.looking(2).at(3).user();
        Change lost = replace(user, second);
        Change equal = replace(user, second);
        isNeverMade(lost, List.of(user));
        isNeverMade(replace(user, second), List.of(user));
        isDone(equal);
        wasMade(equal, second);
        isNeverMade(lost, List.of(user));
        Change next = replace(second, third);
        isDone(next);
        wasMade(equal, third);
        wasMade(next, third);
        isNeverMade(lost, List.of(user));
        wasMade(equal, deactivated(third));
        isNeverMade(lost, List.of(user));
    }

    @Demand("A deactivation is settled as made or as not made, whatever another attempt at its version has done.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_aDeactivationIsSettledAsItWent(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        Change lost = deactivate(user);
        Change made = deactivate(user);
        isNeverMade(lost, List.of(user));
        isDone(made);
        wasMade(made, new DeactivatedUser(user, StoreUnderTest.laterThan(user)));
        isNeverMade(lost, List.of(user));
        isNeverMade(replace(user, Person.of(kind, 1).looking(1).at(2).user()), List.of(user));
    }

    @Demand("Settling a change that was not made leaves its user as it is, and its version to every other change.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L6_settlingWhatWasNotMadeLeavesTheVersionAsItIs(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        isNeverMade(replace(user, person.looking(1).at(2).user()), List.of(user));
        isNeverMade(deactivate(user), List.of(user));
        assertThat(store().find(user.tenant(), user.id())).contains(user);
        isDone(deactivate(user));
    }

    @Demand("A change that is settled as not made leaves no record.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I6_whatIsSettledAsNotMadeLeavesNoRecord(UserKind kind) {
        User user = Person.user(kind, 1);
        isNeverMade(under(claim(user, 1), admit(user)), List.of(user));
        assertThat(recordOf(user.tenant(), key(1))).isEmpty();
        User second = Person.user(kind, 2);
        Change made = under(claim(second, 1), admit(second));
        isDone(made);
        wasMade(made, second);
        assertThat(recordOf(user.tenant(), key(1))).isEqualTo(made.recorded(second));
    }

    @Demand("Settling a version of one tenant has no effect on a change of another tenant.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void T2_nothingIsSettledThroughAnotherTenant(UserKind kind) {
        User user = Person.user(kind, 1);
        Change admit = admit(user);
        Version here = admit.version();
        Version there =
                new Version(Person.of(kind, 1).inTenant(1).user().tenant(), here.user(), here.number(), here.by());
        assertThat(store().settle(there)).isEmpty();
        isDone(admit);
        assertThat(store().settle(there)).isEmpty();
        wasMade(admit, user);
    }

    @Demand("An admission by another attempt is not the one that is settled.")
    @Test
    default void P5_anAdmissionByAnotherChangeIsNotTheOneThatIsAskedFor() {
        SharedUser user = admitted(Person.shared(1));
        Change elsewhere = admit(placed(user, 90));
        isNeverMade(elsewhere, List.of(user));
        assertThat(settle(admit(user))).isEqualTo(Optional.of(user));
    }
}
