package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.UserKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Phones on lines. */
interface LineChapter extends StoreUnderTest {

    @Demand("A phone and a line lead to the one active user that they belong to, of any tenant.")
    @Test
    default void R1_aPhoneAndALineLeadToTheirUser() {
        SharedUser shared = admitted(Person.shared(1));
        DedicatedUser dedicated = admitted(
                Person.of(UserKind.DEDICATED, 2).withFirst(1).inTenant(1).asDedicated());

        assertThat(store().find(shared.phone(), shared.line())).contains(shared);
        assertThat(store().find(dedicated.phone(), dedicated.line())).contains(dedicated);
        assertThat(store().find(Person.phone(1), Person.line(3))).isEmpty();
        assertThat(store().find(Person.phone(2), shared.line())).isEmpty();
        assertThat(linesOf(Person.phone(1))).containsExactlyInAnyOrder(Person.line(1), Person.line(2));
        assertThat(linesOf(Person.phone(2))).isEmpty();
        deactivated(shared);
        assertThat(store().find(shared.phone(), shared.line())).isEmpty();
        assertThat(linesOf(Person.phone(1))).containsExactly(Person.line(2));
    }

    @Demand("A user that moved to another line is found on that line and no longer on the former one.")
    @Test
    default void R1_whoMovedToAnotherLineIsFoundThereAndNoMoreWhereItWas() {
        Person person = Person.of(UserKind.DEDICATED, 1);
        DedicatedUser user = admitted(person.asDedicated());
        DedicatedUser moved = person.withThird(2).at(2).asDedicated();
        isDone(StoreUnderTest.replace(user, moved));

        assertThat(store().find(moved.phone(), moved.line())).contains(moved);
        assertThat(store().find(user.phone(), user.line())).isEmpty();
        assertThat(linesOf(user.phone())).containsExactly(moved.line());
    }

    @Demand("Only users of lines are found by their phone: the number of a subscriber or an app's"
            + " user is not on a line.")
    @Test
    default void R1_onlyUsersOfLinesAreFoundByTheirPhone() {
        admitted(Person.user(UserKind.SUBSCRIBER, 1));
        admitted(Person.user(UserKind.APP, 1));
        assertThat(linesOf(Person.phone(1))).isEmpty();
    }

    @Demand("No two active users of any tenants have the same phone on the same line.")
    @Test
    default void P2_aPhoneOnALineIsAKeyAcrossTenants() {
        DedicatedUser user = admitted(Person.of(UserKind.DEDICATED, 1).asDedicated());
        DedicatedUser there =
                Person.of(UserKind.DEDICATED, 1).withId(2).inTenant(1).asDedicated();
        isOutdated(admit(there), List.of(user, there));
        deactivated(user);
        isDone(admit(there));
    }

    @Demand("The same phone on another line may belong to another user.")
    @Test
    default void D3_thePhoneOnAnotherLineIsAnotherUser() {
        DedicatedUser user = admitted(Person.of(UserKind.DEDICATED, 1).asDedicated());
        DedicatedUser other =
                admitted(Person.of(UserKind.DEDICATED, 1).withId(2).withThird(2).asDedicated());
        SharedUser shared =
                admitted(Person.of(UserKind.SHARED, 1).withId(3).withThird(3).asShared());
        assertThat(linesOf(user.phone())).containsExactlyInAnyOrder(user.line(), other.line(), shared.line());
        State.of(store(), List.of(user, other, shared)).isSound();
    }
}
