package dev.partyline.inmemory;

import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.SharedUserCandidate;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.PhoneClaims;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.Lines;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

    /** The most former pairs that one sweep drops. */
    private static final int ENDED = 10_000;

    private final Map<TenantId, TenantUsers> tenants = new ConcurrentHashMap<>();
    private final FormerPairs formerPairs = new FormerPairs();
    private final Answers answers = new Answers();
    private final InMemoryEvents events = new InMemoryEvents(this::slot);

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
                question.requestKey(),
                () -> stripes.holding(question.keys(), question.lineFor(), other(question), () -> {
                    tenant.limitLock.lock();
                    try {
                        return pool == null ? read(question) : pool.still(() -> read(question));
                    } finally {
                        tenant.limitLock.unlock();
                    }
                }));
    }

    /** The user asked for, or else anything. */
    private static Object other(Question question) {
        return question.id().<Object>map(id -> id).orElse(question.tenant());
    }

    /**
     * Whether the facts must be true together: one alone, or an admission that the commit checks again, need not. An
     * answer is written after its change, so that it is never read alone.
     */
    private static boolean mayRefuse(Question question, Facts facts) {
        int asked = question.keys().size() + (question.id().isPresent() ? 1 : 0);
        return asked > 1
                || question.requestKey().isPresent()
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
                question.id().flatMap(id -> find(question.tenant(), id)),
                question.requestKey().flatMap(key -> answers.get(question.tenant(), key)),
                question.lineFor().isEmpty() ? Optional.empty() : lineFor(question),
                Optional.empty());
    }

    private static boolean asksForHoldersOnly(Question question) {
        return !question.recallsFormer()
                && !question.countsSharedUsers()
                && question.id().isEmpty()
                && question.requestKey().isEmpty()
                && question.lineFor().isEmpty();
    }

    private Optional<Line> lineFor(Question question) {
        return pool == null
                ? Optional.empty()
                : pool.choose(
                        taken(
                                question.lineFor(),
                                question.id()
                                        .map(id -> slot(question.tenant(), id))
                                        .orElse(null)),
                        question.lineWish());
    }

    /** P2, R5: the lines on which one of the phones is somebody's; of the former ones, all but those of this slot. */
    private Set<Line> taken(List<PhoneNumber> forms, @Nullable Slot slot) {
        return forms.stream().flatMap(form -> taken(form, slot).stream()).collect(Collectors.toSet());
    }

    private Set<Line> taken(PhoneNumber phone, @Nullable Slot slot) {
        Set<Line> lines = holders.linesOf(phone);
        Set<Line> former = formerPairs.linesOf(phone, slot);
        return former.isEmpty()
                ? lines
                : Stream.concat(lines.stream(), former.stream()).collect(Collectors.toSet());
    }

    /** Nearly every phone has one form. */
    private Set<Line> taken(SharedUserCandidate user, Slot slot) {
        PhoneClaims claims = user.claims();
        return claims.otherForms().isEmpty() ? taken(user.phone(), slot) : taken(claims.everywhere(user.phone()), slot);
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
        Slot slot = holder(key);
        return slot == null ? null : slot.active();
    }

    /** The slot whose user holds the key; R5: until a former pair has ended, it is held by whoever left it. */
    private @Nullable Slot holder(Key key) {
        Slot slot = holders.get(key);
        return slot == null && key instanceof Key.PhoneOnLine pair ? formerPairs.get(pair.phone(), pair.line()) : slot;
    }

    /** Whether the user of this slot may come to hold the key. */
    private boolean isFree(Key key, @Nullable Slot own) {
        Slot slot = holder(key);
        return slot == null || slot == own;
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
        Optional<IdempotencyClaim> claim = change.claim();
        return claim.isPresent() ? commit(claim.get(), change) : make(change);
    }

    /** I6: the change and its answer, or neither. */
    private Commit commit(IdempotencyClaim claim, Change change) {
        return aloneWith(claim.tenant(), Optional.of(claim.key()), () -> {
            if (!answers.isFree(claim.tenant(), claim.key(), claim.forgotten())) {
                return new Commit.Outdated();
            }
            Commit commit = make(change);
            if (commit instanceof Commit.Done done) {
                change.recorded(done.user()).ifPresent(this::remember);
            }
            return commit;
        });
    }

    /** X2: the user's stripes are free by now, so that it may be erased already, and its erasure missed this record. */
    private void remember(IdempotencyRecord record) {
        answers.put(record);
        Slot slot = slot(record.tenant(), record.outcome().user().id());
        if (slot != null && slot.user() instanceof ErasedUser erased) {
            answers.erase(erased);
        }
    }

    /** I5: requests with one key take turns; their locks come before all others. */
    private <T> T aloneWith(TenantId tenant, Optional<RequestKey> key, Supplier<T> step) {
        return key.isEmpty()
                ? step.get()
                : answerStripes.holding(List.of(), List.of(), List.of(tenant, key.get()), step);
    }

    private Commit make(Change change) {
        return change.fold(
                this::admit,
                this::admitOnALine,
                this::replace,
                this::move,
                this::deactivate,
                this::erase,
                this::confirm);
    }

    private Commit admit(Change.Admit change) {
        return admit(change, change.user().keys(), List.of());
    }

    /** The line is chosen once nothing else can stand in the way. */
    private Commit admitOnALine(Change.AdmitOnALine change) {
        SharedUserCandidate candidate = change.admission().candidate();
        return admit(change, candidate.keys(), candidate.claims().otherForms());
    }

    /**
     * @param otherForms of the phone of a user whose line is chosen last; its keys on that line are among the keys of
     *     no other user then
     */
    private Commit admit(Change.Admitting change, List<Key> keys, List<PhoneNumber> otherForms) {
        Version version = change.version();
        int[] held = stripes.lock(keys, otherForms, version.by());
        try {
            return isSettled(version) || !isLast(change.lastHolder())
                    ? new Commit.Outdated()
                    : underLimit(change, keys, otherForms);
        } finally {
            stripes.unlock(held);
        }
    }

    /** S4: if there is a limit, the count, the step and whoever is refused for the count take turns. */
    private Commit underLimit(Change.Admitting change, List<Key> keys, List<PhoneNumber> otherForms) {
        TenantUsers tenant = tenant(change.version().tenant());
        OptionalInt limit = change.sharedUserLimit();
        if (limit.isEmpty()) {
            return enter(tenant, change, keys, otherForms);
        }
        tenant.limitLock.lock();
        try {
            return tenant.sharedUsers.get() < limit.getAsInt()
                    ? enter(tenant, change, keys, otherForms)
                    : new Commit.Outdated();
        } finally {
            tenant.limitLock.unlock();
        }
    }

    private Commit enter(TenantUsers tenant, Change.Admitting change, List<Key> keys, List<PhoneNumber> otherForms) {
        Slot slot = claim(tenant, change, keys, otherForms);
        if (slot == null) {
            return new Commit.Outdated();
        }
        User user = change instanceof Change.AdmitOnALine onALine
                ? enterOnALine(tenant, slot, onALine)
                : enter(tenant, slot, change, ((Change.Admit) change).user());
        if (user == null) {
            disclaim(tenant, change, keys, otherForms, slot);
            return new Commit.NoLine();
        }
        if (change.version().number() == 1) {
            events.created(slot);
        } else {
            events.changed(slot);
            change.revived().ifPresent(former -> forgetFormer(former, slot));
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
    private @Nullable Slot claim(
            TenantUsers tenant, Change.Admitting change, List<Key> keys, List<PhoneNumber> otherForms) {
        for (Key key : keys) {
            if (!isFree(key, null)) {
                return null;
            }
        }
        Slot slot = change.version().number() == 1 ? newSlot(tenant, change) : formerSlot(tenant, change.version());
        if (slot != null) {
            tenant.addActive(change.kind(), slot);
            holders.put(keys, slot);
            holders.putPhones(otherForms, slot);
        }
        return slot;
    }

    private static @Nullable Slot formerSlot(TenantUsers tenant, Version version) {
        Slot slot = tenant.users.get(version.user());
        DeactivatedUser last = slot == null ? null : slot.deactivated();
        return last != null && last.version() + 1 == version.number() ? slot : null;
    }

    private static @Nullable Slot newSlot(TenantUsers tenant, Change.Admitting change) {
        Slot slot = new Slot(change.version().user(), change.createdAt());
        return tenant.users.putIfAbsent(slot.id, slot) == null ? slot : null;
    }

    private void disclaim(
            TenantUsers tenant, Change.Admitting change, List<Key> keys, List<PhoneNumber> otherForms, Slot slot) {
        holders.remove(keys, slot);
        holders.removePhones(otherForms, slot);
        tenant.removeActive(change.kind(), slot);
        if (!slot.isTaken()) {
            tenant.users.remove(slot.id);
        }
    }

    /** Null if there is no line for it. */
    private @Nullable User enterOnALine(TenantUsers tenant, Slot slot, Change.AdmitOnALine change) {
        if (pool == null) {
            return null;
        }
        SharedUserCandidate candidate = change.admission().candidate();
        Set<Line> taken = taken(candidate, slot);
        pool.lock.lock();
        try {
            Line line = pool.take(taken, change.admission().wish());
            return line == null ? null : enter(tenant, slot, change, candidate.on(line));
        } finally {
            pool.lock.unlock();
        }
    }

    /** The last step of an admission: the user is seen from its end on. */
    private static User enter(TenantUsers tenant, Slot slot, Change.Effective change, User user) {
        tenant.count(user.kind(), 1);
        tenant.set(slot, change, user);
        return user;
    }

    private Commit replace(Change.Replace change) {
        List<Key> added = difference(change.after().keys(), change.before().keys());
        List<Key> dropped = difference(change.before().keys(), change.after().keys());
        return changing(change, change.before(), added, change.avoided(), slot -> {
            holders.put(added, slot);
            leavePairs(change.before(), dropped, change.at(), change.formerUntil(), slot);
            tenant(change.after().tenant()).set(slot, change, change.after());
            holders.remove(dropped, slot);
            comeBack(added, slot);
            return change.after();
        });
    }

    /** R5: of the keys that are given up, the phones on the line lead to the user for a while. */
    private void leavePairs(User before, List<Key> dropped, Instant now, Instant until, Slot slot) {
        if (before instanceof LineUser onALine && until.isAfter(now)) {
            formerPairs.put(onALine, phones(dropped), until, slot);
        }
    }

    private void comeBack(List<Key> added, Slot slot) {
        for (Key key : added) {
            if (key instanceof Key.PhoneOnLine pair) {
                formerPairs.remove(slot, pair.phone(), pair.line());
            }
        }
    }

    private static List<PhoneNumber> phones(List<Key> keys) {
        return keys.stream()
                .filter(Key.PhoneOnLine.class::isInstance)
                .map(key -> ((Key.PhoneOnLine) key).phone())
                .toList();
    }

    /** The line is chosen once nothing else can stand in the way. Whoever has the phone has its stripe. */
    private Commit move(Change.Move change) {
        if (pool == null) {
            return new Commit.NoLine();
        }
        SharedUser before = change.before();
        SharedUserCandidate after = change.after();
        List<PhoneNumber> forms = after.claims().everywhere(after.phone());
        List<Key> added = difference(after.keys(), before.keys());
        int[] held = stripes.lock(
                Stream.concat(before.keys().stream(), added.stream()).toList(),
                forms,
                change.version().by(),
                before.id());
        try {
            Slot slot = slotOf(before, change.version(), added, change.avoided());
            if (slot == null) {
                return new Commit.Outdated();
            }
            Set<Line> taken = taken(forms, slot);
            SharedUser moved = pool.still(() -> moveToALine(pool, change, taken, slot));
            if (moved == null) {
                return new Commit.NoLine();
            }
            holders.remove(difference(before.keys(), moved.keys()), slot);
            comeBack(difference(moved.keys(), before.keys()), slot);
            events.changed(slot);
            return new Commit.Done(moved);
        } finally {
            stripes.unlock(held);
        }
    }

    /** Null if there is no line for it. */
    private @Nullable SharedUser moveToALine(InMemoryPhonePool lines, Change.Move change, Set<Line> taken, Slot slot) {
        Line line = lines.take(taken, change.wish());
        if (line == null) {
            return null;
        }
        SharedUser before = change.before();
        SharedUser moved = change.after().on(line);
        holders.put(difference(moved.keys(), before.keys()), slot);
        leavePairs(before, difference(before.keys(), moved.keys()), change.at(), change.formerUntil(), slot);
        tenant(moved.tenant()).set(slot, change, moved);
        lines.giveBack(before.line());
        return moved;
    }

    private Commit confirm(Change.Confirm change) {
        List<Key> unheld = change.unheld().<List<Key>>map(List::of).orElse(List.of());
        List<Key> all =
                Stream.concat(keys(change.user()).stream(), unheld.stream()).toList();
        return stripes.holding(all, List.of(), change.user().id(), () -> {
            Slot slot = slot(change.user().tenant(), change.user().id());
            AnyUser present = slot == null ? null : slot.user();
            return present != null
                            && present.getClass() == change.user().getClass()
                            && present.version() == change.user().version()
                            && unheld.stream().allMatch(key -> isFree(key, null))
                    ? new Commit.Done(change.user())
                    : new Commit.Outdated();
        });
    }

    private static List<Key> keys(AnyUser user) {
        return user instanceof User active ? active.keys() : List.of();
    }

    /**
     * A step on a user that is active at the version before, alone with all of its keys, with others that nobody holds,
     * and with the phone of those that it avoids.
     */
    private Commit changing(
            Change.Effective change, User user, List<Key> free, List<Key> avoided, Function<Slot, AnyUser> step) {
        List<Key> all = free.isEmpty()
                ? user.keys()
                : Stream.concat(user.keys().stream(), free.stream()).toList();
        int[] held = stripes.lock(all, List.of(), change.version().by(), user.id());
        try {
            Slot slot = slotOf(user, change.version(), free, avoided);
            if (slot == null) {
                return new Commit.Outdated();
            }
            AnyUser changed = step.apply(slot);
            events.changed(slot);
            return new Commit.Done(changed);
        } finally {
            stripes.unlock(held);
        }
    }

    /**
     * The slot of the user; null unless the change makes its next version, nobody holds the keys that are to be free,
     * and somebody else holds one of those that it avoids.
     */
    private @Nullable Slot slotOf(User user, Version version, List<Key> free, List<Key> avoided) {
        Slot slot = slot(user.tenant(), user.id());
        User active = slot == null ? null : slot.active();
        return active != null
                        && active.version() + 1 == version.number()
                        && !isSettled(version)
                        && free.stream().allMatch(key -> isFree(key, slot))
                        && (avoided.isEmpty() || !avoided.stream().allMatch(key -> isFree(key, slot)))
                ? slot
                : null;
    }

    private static List<Key> difference(List<Key> keys, List<Key> without) {
        return keys.stream().filter(key -> !without.contains(key)).toList();
    }

    /** L1: the keys, the quota slot and the line. */
    private Commit deactivate(Change.Deactivate change) {
        User user = change.user();
        List<Key> keys = user.keys();
        TenantUsers tenant = tenant(user.tenant());
        return changing(change, user, List.of(), List.of(), slot -> {
            if (user instanceof LineUser onALine) {
                onALine.identity().forEach(identity -> formerHolders.put(identity, slot));
            }
            DeactivatedUser deactivated = new DeactivatedUser(user, change.at());
            Runnable leave = () -> tenant.set(slot, change, deactivated);
            if (user instanceof SharedUser shared) {
                leave(tenant, shared.line(), leave);
            } else {
                leave.run();
                tenant.count(user.kind(), -1);
            }
            holders.remove(keys, slot);
            formerPairs.removeAll(slot);
            tenant.moveToDeactivated(user.kind(), slot, change.at());
            return deactivated;
        });
    }

    /** X2: the user, its events, the last holders and the answers. The keys tell with whom a revival would be alone. */
    private Commit erase(Change.Erase change) {
        DeactivatedUser user = change.user();
        Version version = change.version();
        int[] held = stripes.lock(user.user().keys(), List.of(), version.by(), user.id());
        try {
            Slot slot = slot(user.tenant(), user.id());
            DeactivatedUser present = slot == null ? null : slot.deactivated();
            if (slot == null || present == null || present.version() != user.version() || isSettled(version)) {
                return new Commit.Outdated();
            }
            ErasedUser erased = user.erased(change.at());
            tenant(erased.tenant()).erase(slot, change, erased);
            forgetFormer(user, slot);
            answers.erase(erased);
            events.changed(slot);
            return new Commit.Done(erased);
        } finally {
            stripes.unlock(held);
        }
    }

    /** Of each user, only the identity that it had when it was last deactivated leads to it. */
    private void forgetFormer(DeactivatedUser user, Slot slot) {
        if (user.user() instanceof LineUser onALine) {
            onALine.identity().forEach(identity -> formerHolders.remove(identity, slot));
        }
    }

    private void leave(TenantUsers tenant, Line line, Runnable leave) {
        tenant.limitLock.lock();
        try {
            if (pool == null) {
                leave.run();
            } else {
                pool.lock.lock();
                try {
                    leave.run();
                    pool.giveBack(line);
                } finally {
                    pool.lock.unlock();
                }
            }
            tenant.sharedUsers.decrementAndGet();
        } finally {
            tenant.limitLock.unlock();
        }
    }

    @Override
    public Optional<AnyUser> settle(Version version) {
        requireOurPlan();
        return stripes.holding(List.of(), List.of(), version.by(), () -> {
            Slot slot = slot(version.tenant(), version.user());
            if (slot != null && slot.wasMade(version)) {
                return Optional.ofNullable(slot.user());
            }
            settled.add(version);
            return Optional.empty();
        });
    }

    @Override
    public Optional<AnyUser> find(TenantId tenant, UserId id) {
        return Optional.ofNullable(slot(tenant, id)).map(Slot::user);
    }

    private @Nullable Slot slot(TenantId tenant, UserId id) {
        TenantUsers known = tenants.get(tenant);
        return known == null ? null : known.users.get(id);
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
    public Set<FormerPair> formerPairs(PhoneNumber phone) {
        return stripes.holding(List.of(), List.of(), phone, () -> formerPairs.of(phone));
    }

    /** Looks at the users of all projects: an index by line would cost each create more than it is worth. */
    @Override
    public List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
        List<ProjectId> projects = tenants.keySet().stream()
                .filter(ProjectId.class::isInstance)
                .map(ProjectId.class::cast)
                .filter(project -> after.isEmpty()
                        || project.text().compareTo(after.get().project().text()) >= 0)
                .sorted(Comparator.comparing(ProjectId::text))
                .toList();
        List<LineUser> found = new ArrayList<>();
        for (ProjectId project : projects) {
            Optional<ListPosition> position = after.filter(
                            last -> last.project().equals(project))
                    .map(last -> new ListPosition(last.createdAt(), last.id()));
            collect(Listing.of(project, Listing.MAX_LIMIT).on(line), position, most, found);
        }
        return found;
    }

    private void collect(Listing all, Optional<ListPosition> after, int most, List<LineUser> found) {
        Page page = list(after.map(all::from).orElse(all));
        for (AnyUser user : page.rows()) {
            if (found.size() < most) {
                found.add((LineUser) user);
            }
        }
        if (page.next().isPresent() && found.size() < most) {
            collect(all, page.next(), most, found);
        }
    }

    @Override
    public Lines lines() {
        return pool == null ? Lines.none() : pool;
    }

    @Override
    public Page list(Listing listing) {
        TenantUsers tenant = tenants.get(listing.tenant());
        return tenant == null ? new Page(List.of(), Optional.empty()) : tenant.page(listing);
    }

    @Override
    public List<DeactivatedUser> deactivatedBefore(TenantId tenant, Instant end, int most) {
        TenantUsers known = tenants.get(tenant);
        return known == null ? List.of() : known.deactivatedBefore(end, most);
    }

    @Override
    public Map<UserKind, Integer> activeUsers(TenantId tenant) {
        TenantUsers known = tenants.get(tenant);
        return known == null ? Map.of() : known.activeUsers();
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public int sweep(Instant now) {
        return answers.dropExpired(now) + formerPairs.removeEnded(now, ENDED);
    }

    private TenantUsers tenant(TenantId id) {
        TenantUsers users = tenants.get(id);
        return users == null ? tenants.computeIfAbsent(id, absent -> new TenantUsers()) : users;
    }
}
