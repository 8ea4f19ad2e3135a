package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.again;
import static dev.partyline.testkit.contract.StoreUnderTest.claim;
import static dev.partyline.testkit.contract.StoreUnderTest.erase;
import static dev.partyline.testkit.contract.StoreUnderTest.key;
import static dev.partyline.testkit.contract.StoreUnderTest.laterThan;
import static dev.partyline.testkit.contract.StoreUnderTest.record;
import static dev.partyline.testkit.contract.StoreUnderTest.revive;
import static dev.partyline.testkit.contract.StoreUnderTest.under;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link Change.Erase} promises. */
interface ErasureChapter extends StoreUnderTest {

    /** Asserts that the deactivated user is erased. */
    private ErasedUser erased(DeactivatedUser user) {
        Change.Erase erase = erase(user);
        isDone(erase);
        return user.erased(erase.at());
    }

    private ErasedUser gone(User user) {
        return erased(deactivated(admitted(user)));
    }

    @Demand("Of an erased user, its id, kind, tenant, version and times are left, by its id and in listings.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void X1_onlyWhoItWasAndWhenIsLeft(UserKind kind) {
        User user = Person.user(kind, 1);
        ErasedUser erased = gone(user);
        assertThat(store().find(user.tenant(), user.id())).contains(erased);
        assertThat(erased.version()).isEqualTo(3);
        Listing listing = Listing.of(user.tenant(), 10);
        assertThat(State.rows(store(), listing.in(EnumSet.allOf(Listing.State.class))))
                .containsExactly(erased);
        assertThat(State.rows(store(), listing.in(EnumSet.of(Listing.State.ERASED))))
                .containsExactly(erased);
        assertThat(State.rows(store(), listing.withDeactivated())).isEmpty();
    }

    @Demand("An erasure is outdated unless its user is deactivated at the version that it was decided on.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void X1_whoIsNotDeactivatedAtThatVersionIsNotErased(UserKind kind) {
        User user = Person.user(kind, 1);
        DeactivatedUser former = new DeactivatedUser(user, laterThan(user));
        List<User> all = List.of(user);
        isOutdated(erase(former), all);
        admitted(user);
        isOutdated(erase(former), all);
        User changed = Person.of(kind, 1).looking(1).at(2).user();
        isDone(StoreUnderTest.replace(user, changed));
        isOutdated(erase(former), all);
        DeactivatedUser last = deactivated(changed);
        isOutdated(erase(former), all);
        isOutdated(erase(new DeactivatedUser(Versions.at(3, user), laterThan(user))), all);
        User there = Person.of(kind, 1).inTenant(1).user();
        isOutdated(erase(new DeactivatedUser(there, laterThan(there))), List.of(user, there));
        ErasedUser erased = erased(last);
        isOutdated(erase(last), all);
        assertThat(store().find(user.tenant(), user.id())).contains(erased);
    }

    @Demand("The id of an erased user stays taken, and the user is not revived.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void X1_whoIsErasedStaysErased(UserKind kind) {
        User user = Person.user(kind, 1);
        gone(user);
        DeactivatedUser former = new DeactivatedUser(user, laterThan(user));
        isOutdated(admit(user), List.of(user));
        isOutdated(revive(again(user, 90), former), List.of(user));
        isOutdated(revive(Versions.at(4, again(user, 91)), former), List.of(user));
        isDone(admit(Person.of(kind, 1).withId(2).user()));
    }

    @Demand("The records of an erased user stand on, and hold neither a value of it nor a fingerprint.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void X2_itsRecordsStandWithoutItsValues(UserKind kind) {
        User user = Person.user(kind, 1);
        User neighbour = Person.user(kind, 2);
        isDone(under(claim(neighbour, 2), admit(neighbour)));
        isDone(under(claim(user, 1), admit(user)));
        DeactivatedUser former = deactivated(user);
        isDone(new Change.Confirm(former, Optional.empty(), claim(user, 3)));
        ErasedUser erased = erased(former);
        assertThat(recordOf(user.tenant(), key(1))).contains(record(user, 1).erased(erased));
        assertThat(recordOf(user.tenant(), key(3)))
                .contains(claim(user, 3)
                        .answeredBy(new Outcome.Returned<>(former))
                        .erased(erased));
        assertThat(recordOf(user.tenant(), key(2))).contains(record(neighbour, 2));
    }

    @Demand("A record of an erasure, or of an erased user, holds what is left of the user.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void X2_anErasureHasARecordToo(UserKind kind) {
        User user = Person.user(kind, 1);
        DeactivatedUser former = deactivated(admitted(user));
        Change erase = under(claim(user, 1), erase(former));
        isDone(erase);
        ErasedUser erased = former.erased(laterThan(user).plusSeconds(1));
        assertThat(answered(user, 1)).contains(erased);
        isDone(new Change.Confirm(erased, Optional.empty(), claim(user, 2)));
        assertThat(answered(user, 2)).contains(erased);
    }

    /** Who the request under this key is answered by. */
    private Optional<AnyUser> answered(User user, int key) {
        return recordOf(user.tenant(), key(key)).map(record -> record.outcome().user());
    }

    @Demand("Nobody is told as the last holder of a key once it is erased.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void X2_anErasedUserIsNoLastHolder(UserKind kind) {
        LineUser user = (LineUser) Person.user(kind, 1);
        List<Key> keys = List.copyOf(user.identity());
        Question question = Question.of(user.tenant(), keys).withFormerRecalled(true);
        DeactivatedUser former = deactivated(admitted((User) user));
        assertThat(store().look(question).former()).containsEntry(keys.get(0), former);
        erased(former);
        assertThat(store().look(question).former()).isEmpty();
    }

    @Demand("An erasure is settled as made or as not made.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_anErasureIsSettledAsItWent(UserKind kind) {
        User user = admitted(Person.user(kind, 1));
        DeactivatedUser former = deactivated(user);
        Change lost = erase(former);
        assertThat(settle(lost)).isEmpty();
        isOutdated(lost, List.of(user));
        Change made = erase(former);
        isDone(made);
        assertThat(settle(made)).contains(former.erased(laterThan(user).plusSeconds(1)));
        assertThat(settle(lost)).isEmpty();
        assertThat(settle(admit(user))).contains(former.erased(laterThan(user).plusSeconds(1)));
    }

    @Demand(
            "Those who were deactivated before a time and are not erased are told, those deactivated first before others.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void X3_whoIsToBeErasedIsTold(UserKind kind) {
        List<User> users = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> Person.of(kind, number).created(10 - number).user())
                .toList();
        List<User> shuffled = new ArrayList<>(users);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(this::admitted);
        shuffled.subList(0, 5).forEach(user -> {
            if (!user.equals(users.get(2))) {
                deactivated(user);
            }
        });
        deactivated(admitted(Person.of(kind, 9).inTenant(1).user()));
        List<User> due = List.of(users.get(4), users.get(3), users.get(1), users.get(0));
        User first = due.get(0);
        assertThat(toBeErased(first, Instant.MAX, 10)).isEqualTo(due);
        assertThat(toBeErased(first, laterThan(due.get(2)), 10)).isEqualTo(due.subList(0, 2));
        assertThat(toBeErased(first, laterThan(first), 10)).isEmpty();
        assertThat(toBeErased(first, Instant.MAX, 3)).isEqualTo(due.subList(0, 3));
        assertThat(toBeErased(first, Instant.MAX, 0)).isEmpty();
        erased(new DeactivatedUser(first, laterThan(first)));
        assertThat(toBeErased(first, Instant.MAX, 10)).isEqualTo(due.subList(1, 4));
    }

    private List<User> toBeErased(User oneOfThem, Instant end, int most) {
        return store().deactivatedBefore(oneOfThem.tenant(), end, most).stream()
                .map(DeactivatedUser::user)
                .toList();
    }

    @Demand("Of an erasure and a revival at the same time, one is made.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void X1_whoErasesAndWhoRevivesAgree(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            User user = admitted(Person.user(kind, 100 * round));
            DeactivatedUser former = deactivated(user);
            int base = 100 * round;
            List<Commit> commits = Race.run(
                    4,
                    caller -> commit(
                            handle(caller),
                            caller % 2 == 0 ? erase(former) : revive(again(user, base + 10 + caller), former)));
            assertThat(StoreUnderTest.winners(commits)).as("who won").hasSize(1);
            boolean erased = StoreUnderTest.winners(commits).iterator().next() % 2 == 0;
            assertThat(store().find(user.tenant(), user.id()).orElseThrow() instanceof ErasedUser)
                    .isEqualTo(erased);
            assertThat(holderOf(user.keys().get(0), user.tenant()).isPresent()).isNotEqualTo(erased);
        }
    }

    @Demand("A record that is made at the same time as the erasure of its user holds no value of it either.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void X2_aRecordThatIsMadeMeanwhileHoldsNoValue(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            int base = 100 * round;
            User user = admitted(Person.user(kind, base));
            DeactivatedUser former = deactivated(user);
            Race.run(
                    4,
                    caller -> commit(
                            handle(caller),
                            caller == 0
                                    ? erase(former)
                                    : new Change.Confirm(former, Optional.empty(), claim(user, base + caller))));
            for (int caller = 1; caller < 4; caller++) {
                assertThat(answered(user, base + caller).orElse(former.erased(Instant.MIN)))
                        .isInstanceOf(ErasedUser.class);
            }
        }
    }

    /** What a create, a merge or a deactivation has left is gone as well. */
    @Demand("Nothing that the store tells of an erased user holds a value that it had at any version.")
    @Test
    default void X2_noVersionOfItIsTold() {
        Person person = Person.of(UserKind.APP, 1);
        User user = person.user();
        User changed = person.rekeyed(3).looking(1).at(2).user();
        isDone(under(claim(user, 1), admit(user)));
        isDone(under(claim(user, 2), StoreUnderTest.replace(user, changed)));
        DeactivatedUser former = deactivated(changed);
        ErasedUser erased = erased(former);
        assertThat(List.of(1, 2))
                .allSatisfy(number -> assertThat(answered(user, number)).contains(erased));
        List<Key> keys = new ArrayList<>(user.keys());
        keys.addAll(changed.keys());
        assertThat(store().look(Question.of(user.tenant(), keys)).holders()).isEmpty();
    }
}
