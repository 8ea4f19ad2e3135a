package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.claim;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.erase;
import static dev.partyline.testkit.contract.StoreUnderTest.eventOf;
import static dev.partyline.testkit.contract.StoreUnderTest.replace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.EventId;
import dev.partyline.ports.driven.Events;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Events} promises. */
interface EventChapter extends StoreUnderTest {
    /** When the readers ask. */
    Instant NOW = Person.NOW.plus(Duration.ofMinutes(1));

    /** When their leases end. */
    Instant LATER = NOW.plus(Duration.ofMinutes(1));

    @Demand("Each effect leaves one event, which tells the version, what happened, when, and in which fields.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void O1_eachEffectLeavesOneEvent(UserKind kind) {
        admitted(Person.user(kind, 2));
        List<Event> left = new ArrayList<>();
        for (Change.Effective effect : life(Person.of(kind, 1))) {
            isDone(effect);
            left.add(eventOf(effect));
            assertThat(history(Person.user(kind, 1))).isEqualTo(left);
        }
        assertThat(left).extracting(Event::version).containsExactly(1L, 2L, 3L, 4L);
    }

    /** All that can happen to a user, once. */
    private static List<Change.Effective> life(Person person) {
        User user = person.user();
        User changed = person.looking(1).at(2).user();
        Change.Deactivate end = deactivate(changed);
        return List.of(admit(user), replace(user, changed), end, erase(new DeactivatedUser(changed, end.at())));
    }

    private List<Event> history(User user) {
        return store().events().of(user.tenant(), user.id());
    }

    @Demand("A revival is told as one.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void O1_aRevivalIsToldAsOne(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        isDone(StoreUnderTest.revive(StoreUnderTest.again(user, 90), deactivated(user)));
        assertThat(history(user))
                .extracting(Event::happened)
                .containsExactly(Change.Happened.CREATED, Change.Happened.DEACTIVATED, Change.Happened.REVIVED);
    }

    @Demand("What has no effect leaves no event: an outdated change, a confirmation, a settlement.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void O1_whatHasNoEffectLeavesNoEvent(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        User changed = person.looking(1).at(2).user();
        assertThat(commit(admit(user))).isEqualTo(new Commit.Outdated());
        assertThat(commit(replace(changed, person.looking(2).at(3).user()))).isEqualTo(new Commit.Outdated());
        isDone(new Change.Confirm(user, Optional.empty(), claim(user, 1)));
        assertThat(settle(replace(user, changed))).isEmpty();
        assertThat(settle(admit(user))).isPresent();
        assertThat(history(user)).containsExactly(eventOf(admit(user)));
        assertThat(leased(10, NOW)).containsExactly(eventOf(admit(user)));
        assertThat(history(person.withId(7).user())).isEmpty();
    }

    private List<Event> leased(int most, Instant now) {
        return store().events().lease(most, now, now.plus(Duration.ofMinutes(1)));
    }

    private void done(Event event) {
        store().events().done(List.of(event.id()), NOW);
    }

    @Demand("Of each user, the first event that is not done is handed out, and no other.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void O3_theEventsOfAUserAreHandedOutInTheOrderOfItsVersions(UserKind kind) {
        List<Change.Effective> life = life(Person.of(kind, 1));
        life.forEach(this::isDone);
        for (Change.Effective effect : life) {
            assertThat(leased(10, NOW)).containsExactly(eventOf(effect));
            done(eventOf(effect));
        }
        assertThat(leased(10, LATER)).isEmpty();
    }

    @Demand("An event is not done while one before it is not.")
    @Test
    default void O3_nothingIsDoneBeforeWhatCameBeforeIt() {
        List<Change.Effective> life = life(Person.of(UserKind.APP, 1));
        life.forEach(this::isDone);
        done(eventOf(life.get(1)));
        assertThat(leased(10, NOW)).containsExactly(eventOf(life.get(0)));
        done(eventOf(life.get(0)));
        assertThat(leased(10, NOW)).containsExactly(eventOf(life.get(1)));
    }

    @Demand("Events of one user may be done together, in whichever order they are named.")
    @Test
    default void O3_thoseThatFollowEachOtherMayBeDoneTogether() {
        List<Change.Effective> life = life(Person.of(UserKind.APP, 1));
        life.forEach(this::isDone);
        List<EventId> ids = life.stream().map(effect -> eventOf(effect).id()).toList();
        store().events().done(List.of(ids.get(2), ids.get(1)), NOW);
        assertThat(leased(10, NOW)).extracting(Event::id).containsExactly(ids.get(0));
        store().events().done(List.of(ids.get(1), ids.get(0)), NOW);
        assertThat(leased(10, NOW)).extracting(Event::id).containsExactly(ids.get(2));
    }

    @Demand("An event that is not done holds back its own user and nobody else.")
    @Test
    default void O3_oneUserDoesNotWaitForAnother() {
        User stuck = admitted(Person.user(UserKind.APP, 1));
        isDone(deactivate(stuck));
        assertThat(leased(10, NOW)).hasSize(1);
        User other = admitted(Person.user(UserKind.SUBSCRIBER, 2));
        assertThat(leased(10, NOW)).containsExactly(eventOf(admit(other)));
    }

    @Demand("At most as many events are handed out as were asked for.")
    @Test
    default void O4_atMostSoManyAreHandedOut() {
        IntStream.rangeClosed(1, 5).forEach(number -> admitted(Person.user(UserKind.APP, number)));
        assertThat(leased(0, NOW)).isEmpty();
        assertThat(leased(-1, NOW)).isEmpty();
        List<Event> handedOut = new ArrayList<>(leased(2, NOW));
        assertThat(handedOut).hasSize(2);
        handedOut.addAll(leased(2, NOW));
        handedOut.addAll(leased(2, NOW));
        assertThat(handedOut).hasSize(5).doesNotHaveDuplicates();
    }

    @Demand("An event that is leased is handed out to nobody else until its lease has ended; then it comes again.")
    @Test
    default void O4_whatIsNotDoneIsHandedOutAgainOnceItsLeaseHasEnded() {
        Event event = eventOf(admit(admitted(Person.user(UserKind.APP, 1))));
        assertThat(leased(10, NOW)).containsExactly(event);
        assertThat(handle(1).events().lease(10, LATER.minusMillis(1), LATER)).isEmpty();
        assertThat(handle(1).events().lease(10, LATER, LATER.plusSeconds(60))).containsExactly(event);
        assertThat(leased(10, LATER)).isEmpty();
    }

    @Demand("An event that is done is not handed out again, even if it was done after its lease had ended.")
    @Test
    default void O4_whatIsDoneIsNotHandedOutAgain() {
        Event event = eventOf(admit(admitted(Person.user(UserKind.APP, 1))));
        assertThat(leased(10, NOW)).containsExactly(event);
        store().events().done(List.of(event.id()), LATER.plusSeconds(1));
        store().events().done(List.of(event.id()), LATER.plusSeconds(2));
        assertThat(leased(10, LATER.plusSeconds(120))).isEmpty();
    }

    @Demand("To say that an event is done that is not there does nothing.")
    @Test
    default void O4_whatIsNotThereIsNotDone() {
        User user = Person.user(UserKind.APP, 1);
        EventId first = new EventId(user.tenant(), user.id(), 1);
        store().events().done(List.of(), NOW);
        store().events().done(List.of(first), NOW);
        admitted(user);
        store().events().done(List.of(new EventId(user.tenant(), user.id(), 2)), NOW);
        assertThat(leased(10, NOW)).extracting(Event::id).containsExactly(first);
    }

    @Demand("Events that are not done are counted, leased or not, up to the number that is asked for.")
    @Test
    default void O4_whatIsNotDoneIsCounted() {
        assertThat(store().events().notDone(10)).isZero();
        life(Person.of(UserKind.APP, 1)).forEach(this::isDone);
        admitted(Person.user(UserKind.APP, 2));
        assertThat(store().events().notDone(10)).isEqualTo(5);
        assertThat(store().events().notDone(3)).isEqualTo(3);
        assertThat(store().events().notDone(0)).isZero();
        List<Event> leased = leased(10, NOW);
        assertThat(leased).hasSize(2);
        assertThat(store().events().notDone(10)).isEqualTo(5);
        done(leased.get(0));
        assertThat(store().events().notDone(10)).isEqualTo(4);
        assertThat(store().events().forgetDone(Instant.MAX)).isOne();
        assertThat(store().events().notDone(10)).isEqualTo(4);
    }

    @Demand("Events that are done are the user's history until they are dropped; others are never dropped.")
    @Test
    default void O5_whatIsDoneIsKeptUntilItIsDropped() {
        List<Change.Effective> life = life(Person.of(UserKind.APP, 1));
        life.forEach(this::isDone);
        List<Event> all = life.stream().map(StoreUnderTest::eventOf).toList();
        User user = Person.user(UserKind.APP, 1);
        store().events().done(List.of(all.get(0).id()), NOW);
        store().events().done(List.of(all.get(1).id()), LATER);
        assertThat(history(user)).isEqualTo(all);
        assertThat(store().events().forgetDone(NOW)).isZero();
        assertThat(store().events().forgetDone(LATER)).isOne();
        assertThat(history(user)).isEqualTo(all.subList(1, 4));
        assertThat(store().events().forgetDone(Instant.MAX)).isOne();
        assertThat(store().events().forgetDone(Instant.MAX)).isZero();
        assertThat(history(user)).isEqualTo(all.subList(2, 4));
        assertThat(leased(10, NOW)).containsExactly(all.get(2));
    }

    @Demand("A change is still settled as made once its event is dropped.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_whatIsForgottenIsStillSettledAsMade(UserKind kind) {
        Person person = Person.of(kind, 1);
        User user = admitted(person.user());
        User changed = person.looking(1).at(2).user();
        Change made = replace(user, changed);
        isDone(made);
        history(user).forEach(this::done);
        assertThat(store().events().forgetDone(LATER)).isEqualTo(2);
        assertThat(history(user)).isEmpty();
        assertThat(settle(made)).contains(changed);
        assertThat(settle(admit(user))).contains(changed);
        assertThat(settle(replace(user, changed))).isEmpty();
        isDone(deactivate(changed));
        assertThat(history(user)).extracting(Event::version).containsExactly(3L);
    }

    @Demand("The history of a user is not told through another tenant, and nothing is done through one.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void T2_noEventIsToldThroughAnotherTenant(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        User there = Person.of(kind, 1).inTenant(1).user();
        assertThat(history(there)).isEmpty();
        store().events().done(List.of(new EventId(there.tenant(), there.id(), 1)), NOW);
        assertThat(leased(10, NOW)).containsExactly(eventOf(admit(user)));
    }

    @Demand("Users of two tenants with one id have their own events: each is handed out, done and told alone.")
    @Test
    default void T2_theEventsOfUsersWithOneIdAreApart() {
        Person person = Person.of(UserKind.APP, 1);
        List<Event> here = createdAndChanged(person);
        List<Event> there = createdAndChanged(person.inTenant(1));
        assertThat(history(person.user())).isEqualTo(here);
        store().events().done(List.of(here.get(0).id(), there.get(1).id()), NOW);
        assertThat(leased(10, NOW)).containsExactlyInAnyOrder(here.get(1), there.get(0));
        done(here.get(1));
        assertThat(leased(10, LATER)).containsExactly(there.get(0));
        done(there.get(0));
        assertThat(leased(10, LATER)).containsExactly(there.get(1));
        assertThat(store().events().forgetDone(Instant.MAX)).isEqualTo(3);
        assertThat(history(person.user())).isEmpty();
        assertThat(history(person.inTenant(1).user())).containsExactly(there.get(1));
    }

    private List<Event> createdAndChanged(Person person) {
        User user = admitted(person.user());
        Change.Replace change = replace(user, person.looking(1).at(2).user());
        isDone(change);
        return List.of(eventOf(admit(user)), eventOf(change));
    }

    @Demand("Several readers get each event once, and those of a user in order, while users change.")
    @Test
    default void O3_severalReadersGetEachEventOnceAndInOrder() {
        for (int round = 1; round <= rounds(); round++) {
            int number = 100 * round;
            AtomicInteger atWork = new AtomicInteger(4);
            List<Event> handedOut = Collections.synchronizedList(new ArrayList<>());
            Race.run(8, caller -> {
                if (caller < 4) {
                    try {
                        life(Person.of(UserKind.APP, number + caller))
                                .forEach(effect -> assertThat(commit(handle(caller), effect))
                                        .as(IS_MADE)
                                        .isInstanceOf(Commit.Done.class));
                    } finally {
                        atWork.decrementAndGet();
                    }
                } else {
                    readAll(handle(caller).events(), atWork, handedOut);
                }
                return caller;
            });
            for (int caller = 0; caller < 4; caller++) {
                User user = Person.user(UserKind.APP, number + caller);
                assertThat(handedOut.stream().filter(event -> event.user().equals(user.id())))
                        .as("the versions that were handed out, in order")
                        .extracting(Event::version)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 4).boxed().toList());
            }
        }
    }

    /** Until nobody makes events any more and there is none to be had. */
    private static void readAll(Events events, AtomicInteger atWork, List<Event> handedOut) {
        boolean mayBeMore = true;
        while (mayBeMore) {
            boolean wereAtWork = atWork.get() > 0;
            List<Event> leased = events.lease(3, NOW, LATER);
            handedOut.addAll(leased);
            events.done(leased.stream().map(Event::id).toList(), NOW);
            mayBeMore = wereAtWork || !leased.isEmpty();
        }
    }
}
