package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.request.CreateRequest;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UserStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What the chapters of the contracts of stores have in common. */
interface StoreUnderTest {
    /** New and empty for each test. */
    UserStore store();

    /** The same users through another handle, where the adapter has one; for callers by their number. */
    UserStore handle(int caller);

    /** How often a race is run. */
    int rounds();

    /** How the store is given a change of which it knows the line already. */
    default Commit commit(UserStore store, Change change) {
        return store.commit(change);
    }

    default boolean settle(Change change) {
        return store().settle(change);
    }

    default Commit commit(Change change) {
        return commit(store(), change);
    }

    default <U extends User> U admitted(U user) {
        assertThat(commit(admit(user))).as("the admission of a user").isEqualTo(Commit.DONE);
        return user;
    }

    default DeactivatedUser deactivated(User user) {
        assertThat(commit(deactivate(user))).as("the deactivation of a user").isEqualTo(Commit.DONE);
        return new DeactivatedUser(user, laterThan(user));
    }

    /** Asserts that the change is outdated, and that of these users nothing is another than before. */
    default void isOutdated(Change change, Collection<? extends User> users) {
        leavesAsItIs(users, () -> commit(change), Commit.OUTDATED);
    }

    default <T> void leavesAsItIs(Collection<? extends User> users, Supplier<T> step, T answer) {
        State before = State.of(store(), users);
        assertThat(step.get()).isEqualTo(answer);
        assertThat(State.of(store(), users))
                .as("what is told of them afterwards")
                .isEqualTo(before);
    }

    default Optional<User> holderOf(Key key, TenantId tenant) {
        return Optional.ofNullable(
                store().look(Question.of(tenant, List.of(key))).holders().get(key));
    }

    default Optional<IdempotencyRecord> recordOf(TenantId tenant, IdempotencyKey key) {
        return facts(tenant, List.of(), key).remembered();
    }

    default Facts facts(TenantId tenant, List<Key> keys, IdempotencyKey key) {
        return store().look(Question.of(tenant, keys).withIdempotencyKey(Optional.of(key)));
    }

    default int sharedUsers(TenantId project) {
        return store().look(new Question(project, List.of(), true, false, Optional.empty(), Optional.empty()))
                .sharedUsers();
    }

    default List<User> listed(TenantId tenant) {
        return State.rows(store(), Listing.of(tenant, 10)).stream()
                .map(Page.Row::user)
                .toList();
    }

    static Change.Admit admit(User user) {
        return new Change.Admit(user, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    static Change.Admit admit(User user, int limit) {
        return new Change.Admit(user, Optional.empty(), Optional.empty(), OptionalInt.of(limit));
    }

    static Change.Admit revive(User user, DeactivatedUser former) {
        return new Change.Admit(user, Optional.of(former), Optional.empty(), OptionalInt.empty());
    }

    static Change.Deactivate deactivate(User user) {
        return new Change.Deactivate(user, laterThan(user));
    }

    static Instant laterThan(User user) {
        return user.createdAt().plus(Duration.ofSeconds(1));
    }

    /** A shared user as it would be revived: the same but for the name of its place. */
    static SharedUser placed(SharedUser user, int place) {
        return new SharedUser(
                user.id(),
                Person.shared(place).place(),
                user.project(),
                user.phone(),
                user.line(),
                user.profile(),
                user.createdAt(),
                user.identifiedBy());
    }

    static Key.SharedPhone phoneOf(SharedUser user) {
        return new Key.SharedPhone(user.project(), user.phone());
    }

    static IdempotencyKey key(int number) {
        return IdempotencyKey.of("key " + number + " é\ud83d\ude00").get();
    }

    static IdempotencyRecord record(User user, int key) {
        return record(new Outcome.Created<>(user), key, Person.NOW);
    }

    static IdempotencyRecord record(Outcome<? extends User> outcome, int key, Instant firstUse) {
        return new IdempotencyRecord(
                outcome.user().tenant(),
                key(key),
                Fingerprint.of(
                        CreateRequest.class.getSimpleName(),
                        List.of(Optional.of(outcome.user().id().toString()))),
                firstUse,
                outcome);
    }

    static Change.Answer answer(Change change, IdempotencyRecord record) {
        return new Change.Answer(Optional.of(change), record, Optional.empty());
    }

    /** The numbers of the callers who got this answer. */
    static <T> Set<Integer> who(List<T> answers, T answer) {
        Set<Integer> callers = new TreeSet<>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).equals(answer)) {
                callers.add(i);
            }
        }
        return callers;
    }
}
