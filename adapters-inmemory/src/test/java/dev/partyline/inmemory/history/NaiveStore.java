package dev.partyline.inmemory.history;

import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.PlainEvents;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import dev.partyline.testkit.contract.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plainest store there can be: lists and one lock. Right as it is; with a fault planted it is wrong in one respect,
 * and whatever proves the rules must notice.
 */
final class NaiveStore implements UserStore {
    enum Fault {
        NONE,
        /** Decides whether a change is outdated, lets others go first, and then makes it. */
        CHECKS_THEN_ACTS,
        IGNORES_LIMIT,
        FINDS_USERS_OF_OTHER_TENANTS,
        FINDS_THE_DEACTIVATED,
        KNOWS_NO_EMAIL_KEY(Key.SharedEmail.class),
        KNOWS_NO_DEDICATED_PAIR(Key.DedicatedPair.class),
        KNOWS_NO_PHONE_ON_LINE(Key.PhoneOnLine.class),
        FORGETS_FORMER_HOLDERS,
        LISTS_THE_DEACTIVATED,
        LOSES_THE_LAST_ROW_OF_A_PAGE,
        LETS_SETTLED_CHANGES_IN,
        KEEPS_THE_VERSION_OF_WHAT_IT_REPLACES,
        GIVES_THE_VERSION_OF_THE_DEACTIVATION_TO_THE_REVIVAL;

        /** The kind of key that is none to it. */
        private final Class<?> unknown;

        Fault() {
            this(Void.class);
        }

        Fault(Class<?> unknown) {
            this.unknown = unknown;
        }
    }

    private record Slot(TenantId tenant, RequestKey key) {}

    private final Fault fault;

    /** What happens between the check and the act, where they are apart. */
    private final Runnable meanwhile;

    private final Map<UserId, User> active = new HashMap<>();
    private final Map<UserId, DeactivatedUser> deactivated = new HashMap<>();
    private final Map<UserId, ErasedUser> erased = new HashMap<>();
    private final Map<Key, UserId> former = new HashMap<>();
    private final Map<Slot, IdempotencyRecord> answers = new HashMap<>();
    private final Set<Version> made = new HashSet<>();
    private final Set<ChangeId> settled = new HashSet<>();
    private final PlainEvents events = new PlainEvents();

    NaiveStore(Fault fault) {
        this(fault, () -> {});
    }

    private NaiveStore(Fault fault, Runnable meanwhile) {
        this.fault = fault;
        this.meanwhile = meanwhile;
    }

    static NaiveStore checkingThenActing(Runnable meanwhile) {
        return new NaiveStore(Fault.CHECKS_THEN_ACTS, meanwhile);
    }

    @Override
    public synchronized Facts look(Question question) {
        Map<Key, User> holders = new HashMap<>();
        Map<Key, DeactivatedUser> last = new HashMap<>();
        for (Key key : question.keys()) {
            holderOf(key).ifPresent(user -> holders.put(key, user));
            boolean recalls = question.recallsFormer() && fault != Fault.FORGETS_FORMER_HOLDERS;
            if (recalls && deactivated.containsKey(former.get(key))) {
                last.put(key, deactivated.get(former.get(key)));
            }
        }
        Optional<AnyUser> user = question.id().flatMap(id -> find(question.tenant(), id));
        Optional<IdempotencyRecord> remembered =
                question.requestKey().map(key -> answers.get(new Slot(question.tenant(), key)));
        return new Facts(
                holders, sharedUsers(question.tenant()), last, user, remembered, Optional.empty(), Optional.empty());
    }

    private Optional<AnyUser> inAnyState(UserId id) {
        return Stream.of(active, deactivated, erased)
                .<AnyUser>flatMap(users -> Optional.ofNullable(users.get(id)).stream())
                .findFirst();
    }

    private Optional<User> holderOf(Key key) {
        return fault.unknown.isInstance(key)
                ? Optional.empty()
                : active.values().stream()
                        .filter(user -> user.keys().contains(key))
                        .findFirst();
    }

    private int sharedUsers(TenantId tenant) {
        return fault == Fault.IGNORES_LIMIT
                ? 0
                : (int) active.values().stream()
                        .filter(user ->
                                user.kind() == UserKind.SHARED && user.tenant().equals(tenant))
                        .count();
    }

    @Override
    public Commit commit(Change change) {
        if (fault == Fault.CHECKS_THEN_ACTS) {
            if (isOutdated(change)) {
                return new Commit.Outdated();
            }
            meanwhile.run();
            return make(change);
        }
        synchronized (this) {
            return isOutdated(change) ? new Commit.Outdated() : make(change);
        }
    }

    private synchronized boolean isOutdated(Change change) {
        boolean isTaken = change.claim()
                .filter(claim -> !Optional.ofNullable(answers.get(new Slot(claim.tenant(), claim.key())))
                        .equals(claim.forgotten()))
                .isPresent();
        return isTaken
                || settled.contains(change.version().by())
                || change.fold(
                        this::isOutdated,
                        onALine -> false,
                        this::isOutdated,
                        move -> false,
                        deactivate -> !isActive(deactivate.user()),
                        erase -> !isSame(
                                Optional.of(erase.user()),
                                Optional.ofNullable(deactivated.get(erase.user().id()))),
                        this::isOutdated);
    }

    private boolean isOutdated(Change.Admit change) {
        User user = change.user();
        boolean limited = change.sharedUserLimit().isPresent()
                && sharedUsers(user.tenant()) >= change.sharedUserLimit().getAsInt();
        boolean notAsItWas = change.revived()
                .map(last -> !isSame(Optional.of(last), Optional.ofNullable(deactivated.get(user.id()))))
                .orElse(inAnyState(user.id()).isPresent());
        boolean notTheLast = fault != Fault.FORGETS_FORMER_HOLDERS
                && change.lastHolder()
                        .filter(last -> !isSame(
                                last.user(),
                                Optional.ofNullable(former.get(last.key())).map(deactivated::get)))
                        .isPresent();
        return limited || notAsItWas || notTheLast || active.containsKey(user.id()) || isHeld(user.keys());
    }

    private static boolean isSame(Optional<DeactivatedUser> one, Optional<DeactivatedUser> other) {
        return one.map(user -> List.of(user.user().id(), user.version()))
                .equals(other.map(user -> List.of(user.user().id(), user.version())));
    }

    private boolean isOutdated(Change.Replace change) {
        List<Key> free = new ArrayList<>(change.after().keys());
        free.removeAll(change.before().keys());
        return !isActive(change.before()) || isHeld(free);
    }

    private boolean isOutdated(Change.Confirm change) {
        return inAnyState(change.user().id())
                        .filter(user -> user.version() == change.user().version())
                        .isEmpty()
                || change.unheld().flatMap(this::holderOf).isPresent();
    }

    private boolean isHeld(List<Key> keys) {
        return keys.stream().anyMatch(key -> holderOf(key).isPresent());
    }

    private boolean isActive(User user) {
        User present = active.get(user.id());
        return present != null && present.version() == user.version();
    }

    private synchronized Commit make(Change change) {
        if (change instanceof Change.AdmitOnALine || change instanceof Change.Move) {
            return new Commit.NoLine();
        }
        AnyUser after = change.<AnyUser>fold(
                admit -> put(
                        fault == Fault.GIVES_THE_VERSION_OF_THE_DEACTIVATION_TO_THE_REVIVAL
                                        && admit.revived().isPresent()
                                ? before(admit.user())
                                : admit.user()),
                onALine -> {
                    throw new IllegalStateException("has no lines");
                },
                replace -> put(
                        fault == Fault.KEEPS_THE_VERSION_OF_WHAT_IT_REPLACES
                                ? before(replace.after())
                                : replace.after()),
                move -> {
                    throw new IllegalStateException("has no lines");
                },
                this::remove,
                this::erase,
                Change.Confirm::user);
        if (change instanceof Change.Effective effect) {
            made.add(change.version());
            events.add(effect, after);
        }
        change.recorded(after).ifPresent(record -> answers.put(new Slot(record.tenant(), record.key()), record));
        return new Commit.Done(after);
    }

    /** At one version less. */
    private static User before(User user) {
        return Versions.at(user.version() - 1, user);
    }

    private User put(User user) {
        deactivated.remove(user.id());
        active.put(user.id(), user);
        return user;
    }

    private DeactivatedUser remove(Change.Deactivate change) {
        User user = change.user();
        active.remove(user.id());
        DeactivatedUser gone = new DeactivatedUser(user, change.at());
        deactivated.put(user.id(), gone);
        former.put(user.keys().get(0), user.id());
        return gone;
    }

    private ErasedUser erase(Change.Erase change) {
        ErasedUser left = change.user().erased(change.at());
        deactivated.remove(left.id());
        erased.put(left.id(), left);
        answers.replaceAll((slot, record) -> record.outcome().user().id().equals(left.id())
                        && record.tenant().equals(left.tenant())
                ? record.erased(left)
                : record);
        return left;
    }

    @Override
    public synchronized Optional<AnyUser> settle(Version version) {
        if (made.contains(version)) {
            return inAnyState(version.user());
        }
        if (fault != Fault.LETS_SETTLED_CHANGES_IN) {
            settled.add(version.by());
        }
        return Optional.empty();
    }

    @Override
    public synchronized Optional<AnyUser> find(TenantId tenant, UserId id) {
        if (fault == Fault.FINDS_THE_DEACTIVATED && deactivated.containsKey(id)) {
            return Optional.of(deactivated.get(id).user());
        }
        return inAnyState(id)
                .filter(user -> fault == Fault.FINDS_USERS_OF_OTHER_TENANTS
                        || user.tenant().equals(tenant));
    }

    @Override
    public synchronized Optional<User> find(PhoneNumber phone, Line line) {
        return active.values().stream()
                .filter(user -> user.keys().contains(new Key.PhoneOnLine(phone, line)))
                .findFirst();
    }

    @Override
    public synchronized Set<LineUser> usersOf(PhoneNumber phone) {
        return active.values().stream()
                .filter(user -> user instanceof LineUser on && on.isReachedBy(phone))
                .map(LineUser.class::cast)
                .filter(user -> fault != Fault.KNOWS_NO_PHONE_ON_LINE)
                .collect(Collectors.toSet());
    }

    /** It keeps none: whoever is given it asks for none. */
    @Override
    public Set<FormerPair> formerPairs(PhoneNumber phone) {
        return Set.of();
    }

    @Override
    public synchronized List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
        return active.values().stream()
                .filter(user -> user instanceof LineUser on && on.line().equals(line))
                .map(LineUser.class::cast)
                .filter(user -> after.isEmpty() || LinePosition.of(user).compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(LinePosition::of))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Page list(Listing listing) {
        boolean deactivatedToo =
                listing.states().contains(Listing.State.DEACTIVATED) || fault == Fault.LISTS_THE_DEACTIVATED;
        Stream<AnyUser> gone = Stream.concat(
                deactivated.values().stream().filter(user -> deactivatedToo),
                erased.values().stream().filter(user -> listing.states().contains(Listing.State.ERASED)));
        List<AnyUser> rows = Stream.concat(active.values().stream(), gone)
                .filter(row -> row.tenant().equals(listing.tenant()))
                .filter(row -> listing.kinds().contains(row.kind()))
                .filter(row ->
                        listing.after().isEmpty() || listing.after().get().compareTo(ListPosition.of(row)) < 0)
                .sorted(Comparator.comparing(row -> ListPosition.of(row)))
                .toList();
        if (rows.size() <= listing.limit()) {
            return new Page(rows, Optional.empty());
        }
        List<AnyUser> page = rows.subList(0, listing.limit());
        ListPosition next = ListPosition.of(page.get(page.size() - 1));
        return new Page(
                fault == Fault.LOSES_THE_LAST_ROW_OF_A_PAGE ? page.subList(1, page.size()) : page, Optional.of(next));
    }

    @Override
    public synchronized List<DeactivatedUser> deactivatedBefore(TenantId tenant, Instant end, int most) {
        return deactivated.values().stream()
                .filter(user ->
                        user.tenant().equals(tenant) && user.deactivatedAt().isBefore(end))
                .sorted(Comparator.comparing(DeactivatedUser::deactivatedAt))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Map<UserKind, Integer> activeUsers(TenantId tenant) {
        return active.values().stream()
                .filter(user -> user.tenant().equals(tenant))
                .collect(Collectors.groupingBy(User::kind, Collectors.summingInt(user -> 1)));
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public int plan() {
        return NumberingPlan.NUMBER;
    }

    @Override
    public void adoptPlan(int plan) {
        throw new UnsupportedOperationException("no history moves a plan");
    }

    @Override
    public int sweep(Instant now) {
        return 0;
    }
}
