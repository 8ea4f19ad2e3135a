package dev.partyline.testkit.contract;

import static dev.partyline.testkit.contract.StoreUnderTest.admit;
import static dev.partyline.testkit.contract.StoreUnderTest.again;
import static dev.partyline.testkit.contract.StoreUnderTest.claim;
import static dev.partyline.testkit.contract.StoreUnderTest.deactivate;
import static dev.partyline.testkit.contract.StoreUnderTest.key;
import static dev.partyline.testkit.contract.StoreUnderTest.phoneOf;
import static dev.partyline.testkit.contract.StoreUnderTest.record;
import static dev.partyline.testkit.contract.StoreUnderTest.replace;
import static dev.partyline.testkit.contract.StoreUnderTest.revive;
import static dev.partyline.testkit.contract.StoreUnderTest.under;
import static dev.partyline.testkit.contract.StoreUnderTest.winners;
import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserKind;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds whatever runs at the same time. Each round has people of its own. */
interface RaceChapter extends StoreUnderTest {
    /** More than the people of a round. */
    int ROUND = 100;

    /** How often is asked for each round, by those who ask while others change something. */
    int ASKS = 20;

    /**
     * All want the kind's first key, and each has others that nobody else wants: of those nothing may be left to the
     * losers.
     */
    @Demand("Of many admissions that want one key at the same time, one is made, and the others"
            + " claim none of their keys.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void A2_ofManyWhoWantOneKeyOneGetsItAndTheOthersNone(UserKind kind) {
        race(
                kind,
                (contested, own) -> Person.of(kind, own)
                        .withFirst(contested)
                        .withThird(kind == UserKind.DEDICATED ? contested : own));
    }

    /** All want the kind's last key, which a store that claims one key after the other comes to last. */
    @Demand("Of many admissions whose last key is the same, one is made, and the others claim none of their keys.")
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DEDICATED", "CUSTOMER"})
    default void A2_ofManyWhoseLastKeyIsTheSameOneGetsItAndTheOthersNone(UserKind kind) {
        race(kind, (contested, own) -> {
            List<Person> rivals = Person.of(kind, contested).rivals(own);
            return rivals.get(rivals.size() - 1);
        });
    }

    /** Who comes with which keys, given the contested number and a caller's own. */
    @FunctionalInterface
    interface Contender {
        Person with(int contested, int own);
    }

    private void race(UserKind kind, Contender contender) {
        for (int round = 1; round <= rounds(); round++) {
            int contested = ROUND * round;
            List<User> users = IntStream.range(0, Race.CALLERS)
                    .mapToObj(caller ->
                            contender.with(contested, contested + 1 + caller).user())
                    .toList();
            int winner = oneWins(users, caller -> admit(users.get(caller)));
            if (round % 10 == 1) {
                Person another = Person.of(kind, contested + 50);
                for (int caller = 0; caller < Race.CALLERS; caller++) {
                    if (caller != winner) {
                        Person loser = contender.with(contested, contested + 1 + caller);
                        Person later = another.withFirst(loser.first() == contested ? contested + 50 : loser.first())
                                .withSecond(loser.second() == contested ? contested + 50 : loser.second())
                                .withThird(loser.third() == contested ? contested + 51 : loser.third())
                                .withId(contested + 50 + caller);
                        isDone(admit(later.user()));
                        isDone(deactivate(later.user()));
                    }
                }
            }
        }
    }

    /** The number of the one caller whose change was made; and that of the users there is that one alone. */
    private int oneWins(List<User> users, IntFunction<Change> change) {
        List<Commit> commits = Race.run(caller -> commit(handle(caller), change.apply(caller)));
        Set<Integer> winners = winners(commits);
        assertThat(winners).as("who won").hasSize(1);
        int winner = winners.iterator().next();
        State state = State.of(store(), users);
        state.isSound();
        assertThat(Set.copyOf(state.holders().values())).containsExactly(users.get(winner));
        assertThat(state.holders().keySet())
                .containsExactlyInAnyOrderElementsOf(users.get(winner).keys());
        return winner;
    }

    @Demand("The limit is never exceeded, and it is reached, whatever runs at the same time.")
    @Test
    default void S4_theLimitIsNeverExceededAndReached() {
        int limit = 5;
        for (int round = 1; round <= rounds(); round++) {
            int tenant = round;
            int base = ROUND * round;
            List<SharedUser> users = IntStream.range(0, Race.CALLERS)
                    .mapToObj(caller -> Person.of(UserKind.SHARED, base + caller)
                            .inTenant(tenant)
                            .asShared())
                    .toList();
            List<Commit> commits = Race.run(caller -> commit(handle(caller), admit(users.get(caller), limit)));
            Set<Integer> winners = winners(commits);
            assertThat(winners).as("who was admitted").hasSize(limit);
            State state = State.of(store(), users);
            state.isSound();
            assertThat(Set.copyOf(state.holders().values()))
                    .containsExactlyInAnyOrderElementsOf(
                            winners.stream().map(users::get).toList());
        }
    }

    /** Half of the callers leave, which makes room; the others want in. */
    @Demand("The limit holds while users are admitted and deactivated at the same time.")
    @Test
    default void S4_theLimitHoldsWhileUsersComeAndGo() {
        int limit = 8;
        for (int round = 1; round <= rounds(); round++) {
            int tenant = round;
            int base = ROUND * round;
            List<SharedUser> users = IntStream.range(0, Race.CALLERS)
                    .mapToObj(caller -> Person.of(UserKind.SHARED, base + caller)
                            .inTenant(tenant)
                            .asShared())
                    .toList();
            users.subList(0, limit).forEach(this::admitted);
            List<Commit> commits = Race.run(caller -> caller < limit
                    ? commit(handle(caller), deactivate(users.get(caller)))
                    : commit(handle(caller), admit(users.get(caller), limit)));
            assertThat(winners(commits.subList(0, limit))).as("who left").hasSize(limit);
            State state = State.of(store(), users);
            state.isSound();
            assertThat(winners(commits.subList(limit, Race.CALLERS))).hasSize(sharedUsers(Person.project(tenant)));
        }
    }

    @Demand("Of many replacements of one version at the same time, one is made, and the others are outdated.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void S3_ofManyReplacementsOfOneUserOneIsMade(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            Person person = Person.of(kind, ROUND * round);
            User user = admitted(person.user());
            List<User> changed = IntStream.range(0, Race.CALLERS)
                    .mapToObj(caller -> person.looking(1 + caller).at(2).user())
                    .toList();
            List<Commit> commits = Race.run(caller -> commit(handle(caller), replace(user, changed.get(caller))));
            Set<Integer> winners = winners(commits);
            assertThat(winners).as("whose change was made").hasSize(1);
            assertThat(store().find(user.tenant(), user.id()))
                    .contains(changed.get(winners.iterator().next()));
        }
    }

    @Demand("Of many deactivations of one user at the same time, one is made, and the others are outdated.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L1_ofManyDeactivationsOfOneUserOneIsMade(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            User neighbour = admitted(Person.user(kind, ROUND * round + 1));
            User user = admitted(Person.user(kind, ROUND * round));
            List<Commit> commits = Race.run(caller -> commit(handle(caller), deactivate(user)));
            assertThat(winners(commits)).as("whose was made").hasSize(1);
            State.of(store(), List.of(user, neighbour)).isSound();
            deactivated(neighbour);
        }
    }

    @Demand("Of many revivals of one user at the same time, one is made, and the others are outdated.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void L3_ofManyRevivalsOfOneUserOneIsMade(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            int base = ROUND * round;
            User user = admitted(Person.user(kind, base));
            DeactivatedUser former = deactivated(user);
            List<User> again = IntStream.range(0, Race.CALLERS)
                    .mapToObj(caller -> user instanceof SharedUser
                            ? again(user, base + 1 + caller)
                            : Person.of(kind, base).looking(1 + caller).at(3).user())
                    .toList();
            oneWins(again, caller -> revive(again.get(caller), former));
        }
    }

    @Demand("If one user leaves and others want its keys, at most one gets them, and it gets all of them.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void L1_keysGoFromWhoLeavesToOneOfThoseWhoWantThem(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            int base = ROUND * round;
            Person person = Person.of(kind, base);
            User leaving = admitted(person.user());
            List<User> users = new ArrayList<>(List.of(leaving));
            IntStream.range(1, Race.CALLERS)
                    .mapToObj(caller -> person.withId(base + caller).user())
                    .forEach(users::add);
            List<Commit> commits = Race.run(
                    caller -> commit(handle(caller), caller == 0 ? deactivate(leaving) : admit(users.get(caller))));
            assertThat(commits.get(0)).as(IS_MADE).isInstanceOf(Commit.Done.class);
            assertThat(winners(commits.subList(1, Race.CALLERS)).size())
                    .as("successors")
                    .isLessThanOrEqualTo(1);
            State.of(store(), users).isSound();
        }
    }

    @Demand("Of many changes under one idempotency key at the same time, one is made, and its record is kept.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I5_ofManyRequestsWithOneKeyOneIsCarriedOut(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            int number = round;
            int base = ROUND * round;
            List<User> users = IntStream.range(0, Race.CALLERS)
                    .mapToObj(caller -> Person.user(kind, base + caller))
                    .toList();
            int winner = oneWins(users, caller -> under(claim(users.get(caller), number), admit(users.get(caller))));
            assertThat(recordOf(Person.tenant(kind, 0), key(number))).contains(record(users.get(winner), number));
        }
    }

    /** Each change is for one user, and each wants what the other has. */
    @Demand("Of two users that want each other's keys at the same time, neither gets them.")
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEDICATED")
    default void K3_twoUsersCannotSwap(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            Person one = Person.of(kind, ROUND * round);
            Person other = Person.of(kind, ROUND * round + 1);
            List<User> users = List.of(admitted(one.user()), admitted(other.user()));
            List<Commit> commits = Race.run(
                    2,
                    caller -> commit(
                            handle(caller),
                            caller == 0
                                    ? replace(
                                            users.get(0),
                                            one.rekeyed(other.first()).at(2).user())
                                    : replace(
                                            users.get(1),
                                            other.rekeyed(one.first()).at(2).user())));
            assertThat(commits).containsOnly(new Commit.Outdated());
            State.of(store(), users).isSound();
        }
    }

    /**
     * Whoever holds the phone comes first (S7): once it does, nobody who is found by its email gets an answer that is
     * kept.
     */
    @Demand("Once somebody holds the key that is to be unheld, no user is confirmed.")
    @Test
    default void S7_nobodyIsAnsweredByItsEmailOnceSomebodyHoldsThePhone() {
        for (int round = 1; round <= rounds(); round++) {
            int base = ROUND * round;
            SharedUser found = admitted(Person.shared(base));
            SharedUser first = Person.shared(base + 1);
            Set<Integer> keptBefore = ConcurrentHashMap.newKeySet();
            List<Commit> commits = Race.run(caller -> {
                if (caller > 0) {
                    return commit(
                            handle(caller),
                            new Change.Confirm(found, Optional.of(phoneOf(first)), claim(found, base + caller)));
                }
                Commit commit = commit(handle(caller), admit(first));
                IntStream.range(1, Race.CALLERS)
                        .filter(other ->
                                recordOf(first.tenant(), key(base + other)).isPresent())
                        .forEach(keptBefore::add);
                return commit;
            });
            assertThat(commits.get(0)).as(IS_MADE).isInstanceOf(Commit.Done.class);
            Set<Integer> answered = winners(commits);
            answered.remove(0);
            assertThat(keptBefore)
                    .as("who was answered by the time that somebody held the phone")
                    .containsAll(answered);
        }
    }

    @Demand("An admission and a settlement at the same time agree on whether the admission was made.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_whoMakesAnAdmissionAndWhoSettlesItAgree(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            User user = Person.user(kind, ROUND * round);
            areOfOneMind(admit(user));
        }
    }

    @Demand("A change of an active user and a settlement at the same time agree on whether the change was made.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void E6_whoMakesAChangeAndWhoSettlesItAgree(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            Person person = Person.of(kind, ROUND * round);
            User user = admitted(person.user());
            areOfOneMind(
                    round % 2 == 0
                            ? deactivate(user)
                            : replace(user, person.looking(1).at(2).user()));
        }
    }

    @Demand("A revival and a settlement at the same time agree on whether the revival was made.")
    @ParameterizedTest
    @EnumSource(names = {"SHARED", "DEDICATED"})
    default void E6_whoMakesARevivalAndWhoSettlesItAgree(UserKind kind) {
        for (int round = 1; round <= rounds(); round++) {
            User user = admitted(Person.user(kind, ROUND * round));
            areOfOneMind(revive(again(user, ROUND * round + 1), deactivated(user)));
        }
    }

    private void areOfOneMind(Change change) {
        List<Boolean> made = Race.run(
                4,
                caller -> caller == 0
                        ? commit(handle(0), change) instanceof Commit.Done
                        : handle(caller).settle(change.version()).isPresent());
        assertThat(made.subList(1, 4))
                .as("whether it was made: of who settles it, beside who makes it")
                .containsOnly(made.get(0));
        assertThat(settle(change).isPresent()).isEqualTo(made.get(0));
    }

    /** S5: nobody is refused for a limit that was reached by the very user whom it is about. */
    @Demand("A look tells the holders of keys and the count of shared users as they stood at one instant.")
    @Test
    default void S5_aFreeKeyAndACountAreToldAsOfOneInstant() {
        SharedUser user = Person.shared(1);
        Question question =
                Question.of(user.tenant(), List.of(user.keys().get(0))).withSharedUsersCounted(true);
        whileComingAndGoing(
                index -> admit(Person.of(UserKind.SHARED, 1).withId(index).user()), caller -> {
                    Facts facts = handle(caller).look(question);
                    if (facts.holders().isEmpty()) {
                        assertThat(facts.sharedUsers())
                                .as("the shared users, where the only one there is holds the key")
                                .isZero();
                    }
                });
    }

    /** I6: nobody is refused for a key that is held by the very user whom the same request has made. */
    @Demand("A look that tells a user tells the record of the request that made it, too.")
    @ParameterizedTest
    @EnumSource(UserKind.class)
    default void I6_aUserIsNotSeenWithoutTheRecordOfItsRequest(UserKind kind) {
        Person person = Person.of(kind, 1);
        List<Key> keys = person.user().keys().subList(0, 1);
        AtomicInteger current = new AtomicInteger(1);
        whileComingAndGoing(
                index -> {
                    current.set(index);
                    User user = person.withId(index).user();
                    return under(claim(user, index), admit(user));
                },
                caller -> {
                    int index = current.get();
                    User user = person.withId(index).user();
                    Facts facts = handle(caller)
                            .look(Question.of(user.tenant(), keys)
                                    .withRequestKey(Optional.of(StoreUnderTest.create(key(index)))));
                    if (user.equals(facts.holders().get(keys.get(0)))) {
                        assertThat(facts.remembered()).contains(record(user, index));
                    }
                });
    }

    /** Two keys, one of which is held at any time. */
    @Demand("A look tells the holders of several keys as they stood at one instant.")
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DEDICATED")
    default void A2_keysAreToldAsOfOneInstant(UserKind kind) {
        Person person = Person.of(kind, 1);
        User one = admitted(person.user());
        User other = person.rekeyed(3).user();
        List<Key> keys = new ArrayList<>();
        one.keys().stream()
                .filter(key -> !other.keys().contains(key))
                .findFirst()
                .ifPresent(keys::add);
        other.keys().stream()
                .filter(key -> !one.keys().contains(key))
                .findFirst()
                .ifPresent(keys::add);
        Race.against(
                turn -> assertThat(commit(
                                handle(0),
                                turn % 2 == 1
                                        ? replace(Versions.at(turn, one), Versions.at(turn + 1, other))
                                        : replace(Versions.at(turn, other), Versions.at(turn + 1, one))))
                        .as(IS_MADE)
                        .isInstanceOf(Commit.Done.class),
                caller -> assertThat(handle(caller)
                                .look(Question.of(one.tenant(), keys))
                                .holders()
                                .keySet())
                        .as("which of two keys is held")
                        .hasSize(1),
                ASKS * rounds());
    }

    private void whileComingAndGoing(IntFunction<Change> admission, IntConsumer asking) {
        Race.against(
                turn -> {
                    Commit commit = commit(handle(0), admission.apply(turn));
                    assertThat(commit).as(IS_MADE).isInstanceOf(Commit.Done.class);
                    assertThat(commit(handle(0), deactivate((User) ((Commit.Done) commit).user())))
                            .as(IS_MADE)
                            .isInstanceOf(Commit.Done.class);
                },
                asking,
                ASKS * rounds());
    }
}
