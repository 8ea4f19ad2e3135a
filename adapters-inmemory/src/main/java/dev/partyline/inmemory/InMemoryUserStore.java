package dev.partyline.inmemory;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory: with lines, if it is given an {@link InMemoryPhonePool}, or for hosts with a {@link
 * dev.partyline.ports.driven.PhonePool} of another kind.
 *
 * <p>A change holds the locks of its keys, checks, fills the indexes, and becomes visible by one write to its user's
 * {@link Slot}. Reads need no lock, except those on which a refusal may rest.
 */
public final class InMemoryUserStore implements UserStore {
    private final KeyIndex holders = new KeyIndex();

    /** The last holder of each identity, once it was deactivated. */
    private final Map<Key, Slot> formerHolders = new ConcurrentHashMap<>();

    private final Map<TenantId, TenantUsers> tenants = new ConcurrentHashMap<>();
    private final Answers answers = new Answers();

    /** Changes that were settled as not made, and so never are. */
    private final Set<Version> settled = ConcurrentHashMap.newKeySet();

    private final Stripes stripes = new Stripes();
    private final Stripes answerStripes = new Stripes();
    private final @Nullable InMemoryPhonePool pool;
    private volatile int plan = NumberingPlan.NUMBER;

    private InMemoryUserStore(@Nullable InMemoryPhonePool pool) {
        this.pool = pool;
    }

    /** An empty store without lines. */
    public static InMemoryUserStore withoutLines() {
        return new InMemoryUserStore(null);
    }

    /**
     * An empty store over a pool that nobody else leases from.
     *
     * @param pool whose lines shared users get; states and capacities may be changed through it at any time
     */
    public static InMemoryUserStore withLines(InMemoryPhonePool pool) {
        return new InMemoryUserStore(pool);
    }

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
                () -> stripes.holding(question.keys(), question.lineFor(), question.tenant(), () -> {
                    tenant.limitLock.lock();
                    try {
                        return pool == null ? read(question) : pool.still(() -> read(question));
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
                || !question.lineFor().isEmpty()
                || (question.countsSharedUsers() && facts.holders().isEmpty());
    }

    private Facts read(Question question) {
        Map<Key, User> active = byKey(question.keys(), this::activeHolder);
        if (active.isEmpty() && asksForHoldersOnly(question)) {
            return Facts.NOTHING;
        }
        Map<Key, DeactivatedUser> former =
                question.recallsFormer() ? byKey(question.keys(), this::formerHolder) : Map.of();
        int sharedUsers = question.countsSharedUsers()
                ? tenant(question.tenant()).sharedUsers.get()
                : 0;
        return new Facts(
                active,
                sharedUsers,
                former,
                question.id().isPresent()
                        && isTaken(question.tenant(), question.id().get()),
                question.idempotencyKey().flatMap(key -> answers.get(question.tenant(), key)),
                !question.lineFor().isEmpty() && hasLineFor(question.lineFor()),
                Optional.empty());
    }

    private static boolean asksForHoldersOnly(Question question) {
        return !question.recallsFormer()
                && !question.countsSharedUsers()
                && question.id().isEmpty()
                && question.idempotencyKey().isEmpty()
                && question.lineFor().isEmpty();
    }

    private boolean isTaken(TenantId tenant, UserId id) {
        Slot slot = tenant(tenant).users.get(id);
        return slot != null && slot.isTaken();
    }

    private boolean hasLineFor(List<PhoneNumber> forms) {
        return pool != null && pool.hasLineOutside(holders.linesOf(forms));
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
    public int plan() {
        return plan;
    }

    @Override
    public void adoptPlan(int other) {
        plan = other;
    }

    /** V16 */
    private void requireOurPlan() {
        if (plan != NumberingPlan.NUMBER) {
            throw UnavailableException.ofAnotherPlan(plan);
        }
    }

    @Override
    public Commit commit(Change change) {
        requireOurPlan();
        return change.claim().map(claim -> commit(claim, change)).orElseGet(() -> make(change));
    }

    /** I6: the change and its answer, or neither. */
    private Commit commit(IdempotencyClaim claim, Change change) {
        return aloneWith(claim.tenant(), Optional.of(claim.key()), () -> {
            if (!answers.isFree(claim.tenant(), claim.key(), claim.forgotten())) {
                return new Commit.Outdated();
            }
            Commit commit = make(change);
            if (commit instanceof Commit.Done done) {
                change.recorded(done.user()).ifPresent(answers::put);
            }
            return commit;
        });
    }

    /** I5: requests with one key take turns; their locks come before all others. */
    private <T> T aloneWith(TenantId tenant, Optional<IdempotencyKey> key, Supplier<T> step) {
        return key.isEmpty()
                ? step.get()
                : answerStripes.holding(List.of(), List.of(), List.of(tenant, key.get()), step);
    }

    private Commit make(Change change) {
        return change.fold(this::admit, this::admitOnALine, this::replace, this::deactivate, this::confirm);
    }

    /**
     * What an admission rests on, whether the line of its user is known or not.
     *
     * @param otherForms of the phone of a user whose line is chosen last; its keys on that line are among the keys of
     *     no other user then
     * @param enter makes the user of the slot appear, as the last step; null if there is no line for it
     */
    private record Admission(
            TenantUsers tenant,
            Version version,
            UserKind kind,
            Instant createdAt,
            List<Key> keys,
            List<PhoneNumber> otherForms,
            Optional<LastHolder> lastHolder,
            OptionalInt limit,
            Function<Slot, @Nullable User> enter) {}

    private Commit admit(Change.Admit change) {
        User user = change.user();
        TenantUsers tenant = tenant(user.tenant());
        return admit(new Admission(
                tenant,
                change.version(),
                user.kind(),
                user.createdAt(),
                user.keys(),
                List.of(),
                change.lastHolder(),
                change.sharedUserLimit(),
                slot -> enter(tenant, slot, change.version(), user)));
    }

    /** The line is chosen once nothing else can stand in the way. */
    private Commit admitOnALine(Change.AdmitOnALine change) {
        SharedAdmission admission = change.admission();
        SharedUserCandidate candidate = admission.candidate();
        TenantUsers tenant = tenant(candidate.project());
        Version version = change.version();
        return admit(new Admission(
                tenant,
                version,
                UserKind.SHARED,
                candidate.createdAt(),
                candidate.keys(),
                candidate.claims().otherForms(),
                admission.lastHolder(),
                admission.limit(),
                slot -> pool == null
                        ? null
                        : pool.take(
                                holders.linesOf(candidate.claims().everywhere(candidate.phone())),
                                admission.wish(),
                                line -> enter(tenant, slot, version, candidate.on(line)))));
    }

    private Commit admit(Admission admission) {
        int[] held = stripes.lock(admission.keys, admission.otherForms, admission.version.by());
        try {
            return isSettled(admission.version) || !isLast(admission.lastHolder)
                    ? new Commit.Outdated()
                    : underLimit(admission);
        } finally {
            stripes.unlock(held);
        }
    }

    /** S4: if there is a limit, the count, the step and whoever is refused for the count take turns. */
    private Commit underLimit(Admission admission) {
        if (admission.limit.isEmpty()) {
            return enter(admission);
        }
        admission.tenant.limitLock.lock();
        try {
            return admission.tenant.sharedUsers.get() < admission.limit.getAsInt()
                    ? enter(admission)
                    : new Commit.Outdated();
        } finally {
            admission.tenant.limitLock.unlock();
        }
    }

    private Commit enter(Admission admission) {
        Slot slot = claim(admission);
        if (slot == null) {
            return new Commit.Outdated();
        }
        User user = admission.enter.apply(slot);
        if (user == null) {
            disclaim(admission, slot);
            return new Commit.NoLine();
        }
        return new Commit.Done(user);
    }

    /** E6 */
    private boolean isSettled(Version version) {
        return !settled.isEmpty() && settled.contains(version);
    }

    private boolean isLast(Optional<LastHolder> expected) {
        return expected.isEmpty() || isLast(expected.get());
    }

    /** The same user, deactivated by the same version. */
    private boolean isLast(LastHolder expected) {
        DeactivatedUser last = formerHolder(expected.key());
        return last == null
                ? expected.user().isEmpty()
                : expected.user()
                        .filter(user -> user.user().id().equals(last.user().id()) && user.version() == last.version())
                        .isPresent();
    }

    /**
     * A slot for the user; null if one of its keys is held, its id is taken, or the revived user is at another version.
     */
    private @Nullable Slot claim(Admission admission) {
        for (Key key : admission.keys) {
            if (holders.get(key) != null) {
                return null;
            }
        }
        Slot slot = admission.version.number() == 1 ? newSlot(admission) : formerSlot(admission);
        if (slot != null) {
            admission.tenant.addActive(admission.kind, slot);
            holders.put(admission.keys, slot);
            holders.putPhones(admission.otherForms, slot);
        }
        return slot;
    }

    private static @Nullable Slot formerSlot(Admission admission) {
        Slot slot = admission.tenant.users.get(admission.version.user());
        DeactivatedUser last = slot == null ? null : slot.deactivated();
        return last != null && last.version() + 1 == admission.version.number() ? slot : null;
    }

    private static @Nullable Slot newSlot(Admission admission) {
        Slot slot = new Slot(admission.version.user(), admission.createdAt);
        return admission.tenant.users.putIfAbsent(slot.id, slot) == null ? slot : null;
    }

    private void disclaim(Admission admission, Slot slot) {
        holders.remove(admission.keys, slot);
        holders.removePhones(admission.otherForms, slot);
        admission.tenant.removeActive(admission.kind, slot);
        if (!slot.isTaken()) {
            admission.tenant.users.remove(slot.id);
        }
    }

    /** The last step of an admission: the user is seen from its end on. */
    private static User enter(TenantUsers tenant, Slot slot, Version version, User user) {
        if (user.kind() == UserKind.SHARED) {
            tenant.sharedUsers.incrementAndGet();
        }
        slot.set(version, user);
        return user;
    }

    private Commit replace(Change.Replace change) {
        List<Key> added = difference(change.after().keys(), change.before().keys());
        List<Key> dropped = difference(change.before().keys(), change.after().keys());
        return changing(change.before(), change.version().number() - 1, change.version(), added, slot -> {
            slot.set(change.version(), change.after());
            holders.put(added, slot);
            holders.remove(dropped, slot);
            return new Commit.Done(change.after());
        });
    }

    private Commit confirm(Change.Confirm change) {
        List<Key> unheld = change.unheld().<List<Key>>map(List::of).orElse(List.of());
        Version same = change.version();
        return changing(change.user(), same.number(), same, unheld, slot -> new Commit.Done(change.user()));
    }

    /**
     * A step on a user that is active at this version, alone with all of its keys and with others that nobody holds.
     */
    private Commit changing(User user, long present, Version version, List<Key> free, Function<Slot, Commit> step) {
        List<Key> all = free.isEmpty()
                ? user.keys()
                : Stream.concat(user.keys().stream(), free.stream()).toList();
        // Whoever changes a user without keys is alone by its id with others who do.
        int[] held = user.keys().isEmpty()
                ? stripes.lock(all, List.of(), version.by(), user.id())
                : stripes.lock(all, List.of(), version.by());
        try {
            Slot slot = tenant(user.tenant()).users.get(user.id());
            User active = slot == null ? null : slot.active();
            if (slot == null
                    || active == null
                    || active.version() != present
                    || isSettled(version)
                    || free.stream().anyMatch(key -> holders.get(key) != null)) {
                return new Commit.Outdated();
            }
            return step.apply(slot);
        } finally {
            stripes.unlock(held);
        }
    }

    private static List<Key> difference(List<Key> keys, List<Key> without) {
        return keys.stream().filter(key -> !without.contains(key)).toList();
    }

    /** L1: the keys, the quota slot and the line. */
    private Commit deactivate(Change.Deactivate change) {
        User user = change.user();
        List<Key> keys = user.keys();
        TenantUsers tenant = tenant(user.tenant());
        return changing(user, change.version().number() - 1, change.version(), List.of(), slot -> {
            if (user instanceof LineUser onALine) {
                onALine.identity().forEach(identity -> formerHolders.put(identity, slot));
            }
            Runnable leave = () -> slot.set(change.version(), new DeactivatedUser(user, change.at()));
            if (user instanceof SharedUser shared) {
                leave(tenant, shared.line(), leave);
            } else {
                leave.run();
            }
            holders.remove(keys, slot);
            tenant.moveToDeactivated(user.kind(), slot);
            return new Commit.Done(user);
        });
    }

    private void leave(TenantUsers tenant, Line line, Runnable leave) {
        tenant.limitLock.lock();
        try {
            if (pool == null) {
                leave.run();
            } else {
                pool.giveBack(line, leave);
            }
            tenant.sharedUsers.decrementAndGet();
        } finally {
            tenant.limitLock.unlock();
        }
    }

    @Override
    public Optional<User> settle(Version version) {
        requireOurPlan();
        return stripes.holding(List.of(), List.of(), version.by(), () -> {
            Slot slot = tenant(version.tenant()).users.get(version.user());
            if (slot != null && slot.wasMade(version)) {
                return slot.user();
            }
            settled.add(version);
            return Optional.empty();
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
    public Set<LineUser> usersOf(PhoneNumber phone) {
        return stripes.holding(List.of(), List.of(), phone, () -> holders.usersOf(phone));
    }

    @Override
    public Page list(Listing listing) {
        TenantUsers tenant = tenants.get(listing.tenant());
        return tenant == null ? new Page(List.of(), Optional.empty()) : tenant.page(listing);
    }

    @Override
    public int sweep(Instant now) {
        return answers.dropExpired(now);
    }

    private TenantUsers tenant(TenantId id) {
        TenantUsers users = tenants.get(id);
        return users == null ? tenants.computeIfAbsent(id, absent -> new TenantUsers()) : users;
    }
}
