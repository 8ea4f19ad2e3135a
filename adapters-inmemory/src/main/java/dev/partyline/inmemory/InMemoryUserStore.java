package dev.partyline.inmemory;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.AllocatingUserStore.Admitted;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory, for hosts with a {@link dev.partyline.ports.driven.PhonePool} of another kind; beside an
 * {@link InMemoryPhonePool}, {@link InMemoryAllocatingUserStore} does with one step what this one needs a lease for.
 *
 * <p>A change holds the locks of its keys, checks, fills the indexes, and becomes visible by one write to its user's {@link Slot}.
 * Reads need no lock, but for those on which a refusal may rest.
 */
public final class InMemoryUserStore implements UserStore {
    private final KeyIndex holders = new KeyIndex();

    /** The last holder of each identity, once it was deactivated. */
    private final Map<Key, Slot> formerHolders = new ConcurrentHashMap<>();

    private final Map<TenantId, TenantUsers> tenants = new ConcurrentHashMap<>();
    private final Answers answers = new Answers();
    private final Set<PlaceId> settledPlaces = ConcurrentHashMap.newKeySet();
    private final Stripes stripes = new Stripes();
    private final Stripes answerStripes = new Stripes();

    /** An empty store. */
    public InMemoryUserStore() {}

    @Override
    public Facts look(Question question) {
        Facts facts = read(question);
        if (!mayRefuse(question, facts)) {
            return facts;
        }
        TenantUsers tenant = tenant(question.tenant());
        return aloneWith(
                question.tenant(),
                question.idempotencyKey(),
                () -> stripes.holding(question.keys(), () -> {
                    tenant.limitLock.lock();
                    try {
                        return read(question);
                    } finally {
                        tenant.limitLock.unlock();
                    }
                }));
    }

    /** Whether the facts must be true together: one alone, or an admission that the commit checks again, need not. */
    private static boolean mayRefuse(Question question, Facts facts) {
        return question.keys().size() > 1
                || question.id().isPresent()
                || question.idempotencyKey().isPresent()
                || (question.countsSharedUsers() && facts.holders().isEmpty());
    }

    private Facts read(Question question) {
        Map<Key, User> active = byKey(question.keys(), this::activeHolder);
        Map<Key, DeactivatedUser> former =
                question.recallsFormer() ? byKey(question.keys(), this::formerHolder) : Map.of();
        int sharedUsers = question.countsSharedUsers()
                ? tenant(question.tenant()).sharedUsers.get()
                : 0;
        boolean idTaken = question.id()
                .map(tenant(question.tenant()).users::get)
                .filter(Slot::isTaken)
                .isPresent();
        Optional<IdempotencyRecord> remembered =
                question.idempotencyKey().flatMap(key -> answers.get(question.tenant(), key));
        return new Facts(active, sharedUsers, former, idTaken, remembered);
    }

    /** Most requests ask for one key. */
    private static <T> Map<Key, T> byKey(List<Key> keys, Function<Key, @Nullable T> holder) {
        if (keys.size() == 1) {
            T only = holder.apply(keys.get(0));
            return only == null ? Map.of() : Map.of(keys.get(0), only);
        }
        Map<Key, T> found = new HashMap<>();
        for (Key key : keys) {
            T one = holder.apply(key);
            if (one != null) {
                found.put(key, one);
            }
        }
        return found;
    }

    private @Nullable User activeHolder(Key key) {
        Slot slot = holders.get(key);
        return slot == null ? null : slot.active();
    }

    private @Nullable DeactivatedUser formerHolder(Key key) {
        Slot slot = formerHolders.get(key);
        return slot == null ? null : slot.deactivated();
    }

    @Override
    public Commit commit(Change change) {
        return change.fold(
                this::admit,
                this::replace,
                deactivation -> deactivate(deactivation, (line, leave) -> leave.run()),
                this::answer);
    }

    /** I6: the change and its answer, or neither. */
    private Commit answer(Change.Answer answer) {
        IdempotencyRecord record = answer.record();
        return aloneWith(record.tenant(), Optional.of(record.key()), () -> {
            if (!answers.isFree(record.tenant(), record.key(), answer.forgotten())) {
                return Commit.OUTDATED;
            }
            Commit commit = answer.change().map(this::commit).orElse(Commit.DONE);
            if (commit == Commit.DONE) {
                answers.put(record);
            }
            return commit;
        });
    }

    /** I5: requests with one key take turns; their locks come before all others. */
    private <T> T aloneWith(TenantId tenant, Optional<IdempotencyKey> key, Supplier<T> step) {
        return key.isEmpty()
                ? step.get()
                : answerStripes.holding(List.of(), key.map(some -> List.of(tenant, some)), step);
    }

    private Commit admit(Change.Admit change) {
        User user = change.user();
        Optional<PlaceId> place = user instanceof SharedUser shared ? Optional.of(shared.place()) : Optional.empty();
        return stripes.holding(user.keys(), place, () -> {
            if (place.filter(settledPlaces::contains).isPresent() || !isLast(change.lastHolder())) {
                return Commit.OUTDATED;
            }
            TenantUsers tenant = tenant(user.tenant());
            return underLimit(tenant, change.sharedUserLimit(), Commit.OUTDATED, () -> {
                Slot slot = claim(tenant, user.kind(), user.id(), user.createdAt(), user.keys(), change.revived());
                if (slot == null) {
                    return Commit.OUTDATED;
                }
                enter(tenant, slot, user);
                return Commit.DONE;
            });
        });
    }

    /** One step for the user, its line and what is answered under its key. */
    Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim, InMemoryPhonePool pool) {
        if (claim.isEmpty()) {
            return admit(admission, pool);
        }
        IdempotencyClaim made = claim.get();
        return aloneWith(made.tenant(), Optional.of(made.key()), () -> {
            if (!answers.isFree(made.tenant(), made.key(), made.forgotten())) {
                return new Admitted.Outdated();
            }
            Admitted admitted = admit(admission, pool);
            if (admitted instanceof Admitted.Done done) {
                answers.put(made.answeredBy(admission.on(done.user().line())));
            }
            return admitted;
        });
    }

    /** The line is chosen once nothing else can stand in the way. */
    private Admitted admit(SharedAdmission admission, InMemoryPhonePool pool) {
        SharedUserCandidate candidate = admission.candidate();
        List<Key> keys = candidate.keys();
        TenantUsers tenant = tenant(candidate.project());
        return stripes.holding(keys, Optional.of(candidate.place()), () -> {
            if (settledPlaces.contains(candidate.place()) || !isLast(admission.lastHolder())) {
                return new Admitted.Outdated();
            }
            return underLimit(tenant, admission.limit(), new Admitted.Outdated(), () -> {
                Slot slot = claim(
                        tenant, UserKind.SHARED, candidate.id(), candidate.createdAt(), keys, admission.revived());
                if (slot == null) {
                    return new Admitted.Outdated();
                }
                SharedUser user = pool.take(
                        holders.linesOf(candidate.phone()),
                        admission.wish(),
                        line -> enter(tenant, slot, candidate.on(line)));
                if (user == null) {
                    disclaim(tenant, UserKind.SHARED, keys, slot);
                    return new Admitted.NoLine();
                }
                return new Admitted.Done(user);
            });
        });
    }

    private boolean isLast(Optional<LastHolder> expected) {
        return expected.isEmpty()
                || expected.get()
                        .user()
                        .equals(Optional.ofNullable(formerHolder(expected.get().key())));
    }

    /** S4: where there is a limit, the count, the step and whoever is refused for the count take turns. */
    private static <T> T underLimit(TenantUsers tenant, OptionalInt limit, T outdated, Supplier<T> step) {
        if (limit.isEmpty()) {
            return step.get();
        }
        tenant.limitLock.lock();
        try {
            return tenant.sharedUsers.get() < limit.getAsInt() ? step.get() : outdated;
        } finally {
            tenant.limitLock.unlock();
        }
    }

    /** A slot for the user, unless one of its keys is held, its id is taken, or the revived user is not as it was. */
    private @Nullable Slot claim(
            TenantUsers tenant,
            UserKind kind,
            UserId id,
            Instant createdAt,
            List<Key> keys,
            Optional<DeactivatedUser> revived) {
        for (Key key : keys) {
            if (holders.get(key) != null) {
                return null;
            }
        }
        Slot slot = revived.isPresent() ? formerSlot(tenant, id, revived.get()) : newSlot(tenant, id, createdAt);
        if (slot != null) {
            tenant.addActive(kind, slot);
            holders.put(keys, slot);
        }
        return slot;
    }

    private static @Nullable Slot formerSlot(TenantUsers tenant, UserId id, DeactivatedUser revived) {
        Slot slot = tenant.users.get(id);
        return slot != null && revived.equals(slot.deactivated()) ? slot : null;
    }

    private static @Nullable Slot newSlot(TenantUsers tenant, UserId id, Instant createdAt) {
        Slot slot = new Slot(id, createdAt);
        return tenant.users.putIfAbsent(id, slot) == null ? slot : null;
    }

    private void disclaim(TenantUsers tenant, UserKind kind, List<Key> keys, Slot slot) {
        holders.remove(keys, slot);
        tenant.removeActive(kind, slot);
        if (slot.deactivated() == null) {
            tenant.users.remove(slot.id);
        }
    }

    /** The last step of an admission: the user is seen from its end on. */
    private static <U extends User> U enter(TenantUsers tenant, Slot slot, U user) {
        if (user.kind() == UserKind.SHARED) {
            tenant.sharedUsers.incrementAndGet();
        }
        if (slot.deactivated() == null) {
            slot.set(user);
        } else {
            slot.replace(user);
        }
        return user;
    }

    private Commit replace(Change.Replace change) {
        List<Key> added = difference(change.after().keys(), change.before().keys());
        List<Key> dropped = difference(change.before().keys(), change.after().keys());
        List<Key> free = Stream.concat(added.stream(), change.unheld().stream()).toList();
        List<Key> all =
                Stream.concat(change.before().keys().stream(), free.stream()).toList();
        return stripes.holding(all, whereWithoutKeys(change.before()), () -> {
            Slot slot =
                    tenant(change.before().tenant()).users.get(change.before().id());
            if (slot == null || !change.before().equals(slot.active())) {
                return Commit.OUTDATED;
            }
            if (free.stream().anyMatch(key -> holders.get(key) != null)) {
                return Commit.OUTDATED;
            }
            if (!change.after().equals(change.before())) {
                slot.replace(change.after());
            }
            holders.put(added, slot);
            holders.remove(dropped, slot);
            return Commit.DONE;
        });
    }

    /** A user that has no keys is alone with whoever changes it by its id. */
    private static Optional<UserId> whereWithoutKeys(User user) {
        return user.keys().isEmpty() ? Optional.of(user.id()) : Optional.empty();
    }

    private static List<Key> difference(List<Key> keys, List<Key> without) {
        return keys.stream().filter(key -> !without.contains(key)).toList();
    }

    /**
     * L1: the keys, the quota slot and the line.
     *
     * @param giveBack gives the line back in one step with what it is given, which makes the user disappear
     */
    Commit deactivate(Change.Deactivate change, BiConsumer<Line, Runnable> giveBack) {
        User user = change.user();
        List<Key> keys = user.keys();
        TenantUsers tenant = tenant(user.tenant());
        return stripes.holding(keys, whereWithoutKeys(user), () -> {
            Slot slot = tenant.users.get(user.id());
            if (slot == null || !user.equals(slot.active())) {
                return Commit.OUTDATED;
            }
            keys.stream().findFirst().ifPresent(identity -> formerHolders.put(identity, slot));
            Runnable leave = () -> slot.set(new DeactivatedUser(user, change.at()));
            if (user instanceof SharedUser shared) {
                tenant.limitLock.lock();
                try {
                    giveBack.accept(shared.line(), leave);
                    tenant.sharedUsers.decrementAndGet();
                } finally {
                    tenant.limitLock.unlock();
                }
            } else {
                leave.run();
            }
            holders.remove(keys, slot);
            tenant.moveToDeactivated(user.kind(), slot);
            return Commit.DONE;
        });
    }

    @Override
    public Optional<User> find(TenantId tenant, UserId id) {
        TenantUsers known = tenants.get(tenant);
        return known == null ? Optional.empty() : active(known.users.get(id));
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        return active(holders.get(new Key.PhoneOnLine(phone, line)))
                // A slot that was found by its line may hold the same user on another line by now.
                .filter(user -> user instanceof LineUser found && found.line().equals(line));
    }

    private static Optional<User> active(@Nullable Slot slot) {
        return slot == null ? Optional.empty() : Optional.ofNullable(slot.active());
    }

    @Override
    public Set<Line> linesOf(PhoneNumber phone) {
        return Set.copyOf(holders.linesOf(phone));
    }

    @Override
    public Page list(Listing listing) {
        TenantUsers tenant = tenants.get(listing.tenant());
        return tenant == null ? new Page(List.of(), Optional.empty()) : tenant.page(listing);
    }

    /** Nothing is ever under way here once its caller has an exception: how things stand is how they ended. */
    @Override
    public boolean settle(Change change) {
        return change.fold(this::isAdmitted, this::isReplaced, this::isDeactivated, this::isAnswered);
    }

    /** I1: what somebody else did that is equal is not answered under this key. */
    private boolean isAnswered(Change.Answer answer) {
        IdempotencyRecord record = answer.record();
        boolean stands = answers.get(record.tenant(), record.key())
                .filter(record::equals)
                .isPresent();
        if (!stands && answers.mayBeForgotten(record)) {
            throw untold();
        }
        return stands;
    }

    private boolean isAdmitted(Change.Admit admit) {
        User user = admit.user();
        Slot slot = tenant(user.tenant()).users.get(user.id());
        Page.Row row = slot == null ? null : slot.row();
        if (slot == null || row == null) {
            return false;
        }
        if (admit.revived().filter(last -> isStill(last, row)).isPresent()) {
            // A dedicated user may have come back as it was and gone again in the same instant.
            if (user instanceof DedicatedUser && slot.wasReplaced()) {
                throw untold();
            }
            return false;
        }
        if (admit.revived().isPresent() && !isOfSameAdmission(row.user(), user)) {
            throw untold();
        }
        // An id is given once, but for the one of an app user, which its caller may choose, and which never changes.
        return !(user instanceof AppUser) || user.equals(row.user());
    }

    private static boolean isStill(DeactivatedUser last, Page.Row row) {
        return last.user().equals(row.user()) && row.deactivatedAt().equals(Optional.of(last.deactivatedAt()));
    }

    /** Whether two values with one id are of one admission: a shared user's place tells, a dedicated user's nothing does; others come once. */
    private static boolean isOfSameAdmission(User one, User other) {
        return other instanceof SharedUser that
                ? one instanceof SharedUser shared && shared.place().equals(that.place())
                : !(other instanceof DedicatedUser);
    }

    /** That things are as before means that nothing was done only where nobody can have undone it (N3 does not let a subscriber be as before). */
    private boolean isReplaced(Change.Replace change) {
        User before = change.before();
        Slot slot = tenant(before.tenant()).users.get(before.id());
        User active = slot == null ? null : slot.active();
        if (change.after().equals(active)) {
            return true;
        }
        if (slot != null && before.equals(active) && !(before instanceof SharedUser && slot.wasReplaced())) {
            return false;
        }
        throw untold();
    }

    private boolean isDeactivated(Change.Deactivate change) {
        User user = change.user();
        Page.Row row = rowOf(user.tenant(), user.id());
        if (row == null) {
            throw untold();
        }
        if (row.equals(new Page.Row(user, Optional.of(change.at())))) {
            return true;
        }
        if (!isOfSameAdmission(row.user(), user)
                && tenant(user.tenant()).wasEverDeactivated(user.kind(), user.id(), user.createdAt())) {
            throw untold();
        }
        return false;
    }

    private static UnavailableException untold() {
        return new UnavailableException("too much has happened since", Effect.UNKNOWN, null);
    }

    private Page.@Nullable Row rowOf(TenantId tenant, UserId id) {
        Slot slot = tenant(tenant).users.get(id);
        return slot == null ? null : slot.row();
    }

    /** The line on which the user was admitted, active since or not any more. */
    Optional<Line> lineOf(SharedAdmission admission) {
        SharedUserCandidate candidate = admission.candidate();
        Page.Row row = rowOf(candidate.project(), candidate.id());
        if (row == null
                || admission.revived().filter(last -> isStill(last, row)).isPresent()) {
            return Optional.empty();
        }
        if (row.user() instanceof SharedUser user && user.place().equals(candidate.place())) {
            return Optional.of(user.line());
        }
        throw untold();
    }

    @Override
    public boolean settle(TenantId tenant, UserId id, PlaceId place) {
        return stripes.holding(List.of(), Optional.of(place), () -> {
            boolean active = find(tenant, id)
                    .filter(user ->
                            user instanceof SharedUser shared && shared.place().equals(place))
                    .isPresent();
            if (!active) {
                settledPlaces.add(place);
            }
            return active;
        });
    }

    private TenantUsers tenant(TenantId id) {
        TenantUsers users = tenants.get(id);
        return users == null ? tenants.computeIfAbsent(id, absent -> new TenantUsers()) : users;
    }
}
