package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.laterThan;
import static dev.partyline.testkit.contract.StoreUnderTest.placed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link dev.partyline.ports.driven.Change.Deactivate} promises. */
interface DeactivationChapter extends StoreUnderTest {

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L1_everyKeyIsFreeInTheSameStep(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        deactivated(user);

        assertThat(user.keys())
                .allSatisfy(key -> assertThat(holderOf(key, user.tenant())).isEmpty());
        State.of(store(), List.of(user)).isSound();
        for (Person rival : person.rivals(2)) {
            assertThat(commit(admit(rival.user()))).isEqualTo(Commit.DONE);
        }
    }

    @Test
    default void L1_theQuotaSlotIsFreeInTheSameStep() {
        SharedUser user = Person.shared(1);
        assertThat(commit(admit(user, 1))).isEqualTo(Commit.DONE);
        deactivated(user);
        assertThat(sharedUsers(user.tenant())).isZero();
        assertThat(commit(admit(Person.shared(2), 1))).isEqualTo(Commit.DONE);
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L1_theUserIsKeptAndNoMoreFound(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        deactivated(user);

        assertThat(store().find(user.tenant(), user.id())).isEmpty();
        assertThat(listed(user.tenant())).isEmpty();
        assertThat(State.rows(store(), Listing.of(user.tenant(), 10).withDeactivated()))
                .containsExactly(new Page.Row(user, Optional.of(laterThan(user))));
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L1_aDeactivationOfWhatIsAnotherByNowIsOutdated(UserKind kind) {
        User user = Person.user(kind, 1);
        List<User> all = List.of(user);
        isOutdated(deactivate(user), all);
        admitted(user);
        isOutdated(deactivate(Person.of(kind, 1).looking(1).user()), all);
        if (user instanceof SharedUser shared) {
            isOutdated(deactivate(placed(shared, 90)), all);
        }
        deactivated(user);
        isOutdated(deactivate(user), all);
    }

    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void T2_aDeactivationInAnotherTenantIsOutdated(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        User there = Person.of(kind, 1).inTenant(1).user();
        isOutdated(deactivate(there), List.of(user, there));
    }
}
