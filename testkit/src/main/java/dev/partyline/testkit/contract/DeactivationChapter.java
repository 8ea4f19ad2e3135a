package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.laterThan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Listing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link dev.partyline.ports.driven.Change.Deactivate} promises. */
interface DeactivationChapter extends StoreUnderTest {

    @Demand("A deactivation frees every key of its user in the same step.")
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
            isDone(admit(rival.user()));
        }
    }

    @Demand("A deactivation frees the quota slot of its user in the same step.")
    @Test
    default void L1_theQuotaSlotIsFreeInTheSameStep() {
        SharedUser user = Person.shared(1);
        isDone(admit(user, 1));
        deactivated(user);
        assertThat(sharedUsers(user.tenant())).isZero();
        isDone(admit(Person.shared(2), 1));
    }

    @Demand("A deactivated user is kept as it was, and is no longer listed as active.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L1_theUserIsKeptAndNoMoreFound(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        deactivated(user);

        assertThat(store().find(user.tenant(), user.id())).contains(new DeactivatedUser(user, laterThan(user)));
        assertThat(listed(user.tenant())).isEmpty();
        assertThat(State.rows(store(), Listing.of(user.tenant(), 10).withDeactivated()))
                .containsExactly(new DeactivatedUser(user, laterThan(user)));
    }

    @Demand("A deactivation is outdated unless its user is active at the version that it was decided on.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L1_aDeactivationOfWhatIsAnotherByNowIsOutdated(UserKind kind) {
        User user = Person.user(kind, 1);
        List<User> all = List.of(user);
        isOutdated(deactivate(user), all);
        admitted(user);
        isOutdated(deactivate(Versions.at(2, user)), all);
        User changed = Person.of(kind, 1).looking(1).at(2).user();
        isDone(StoreUnderTest.replace(user, changed));
        isOutdated(deactivate(user), all);
        deactivated(changed);
        isOutdated(deactivate(user), all);
        isOutdated(deactivate(changed), all);
    }

    @Demand("A deactivation of a user of another tenant is outdated.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void T2_aDeactivationInAnotherTenantIsOutdated(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        User there = Person.of(kind, 1).inTenant(1).user();
        isOutdated(deactivate(there), List.of(user, there));
    }
}
