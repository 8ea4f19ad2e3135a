package dev.partyline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.Operation;
import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LineWish;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Fingerprint;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the chapters of the contracts of stores have in common. */
interface StoreUnderTest {
    /** What a failure says that was a change which is to be made. */
    String IS_MADE = "a change that makes the next version of its user, with keys that nobody else holds and within the"
            + " limit, is made: commit answers Done with the user as it is after it";

    /** What a failure says that was a change which is not to be made. */
    String IS_OUTDATED = "a change that rests on what no longer holds is not made: commit answers Outdated";

    /** New and empty for each test. */
    UserStore store();

    /** The same users through another handle, if the adapter has one; for callers by their number. */
    UserStore handle(int caller);

    /** How often a race is run. */
    int rounds();

    /** How the store is given a change that says which line its user is on. */
    default Commit commit(UserStore store, Change change) {
        return store.commit(change);
    }

    /** How the store is given several at once. */
    default List<Commit> commitAll(UserStore store, List<? extends Change> changes) {
        return store.commitAll(List.copyOf(changes));
    }

    default Commit commit(Change change) {
        return commit(store(), change);
    }

    default Optional<AnyUser> settle(Change change) {
        return store().settle(change.version());
    }

    /** Asserts that the change is made. */
    default AnyUser isDone(Change change) {
        Commit commit = commit(change);
        assertThat(commit).as(IS_MADE).isInstanceOf(Commit.Done.class);
        AnyUser user = ((Commit.Done) commit).user();
        assertThat(user).as("the user that Done tells, as the change made it").isEqualTo(change.made(user));
        return user;
    }

    default <U extends User> U admitted(U user) {
        isDone(admit(user));
        return user;
    }

    default DeactivatedUser deactivated(User user) {
        isDone(deactivate(user));
        return new DeactivatedUser(user, laterThan(user));
    }

    /** Asserts that the change is outdated, and that of these users nothing is another than before. */
    default void isOutdated(Change change, Collection<? extends User> users) {
        leavesAsItIs(users, () -> assertThat(commit(change)).as(IS_OUTDATED).isEqualTo(new Commit.Outdated()));
    }

    default void leavesAsItIs(Collection<? extends User> users, Runnable step) {
        State before = State.of(store(), users);
        step.run();
        assertThat(State.of(store(), users))
                .as("all that the store tells of these users; a step that is refused changes nothing")
                .isEqualTo(before);
    }

    /**
     * K2: each change takes its user off its line, for a phone that the other one has there. Meanwhile the other one is
     * deactivated. Who is seen on its line after that stays there.
     */
    default void leaveOnlyWhatIsTaken(List<Change> changes, DedicatedUser other) {
        int last = changes.size();
        List<Set<Version>> answers = Race.run(last + 1, caller -> {
            if (caller < last) {
                Change change = changes.get(caller);
                return commit(handle(caller), change) instanceof Commit.Done ? Set.of(change.version()) : Set.of();
            }
            assertThat(commit(handle(caller), deactivate(other))).as(IS_MADE).isInstanceOf(Commit.Done.class);
            return changes.stream()
                    .map(Change::version)
                    .filter(next -> handle(caller)
                            .find(next.tenant(), next.user())
                            .filter(user -> user.version() < next.number())
                            .isPresent())
                    .collect(Collectors.toSet());
        });
        assertThat(answers.subList(0, last))
                .flatMap(left -> left)
                .as("who left; not who was seen on a line that had come free")
                .noneMatch(answers.get(last)::contains);
    }

    default Optional<User> holderOf(Key key, TenantId tenant) {
        return Optional.ofNullable(
                store().look(Question.of(tenant, List.of(key))).holders().get(key));
    }

    default Set<Line> linesOf(PhoneNumber phone) {
        return store().usersOf(phone).stream().map(LineUser::line).collect(Collectors.toSet());
    }

    default Optional<IdempotencyRecord> recordOf(TenantId tenant, IdempotencyKey key) {
        return facts(tenant, List.of(), key).remembered();
    }

    default Facts facts(TenantId tenant, List<Key> keys, IdempotencyKey key) {
        return store().look(Question.of(tenant, keys).withRequestKey(Optional.of(create(key))));
    }

    default int sharedUsers(TenantId project) {
        return store().look(Question.of(project, List.of()).withSharedUsersCounted(true))
                .sharedUsers();
    }

    default List<User> listed(TenantId tenant) {
        return State.rows(store(), Listing.of(tenant, 10)).stream()
                .map(User.class::cast)
                .toList();
    }

    static Change.Admit admit(User user) {
        return admit(user, user.createdAt(), Optional.empty(), OptionalInt.empty());
    }

    static Change.Admit admit(User user, int limit) {
        return admit(user, user.createdAt(), Optional.empty(), OptionalInt.of(limit));
    }

    static Change.Admit revive(User user, DeactivatedUser former) {
        return revive(user, former, laterThan(user));
    }

    static Change.Admit revive(User user, DeactivatedUser former, Instant at) {
        return admit(user, at, Optional.of(former), OptionalInt.empty());
    }

    private static Change.Admit admit(User user, Instant at, Optional<DeactivatedUser> revived, OptionalInt limit) {
        Optional<LineWish> wish =
                user instanceof SharedUser shared ? Optional.of(LineWish.preferring(shared.line())) : Optional.empty();
        return new Change.Admit(by(user), user, at, revived, Optional.empty(), limit, wish, false, Optional.empty());
    }

    /** The attempt that admits the user: that which puts it on its line, or makes a new id; else one of its own. */
    static ChangeId by(User user) {
        if (user instanceof SharedUser shared) {
            return shared.placedBy();
        }
        return user.version() == 1 ? ChangeId.of(user.id()) : another();
    }

    /** The name of an attempt that nobody else has. */
    static ChangeId another() {
        return new ChangeId(UUID.randomUUID());
    }

    static Change.Replace replace(User before, User after) {
        return new Change.Replace(
                another(), before, after, laterThan(before), Set.of(Field.FIRST_NAME, Field.EMAIL), Optional.empty());
    }

    static Change.Deactivate deactivate(User user) {
        return new Change.Deactivate(another(), user, laterThan(user), Optional.empty());
    }

    static Change.Erase erase(DeactivatedUser user) {
        return new Change.Erase(another(), user, user.deactivatedAt().plus(Duration.ofSeconds(1)), Optional.empty());
    }

    static Instant laterThan(User user) {
        return user.createdAt().plus(Duration.ofSeconds(1));
    }

    /** A shared user that another change has put on its line. */
    static SharedUser placed(SharedUser user, int place) {
        return Versions.placed(user.version(), placedBy(place), user);
    }

    /** The user as it is once it was deactivated and revived; a shared user by a change of this number. */
    static User again(User user, int place) {
        long version = user.version() + 2;
        return user instanceof SharedUser shared
                ? Versions.placed(version, placedBy(place), shared)
                : Versions.at(version, user);
    }

    private static ChangeId placedBy(int place) {
        return ChangeId.of(Person.shared(place).id());
    }

    static Key.SharedPhone phoneOf(SharedUser user) {
        return new Key.SharedPhone(user.project(), user.phone());
    }

    static IdempotencyKey key(int number) {
        return IdempotencyKey.of("key " + number + " é\ud83d\ude00").get();
    }

    /** The key of a create. */
    static RequestKey create(IdempotencyKey key) {
        return new RequestKey(Operation.CREATE, key);
    }

    static IdempotencyClaim claim(User user, int key) {
        return claim(user, key, Person.NOW, Optional.empty());
    }

    static IdempotencyClaim claim(User user, int key, Instant now, Optional<IdempotencyRecord> forgotten) {
        return new IdempotencyClaim(
                user.tenant(),
                create(key(key)),
                Fingerprint.of("a request", List.of(Optional.of(user.id().toString()))),
                now,
                forgotten);
    }

    /** What is recorded of a new user under this key. */
    static IdempotencyRecord record(User user, int key) {
        return claim(user, key).answeredBy(admit(user).outcome(user));
    }

    /** The same change under an idempotency key. */
    static Change under(IdempotencyClaim claim, Change change) {
        Optional<IdempotencyClaim> claimed = Optional.of(claim);
        return change.fold(
                admit -> new Change.Admit(
                        admit.id(),
                        admit.user(),
                        admit.at(),
                        admit.revived(),
                        admit.lastHolder(),
                        admit.sharedUserLimit(),
                        admit.wish(),
                        admit.tellsValues(),
                        claimed),
                onALine -> new Change.AdmitOnALine(onALine.admission(), claimed),
                replace -> new Change.Replace(
                        replace.id(),
                        replace.before(),
                        replace.after(),
                        replace.at(),
                        replace.formerUntil(),
                        replace.fields(),
                        replace.tellsValues(),
                        claimed),
                move -> new Change.Move(
                        move.before(),
                        move.after(),
                        move.wish(),
                        move.at(),
                        move.formerUntil(),
                        move.fields(),
                        move.tellsValues(),
                        claimed),
                deactivate -> new Change.Deactivate(
                        deactivate.id(), deactivate.user(), deactivate.at(), deactivate.tellsValues(), claimed),
                erase -> new Change.Erase(erase.id(), erase.user(), erase.at(), claimed),
                confirm -> new Change.Confirm(confirm.user(), confirm.unheld(), claim));
    }

    /** The same change, of a tenant that asks for values in events. */
    static Change.Effective telling(Change.Effective change) {
        return change.fold(
                admit -> new Change.Admit(
                        admit.id(),
                        admit.user(),
                        admit.at(),
                        admit.revived(),
                        admit.lastHolder(),
                        admit.sharedUserLimit(),
                        admit.wish(),
                        true,
                        admit.claim()),
                onALine -> new Change.AdmitOnALine(telling(onALine.admission()), onALine.claim()),
                replace -> new Change.Replace(
                        replace.id(),
                        replace.before(),
                        replace.after(),
                        replace.at(),
                        replace.formerUntil(),
                        replace.fields(),
                        true,
                        replace.claim()),
                move -> new Change.Move(
                        move.before(),
                        move.after(),
                        move.wish(),
                        move.at(),
                        move.formerUntil(),
                        move.fields(),
                        true,
                        move.claim()),
                deactivate -> new Change.Deactivate(
                        deactivate.id(), deactivate.user(), deactivate.at(), true, deactivate.claim()),
                erase -> erase,
                confirm -> {
                    throw new IllegalArgumentException("leaves no event");
                });
    }

    static SharedAdmission telling(SharedAdmission admission) {
        return new SharedAdmission(
                admission.candidate(),
                admission.at(),
                admission.revived(),
                admission.lastHolder(),
                admission.limit(),
                admission.wish(),
                true);
    }

    /** The event of a change that does not leave the line of its user to the store. */
    static Event eventOf(Change.Effective change) {
        return Event.of(change, change.made(Person.user(change.kind(), 0)));
    }

    /** The numbers of the callers who got such an answer. */
    static <T> Set<Integer> who(List<T> answers, Predicate<T> such) {
        Set<Integer> callers = new TreeSet<>();
        for (int i = 0; i < answers.size(); i++) {
            if (such.test(answers.get(i))) {
                callers.add(i);
            }
        }
        return callers;
    }

    /** The numbers of the callers whose change was made. */
    static Set<Integer> winners(List<Commit> commits) {
        return who(commits, Commit.Done.class::isInstance);
    }
}
