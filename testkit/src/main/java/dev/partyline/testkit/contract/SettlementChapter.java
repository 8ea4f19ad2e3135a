package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.answer;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.placed;
import static dev.partyline.testkit.contract.StoreUnderTest.record;
import static dev.partyline.testkit.contract.StoreUnderTest.revive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UnavailableException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the two {@code settle} of a store promise. Asked only for what the store can't but know. */
interface SettlementChapter extends StoreUnderTest {

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_anAdmissionIsSettledAsItWentAndChangesNothing(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = person.user();
        leavesAsItIs(List.of(user), () -> settle(admit(user)), false);
        admitted(user);
        leavesAsItIs(List.of(user), () -> settle(admit(user)), true);
        for (Person rival : person.rivals(2)) {
            commit(admit(rival.user()));
            assertThat(settle(admit(rival.user()))).as("one that was outdated").isFalse();
        }
        // The registry changes no app user, whose values are all that tells it from another under the same id.
        User changed = kind == UserKind.APP ? user : person.looking(1).user();
        commit(new Change.Replace(user, changed));
        assertThat(settle(admit(user))).as("though it was changed").isTrue();
        deactivated(changed);
        assertThat(settle(admit(user))).as("though it was deactivated").isTrue();
    }

    /** Ids that a caller may give come twice. */
    @Test
    default void E6_anAdmissionWithTheIdOfAnotherIsNotSettledAsDone() {
        admitted(Person.user(UserKind.APP, 1));
        User another = Person.of(UserKind.APP, 2).withId(1).user();
        assertThat(commit(admit(another))).isEqualTo(Commit.OUTDATED);
        assertThat(told(admit(another))).isNotEqualTo(Optional.of(true));
    }

    /** The answer; or nothing where the store says that it can't tell. */
    private Optional<Boolean> told(Change change) {
        try {
            return Optional.of(settle(change));
        } catch (UnavailableException cannotTell) {
            return Optional.empty();
        }
    }

    @Test
    default void E6_aRevivalIsSettledAsItWent() {
        SharedUser user = admitted(Person.shared(1));
        DeactivatedUser former = deactivated(user);
        SharedUser again = placed(user, 90);
        assertThat(settle(revive(again, former))).isFalse();
        assertThat(commit(revive(again, former))).isEqualTo(Commit.DONE);
        assertThat(settle(revive(again, former))).isTrue();
        assertThat(told(revive(placed(user, 91), former)))
                .as("one that came too late")
                .isNotEqualTo(Optional.of(true));
        deactivated(again);
        assertThat(settle(revive(again, former)))
                .as("though it was deactivated")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_aReplacementIsSettledAsItWent(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        Change replace = new Change.Replace(user, person.looking(1).user());
        leavesAsItIs(List.of(user), () -> settle(replace), false);
        commit(replace);
        leavesAsItIs(List.of(user), () -> settle(replace), true);
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_aDeactivationIsSettledAsItWent(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        leavesAsItIs(List.of(user), () -> settle(deactivate(user)), false);
        deactivated(user);
        leavesAsItIs(List.of(user), () -> settle(deactivate(user)), true);
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_anAnswerIsSettledWithItsChange(UserKind kind) {
        User user = Person.user(kind, 1);
        Change.Answer given = answer(admit(user), record(user, 1));
        assertThat(settle(given)).isFalse();
        commit(given);
        assertThat(settle(given)).isTrue();
        User second = Person.user(kind, 2);
        Change.Answer late = answer(admit(second), record(second, 1));
        assertThat(commit(late)).isEqualTo(Commit.OUTDATED);
        assertThat(settle(late)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_anAnswerWithoutAChangeIsSettledByItsRecord(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        Change.Answer given = new Change.Answer(Optional.empty(), record(user, 1), Optional.empty());
        assertThat(settle(given)).isFalse();
        assertThat(commit(given)).isEqualTo(Commit.DONE);
        assertThat(settle(given)).isTrue();
        User second = admitted(Person.user(kind, 2));
        assertThat(settle(new Change.Answer(Optional.empty(), record(second, 1), Optional.empty())))
                .as("another record under the key")
                .isFalse();
    }

    /** Whoever finds the user as the answer would have left it does not know whether there was an answer. */
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I1_anAnswerIsSettledByItsRecordAndNotByItsChange(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        Change.Answer given =
                answer(new Change.Replace(user, user), record(new Outcome.Returned<>(user), 1, Person.NOW));
        assertThat(settle(given)).isFalse();
        assertThat(commit(given)).isEqualTo(Commit.DONE);
        assertThat(settle(given)).isTrue();
    }

    @Test
    default void P5_aPlaceThatWasSettledAsNobodysIsNobodysForGood() {
        SharedUser user = Person.shared(1);
        assertThat(store().settle(user.tenant(), user.id(), user.place())).isFalse();
        isOutdated(admit(user), List.of(user));
        assertThat(store().settle(user.tenant(), user.id(), user.place())).isFalse();
        assertThat(commit(admit(placed(user, 90)))).as("with another place").isEqualTo(Commit.DONE);
    }

    @Test
    default void P5_aPlaceIsSettledAsItsUsersWhileThatIsActive() {
        SharedUser user = admitted(Person.shared(1));
        assertThat(store().settle(user.tenant(), user.id(), user.place())).isTrue();
        leavesAsItIs(List.of(user), () -> store().settle(user.tenant(), user.id(), user.place()), true);
        assertThat(store().settle(user.tenant(), user.id(), Person.shared(90).place()))
                .as("another place")
                .isFalse();
        assertThat(store().settle(Person.project(1), user.id(), user.place()))
                .as("another tenant")
                .isFalse();
        assertThat(store().settle(user.tenant(), user.id(), user.place())).isTrue();
        deactivated(user);
        assertThat(store().settle(user.tenant(), user.id(), user.place())).isFalse();
    }

    /** What comes late for the former place of a revived user does not touch the present one. */
    @Test
    default void P5_theFormerPlaceOfARevivedUserIsNobodys() {
        SharedUser user = admitted(Person.shared(1));
        SharedUser again = placed(user, 90);
        assertThat(commit(revive(again, deactivated(user)))).isEqualTo(Commit.DONE);
        assertThat(store().settle(user.tenant(), user.id(), user.place())).isFalse();
        assertThat(store().settle(user.tenant(), user.id(), again.place())).isTrue();
    }
}
