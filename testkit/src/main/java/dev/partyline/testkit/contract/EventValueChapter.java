package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.again;
import static dev.partyline.testkit.contract.StoreUnderTest.claim;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.erase;
import static dev.partyline.testkit.contract.StoreUnderTest.eventOf;
import static dev.partyline.testkit.contract.StoreUnderTest.laterThan;
import static dev.partyline.testkit.contract.StoreUnderTest.replace;
import static dev.partyline.testkit.contract.StoreUnderTest.revive;
import static dev.partyline.testkit.contract.StoreUnderTest.telling;
import static dev.partyline.testkit.contract.StoreUnderTest.under;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.CustomerUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Event;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What events tell of the values of their users, if a tenant asks for that (rules O2, X2). */
interface EventValueChapter extends StoreUnderTest {

    /** With a password, if its kind has one. */
    private static User user(Person person) {
        User user = person.user();
        return user instanceof CustomerUser member ? member.withPassword(new PasswordHash("a hash")) : user;
    }

    private List<Event> history(User user) {
        return store().events().of(user.tenant(), user.id());
    }

    private List<Optional<AnyUser>> told(User user) {
        return history(user).stream().map(Event::values).toList();
    }

    @Demand("If a change tells values, its event carries the user as the change made it, without a password's hash.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void O2_anEventCarriesTheUserAsItsChangeMadeIt(UserKind kind) {
        for (int number : List.of(1, 2)) {
            Person person = Person.of(kind, number);
            User user = user(person);
            User changed = user(person.looking(1).at(2));
            List<Change.Effective> life =
                    List.of(telling(admit(user)), telling(replace(user, changed)), telling(deactivate(changed)));
            for (Change.Effective effect : life) {
                isDone(number == 1 ? effect : under(claim(user, life.indexOf(effect)), effect));
            }
            assertThat(told(user))
                    .isEqualTo(List.of(
                            Optional.of(user.withoutPassword()),
                            Optional.of(changed.withoutPassword()),
                            Optional.of(new DeactivatedUser(changed.withoutPassword(), laterThan(changed)))));
            for (Change.Effective effect : life) {
                List<Event> leased = store().events().lease(10, EventChapter.NOW, EventChapter.LATER);
                assertThat(leased).as("what is handed out").containsExactly(eventOf(effect));
                store().events().done(List.of(leased.get(0).id()), EventChapter.NOW);
            }
        }
    }

    @Demand("If a change tells no values, its event carries none, whatever the changes before it told.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void O2_anEventCarriesNoValuesIfItsChangeTellsNone(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = person.user();
        User changed = person.looking(1).at(2).user();
        isDone(telling(admit(user)));
        isDone(replace(user, changed));
        isDone(telling(deactivate(changed)));
        DeactivatedUser former = new DeactivatedUser(changed, laterThan(changed));
        assertThat(told(user)).isEqualTo(List.of(Optional.of(user), Optional.empty(), Optional.of(former)));
        User other = admitted(Person.user(kind, 2));
        assertThat(told(other)).isEqualTo(List.of(Optional.empty()));
    }

    @Demand("A revival that tells values carries the user as it is again.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void O2_aRevivalCarriesTheUserAsItIsAgain(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        User revived = again(user, 90);
        isDone(telling(revive(revived, deactivated(user))));
        assertThat(told(user)).isEqualTo(List.of(Optional.empty(), Optional.empty(), Optional.of(revived)));
    }

    @Demand("In a batch, each event carries the values that its own change tells.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void O2_eachEventOfABatchCarriesItsOwnValues(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = person.user();
        User changed = person.looking(1).at(2).user();
        User other = Person.user(kind, 2);
        List<Change> batch = List.of(telling(admit(user)), admit(other), telling(replace(user, changed)));
        assertThat(StoreUnderTest.winners(commitAll(store(), batch)))
                .as("what is made")
                .hasSize(3);
        assertThat(told(user)).isEqualTo(List.of(Optional.of(user), Optional.of(changed)));
        assertThat(told(other)).isEqualTo(List.of(Optional.empty()));
    }

    @Demand("Once a user is erased, none of its events carries values: not one that is done, leased, or to come.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void X2_noEventOfAnErasedUserCarriesValues(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = person.user();
        User changed = person.looking(1).at(2).user();
        isDone(telling(admit(user)));
        Event done =
                store().events().lease(1, EventChapter.NOW, EventChapter.LATER).get(0);
        store().events().done(List.of(done.id()), EventChapter.NOW);
        isDone(telling(replace(user, changed)));
        Event leased =
                store().events().lease(1, EventChapter.NOW, EventChapter.LATER).get(0);
        assertThat(List.of(done, leased)).extracting(Event::values).doesNotContain(Optional.empty());
        isDone(telling(deactivate(changed)));
        User neighbour = Person.user(kind, 2);
        User there = Person.of(kind, 3).withId(1).inTenant(1).user();
        isDone(telling(admit(neighbour)));
        isDone(telling(admit(there)));

        isDone(erase(new DeactivatedUser(changed, laterThan(changed))));

        assertThat(history(user)).hasSize(4).extracting(Event::values).containsOnly(Optional.empty());
        assertThat(store().events().lease(10, EventChapter.LATER, EventChapter.LATER.plusSeconds(60)))
                .as("what is handed out again")
                .contains(leased.withoutValues())
                .doesNotContain(leased);
        assertThat(told(neighbour)).as("of another user").isEqualTo(List.of(Optional.of(neighbour)));
        assertThat(told(there)).as("of another tenant").isEqualTo(List.of(Optional.of(there)));
    }
}
