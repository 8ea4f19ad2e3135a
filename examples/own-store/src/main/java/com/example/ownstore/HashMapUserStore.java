package com.example.ownstore;

import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.rule.LastHolder;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
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
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Event;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A store without lines, in hash maps. Every call is one step under one lock. It is made to be read: it looks at every
 * user where a real store has an index, and keeps every version for ever.
 */
public final class HashMapUserStore implements UserStore {
    private record Identity(TenantId tenant, UserId id) {
        static Identity of(AnyUser user) {
            return new Identity(user.tenant(), user.id());
        }

        static Identity of(FormerPair pair) {
            return new Identity(pair.project(), pair.user());
        }

        static Identity of(Version version) {
            return new Identity(version.tenant(), version.user());
        }
    }

    private record Slot(TenantId tenant, RequestKey key) {}

    /** All users, in whichever state. */
    private final Map<Identity, AnyUser> users = new HashMap<>();

    /** When users were last changed that were changed since their creation. */
    private final Map<Identity, Instant> changedAt = new HashMap<>();

    /** The active user that holds each key. */
    private final Map<Key, Identity> holders = new HashMap<>();

    /** The line user that was the last to give up each key. */
    private final Map<Key, Identity> formerHolders = new HashMap<>();

    /** The phones and lines that users were moved away from. Nobody else can have such a pair until it has ended. */
    private final Map<Key.PhoneOnLine, FormerPair> formerPairs = new HashMap<>();

    private final Map<Slot, IdempotencyRecord> records = new HashMap<>();

    /** The versions that were made, each with the attempt that made it. */
    private final Set<Version> made = new HashSet<>();

    /** The versions that were taken away from an attempt: it never makes them, however late it comes. */
    private final Set<Version> takenAway = new HashSet<>();

    private final ListedEvents events = new ListedEvents(this);
    private int plan = NumberingPlan.NUMBER;

    // ---------------------------------------------------------------------------------------------------- changing

    @Override
    public synchronized int plan() {
        return plan;
    }

    @Override
    public synchronized void adoptPlan(int other) {
        plan = other;
    }

    /** A library with another plan makes other keys of the same phones. */
    private void requirePlanOfLibrary() {
        if (plan != NumberingPlan.NUMBER) {
            throw UnavailableException.ofAnotherPlan(plan);
        }
    }

    @Override
    public synchronized Commit commit(Change change) {
        requirePlanOfLibrary();
        if (change instanceof Change.AdmitOnALine || change instanceof Change.Move) {
            return new Commit.NoLine();
        }
        if (takenAway.contains(change.version()) || !change.claim().stream().allMatch(this::isFree) || !holds(change)) {
            return new Commit.Outdated();
        }
        AnyUser user = change.<AnyUser>fold(
                this::admit, none(), this::replace, none(), this::deactivate, this::erase, Change.Confirm::user);
        if (change instanceof Change.Effective effect) {
            users.put(Identity.of(user), user);
            if (user.version() > 1) {
                changedAt.put(Identity.of(user), later(lastChange(user), effect.at()));
            }
            made.add(change.version());
            events.add(Event.of(effect, user));
        }
        change.recorded(user).ifPresent(record -> records.put(new Slot(record.tenant(), record.key()), record));
        return new Commit.Done(user);
    }

    /** No other record stands under the idempotency key than the one that counts no more. */
    private boolean isFree(IdempotencyClaim claim) {
        Optional<IdempotencyRecord> standing = remembered(claim.tenant(), claim.key());
        return standing.isEmpty() || standing.equals(claim.forgotten());
    }

    /** Whether everything that the change was decided on still holds. */
    private boolean holds(Change change) {
        return change.fold(
                admit -> isNext(admit.version())
                        && active(Identity.of(admit.user())).isEmpty()
                        && admit.revived().isPresent() == isDeactivated(Identity.of(admit.user()))
                        && admit.user().keys().stream().allMatch(key -> isFreeFor(key, Identity.of(admit.user())))
                        && admit.lastHolder().stream().allMatch(this::isLastHolder)
                        && admit.sharedUserLimit().stream()
                                .allMatch(limit -> sharedUsers(admit.user().tenant()) < limit),
                none(),
                replace -> isNext(replace.version())
                        && active(Identity.of(replace.after())).isPresent()
                        && replace.after().keys().stream().allMatch(key -> isFreeFor(key, Identity.of(replace.after())))
                        && (replace.avoided().isEmpty()
                                || !replace.avoided().stream()
                                        .allMatch(key -> isFreeFor(key, Identity.of(replace.after())))),
                none(),
                deactivate -> isNext(deactivate.version())
                        && active(Identity.of(deactivate.user())).isPresent(),
                erase -> isNext(erase.version()) && isDeactivated(Identity.of(erase.user())),
                confirm -> Optional.ofNullable(users.get(Identity.of(confirm.user())))
                                .filter(user -> user.version() == confirm.user().version())
                                .isPresent()
                        && confirm.unheld().stream().noneMatch(holders::containsKey));
    }

    private AnyUser admit(Change.Admit change) {
        return enter(change.user());
    }

    private AnyUser replace(Change.Replace change) {
        leave(Identity.of(change.after()));
        if (change.before() instanceof LineUser onALine && change.formerUntil().isAfter(change.at())) {
            onALine.keys().forEach(key -> leadTo(onALine, key, change.formerUntil()));
        }
        return enter(change.after());
    }

    private void leadTo(LineUser user, Key key, Instant until) {
        if (key instanceof Key.PhoneOnLine pair) {
            formerPairs.put(pair, new FormerPair(pair.phone(), pair.line(), user.project(), user.id(), until));
        }
    }

    private AnyUser deactivate(Change.Deactivate change) {
        User user = change.user();
        leave(Identity.of(user));
        formerPairs.values().removeIf(pair -> Identity.of(pair).equals(Identity.of(user)));
        if (user instanceof LineUser onALine) {
            onALine.identity().forEach(key -> formerHolders.put(key, Identity.of(user)));
        }
        return new DeactivatedUser(user, change.at());
    }

    private AnyUser erase(Change.Erase change) {
        ErasedUser erased = change.user().erased(change.at());
        formerHolders.values().removeIf(Identity.of(erased)::equals);
        events.forgetValues(erased.tenant(), erased.id());
        records.replaceAll((slot, record) ->
                Identity.of(record.outcome().user()).equals(Identity.of(erased)) ? record.erased(erased) : record);
        return erased;
    }

    private User enter(User user) {
        user.keys().forEach(key -> holders.put(key, Identity.of(user)));
        user.keys().forEach(formerPairs::remove);
        return user;
    }

    private void leave(Identity identity) {
        active(identity).stream().flatMap(user -> user.keys().stream()).forEach(holders::remove);
    }

    private boolean isNext(Version version) {
        return version.number() == last(Identity.of(version)) + 1;
    }

    /** The last version of the user; 0 if there is no such user. */
    private long last(Identity identity) {
        return Optional.ofNullable(users.get(identity)).map(AnyUser::version).orElse(0L);
    }

    private boolean isDeactivated(Identity identity) {
        return users.get(identity) instanceof DeactivatedUser;
    }

    private boolean isFreeFor(Key key, Identity identity) {
        return holder(key).orElse(identity).equals(identity);
    }

    /** The active user that holds the key, or that was moved away from the phone and the line. */
    private Optional<Identity> holder(Key key) {
        return Optional.ofNullable(holders.get(key))
                .or(() -> Optional.ofNullable(formerPairs.get(key)).map(Identity::of));
    }

    private boolean isLastHolder(LastHolder expected) {
        return expected.user().equals(formerHolder(expected.key()));
    }

    /** A store without lines puts nobody on one. */
    private static <C, T> Function<C, T> none() {
        return change -> {
            throw new IllegalStateException("answered before");
        };
    }

    @Override
    public synchronized Optional<AnyUser> settle(Version version) {
        requirePlanOfLibrary();
        if (made.contains(version)) {
            return Optional.of(users.get(Identity.of(version)));
        }
        takenAway.add(version);
        return Optional.empty();
    }

    @Override
    public synchronized int sweep(Instant now) {
        int before = records.size() + formerPairs.size();
        records.values().removeIf(record -> !IdempotencyRules.isRemembered(record, now));
        formerPairs.values().removeIf(pair -> !pair.until().isAfter(now));
        return before - records.size() - formerPairs.size();
    }

    // ----------------------------------------------------------------------------------------------------- looking

    @Override
    public synchronized Facts look(Question question) {
        Map<Key, User> active = new HashMap<>();
        Map<Key, DeactivatedUser> former = new HashMap<>();
        for (Key key : question.keys()) {
            holder(key).flatMap(this::active).ifPresent(user -> active.put(key, user));
            if (question.recallsFormer()) {
                formerHolder(key).ifPresent(user -> former.put(key, user));
            }
        }
        return new Facts(
                active,
                question.countsSharedUsers() ? sharedUsers(question.tenant()) : 0,
                former,
                question.id().flatMap(id -> find(question.tenant(), id)),
                question.requestKey().flatMap(key -> remembered(question.tenant(), key)),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public synchronized Optional<AnyUser> find(TenantId tenant, UserId id) {
        return Optional.ofNullable(users.get(new Identity(tenant, id)));
    }

    @Override
    public synchronized Optional<User> find(PhoneNumber phone, Line line) {
        return Optional.ofNullable(holders.get(new Key.PhoneOnLine(phone, line)))
                .flatMap(this::active);
    }

    @Override
    public synchronized Set<LineUser> usersOf(PhoneNumber phone) {
        return activeUsers()
                .filter(LineUser.class::isInstance)
                .map(LineUser.class::cast)
                .filter(user -> user.isReachedBy(phone))
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Set<FormerPair> formerPairs(PhoneNumber phone) {
        return formerPairs.values().stream()
                .filter(pair -> pair.phone().equals(phone))
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
        return activeUsers()
                .filter(LineUser.class::isInstance)
                .map(LineUser.class::cast)
                .filter(user -> user.line().equals(line))
                .filter(user ->
                        after.stream().allMatch(last -> LinePosition.of(user).compareTo(last) > 0))
                .sorted(Comparator.comparing(LinePosition::of))
                .limit(Math.max(0, most))
                .toList();
    }

    @Override
    public synchronized Page list(Listing listing) {
        List<AnyUser> found = users.values().stream()
                .filter(user -> user.tenant().equals(listing.tenant()))
                .filter(user -> listing.kinds().contains(user.kind()))
                .filter(user -> listing.states().contains(state(user)))
                .filter(user -> listing.line().stream()
                        .allMatch(line ->
                                user instanceof LineUser active && active.line().equals(line)))
                .filter(user -> listing.span().has(position(listing, user).at()))
                .filter(user -> listing.after().stream()
                        .allMatch(after -> position(listing, user).compareTo(after) > 0))
                .sorted(Comparator.comparing(user -> position(listing, user)))
                .toList();
        List<AnyUser> page = found.subList(0, Math.min(listing.limit(), found.size()));
        return new Page(
                page,
                page.size() < found.size()
                        ? Optional.of(position(listing, page.get(page.size() - 1)))
                        : Optional.empty());
    }

    private ListPosition position(Listing listing, AnyUser user) {
        return switch (listing.span().time()) {
            case CREATION -> ListPosition.of(user);
            case CHANGE -> new ListPosition(lastChange(user), user.id());
        };
    }

    private Instant lastChange(AnyUser user) {
        return changedAt.getOrDefault(Identity.of(user), user.createdAt());
    }

    /** A clock may go back, but no user in a listing. */
    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Listing.State state(AnyUser user) {
        return AnyUser.fold(
                user,
                active -> Listing.State.ACTIVE,
                deactivated -> Listing.State.DEACTIVATED,
                erased -> Listing.State.ERASED);
    }

    @Override
    public synchronized List<DeactivatedUser> deactivatedBefore(TenantId tenant, Instant end, int most) {
        return users.values().stream()
                .filter(user -> user.tenant().equals(tenant))
                .filter(DeactivatedUser.class::isInstance)
                .map(DeactivatedUser.class::cast)
                .filter(user -> user.deactivatedAt().isBefore(end))
                .sorted(Comparator.comparing(DeactivatedUser::deactivatedAt))
                .limit(Math.max(0, most))
                .toList();
    }

    @Override
    public synchronized Map<UserKind, Integer> activeUsers(TenantId tenant) {
        return activeUsers()
                .filter(user -> user.tenant().equals(tenant))
                .collect(Collectors.toMap(User::kind, user -> 1, Integer::sum));
    }

    @Override
    public Events events() {
        return events;
    }

    private Optional<User> active(Identity identity) {
        return Optional.ofNullable(users.get(identity))
                .filter(User.class::isInstance)
                .map(User.class::cast);
    }

    private Stream<User> activeUsers() {
        return users.values().stream().filter(User.class::isInstance).map(User.class::cast);
    }

    /** The last holder of the key, unless it is active again. */
    private Optional<DeactivatedUser> formerHolder(Key key) {
        return Optional.ofNullable(formerHolders.get(key))
                .map(users::get)
                .filter(DeactivatedUser.class::isInstance)
                .map(DeactivatedUser.class::cast);
    }

    private Optional<IdempotencyRecord> remembered(TenantId tenant, RequestKey key) {
        return Optional.ofNullable(records.get(new Slot(tenant, key)));
    }

    private int sharedUsers(TenantId tenant) {
        return (int) activeUsers()
                .filter(user -> user.kind() == UserKind.SHARED && user.tenant().equals(tenant))
                .count();
    }
}
