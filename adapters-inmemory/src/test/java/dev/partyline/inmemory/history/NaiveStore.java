package dev.partyline.inmemory.history;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UserStore;
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
 * The plainest store there can be: lists and one lock. Right as it is; with a fault planted it is wrong in one respect, and whatever
 * proves the rules must notice.
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
        REPLACES_WHATEVER_THERE_IS,
        LETS_SETTLED_PLACES_IN;

        /** The kind of key that is none to it. */
        private final Class<?> unknown;

        Fault() {
            this(Void.class);
        }

        Fault(Class<?> unknown) {
            this.unknown = unknown;
        }
    }

    private final Fault fault;

    /** What happens between the check and the act, where they are apart. */
    private final Runnable meanwhile;

    private final Map<UserId, User> active = new HashMap<>();
    private final Map<UserId, DeactivatedUser> deactivated = new HashMap<>();
    private final Map<Key, UserId> former = new HashMap<>();
    private final Map<List<Object>, IdempotencyRecord> answers = new HashMap<>();
    private final Set<PlaceId> settled = new HashSet<>();

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
        boolean idTaken = question.id()
                .filter(id -> active.containsKey(id) || deactivated.containsKey(id))
                .isPresent();
        return new Facts(
                holders,
                sharedUsers(question.tenant()),
                last,
                idTaken,
                question.idempotencyKey().map(key -> answers.get(List.of(question.tenant(), key))));
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
                return Commit.OUTDATED;
            }
            meanwhile.run();
            return make(change);
        }
        synchronized (this) {
            return isOutdated(change) ? Commit.OUTDATED : make(change);
        }
    }

    private synchronized boolean isOutdated(Change change) {
        return change.fold(
                this::isOutdated, this::isOutdated, deactivate -> !isActive(deactivate.user()), this::isOutdated);
    }

    private boolean isOutdated(Change.Admit change) {
        User user = change.user();
        boolean limited = change.sharedUserLimit().isPresent()
                && sharedUsers(user.tenant()) >= change.sharedUserLimit().getAsInt();
        boolean notAsItWas = change.revived()
                .map(last -> !last.equals(deactivated.get(user.id())))
                .orElse(deactivated.containsKey(user.id()));
        boolean given = user instanceof SharedUser shared && settled.contains(shared.place());
        boolean notTheLast = fault != Fault.FORGETS_FORMER_HOLDERS
                && change.lastHolder()
                        .map(last -> !last.user()
                                .equals(Optional.ofNullable(former.get(last.key()))
                                        .map(deactivated::get)))
                        .orElse(false);
        return limited || notAsItWas || notTheLast || given || active.containsKey(user.id()) || isHeld(user.keys());
    }

    private boolean isOutdated(Change.Replace change) {
        List<Key> free = new ArrayList<>(change.after().keys());
        free.removeAll(change.before().keys());
        change.unheld().ifPresent(free::add);
        boolean stale = fault != Fault.REPLACES_WHATEVER_THERE_IS && !isActive(change.before());
        return stale || isHeld(free);
    }

    private boolean isOutdated(Change.Answer answer) {
        Optional<IdempotencyRecord> standing = Optional.ofNullable(answers.get(under(answer.record())));
        return !standing.equals(answer.forgotten())
                || answer.change().filter(this::isOutdated).isPresent();
    }

    private static List<Object> under(IdempotencyRecord record) {
        return List.of(record.tenant(), record.key());
    }

    private boolean isHeld(List<Key> keys) {
        return keys.stream().anyMatch(key -> holderOf(key).isPresent());
    }

    private boolean isActive(User user) {
        return user.equals(active.get(user.id()));
    }

    private synchronized Commit make(Change change) {
        return change.fold(
                admit -> {
                    deactivated.remove(admit.user().id());
                    active.put(admit.user().id(), admit.user());
                    return Commit.DONE;
                },
                replace -> {
                    active.put(replace.after().id(), replace.after());
                    return Commit.DONE;
                },
                deactivate -> {
                    User user = deactivate.user();
                    active.remove(user.id());
                    deactivated.put(user.id(), new DeactivatedUser(user, deactivate.at()));
                    former.put(user.keys().get(0), user.id());
                    return Commit.DONE;
                },
                answer -> {
                    answers.put(under(answer.record()), answer.record());
                    return answer.change().map(this::make).orElse(Commit.DONE);
                });
    }

    @Override
    public synchronized Optional<User> find(TenantId tenant, UserId id) {
        if (fault == Fault.FINDS_THE_DEACTIVATED && deactivated.containsKey(id)) {
            return Optional.of(deactivated.get(id).user());
        }
        return Optional.ofNullable(active.get(id))
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
    public synchronized Set<Line> linesOf(PhoneNumber phone) {
        return active.values().stream()
                .filter(user -> user instanceof LineUser on && on.phone().equals(phone))
                .map(user -> ((LineUser) user).line())
                .filter(line -> fault != Fault.KNOWS_NO_PHONE_ON_LINE)
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized Page list(Listing listing) {
        Stream<Page.Row> present = active.values().stream().map(user -> new Page.Row(user, Optional.empty()));
        Stream<Page.Row> gone = deactivated.values().stream()
                .filter(user -> listing.deactivatedToo() || fault == Fault.LISTS_THE_DEACTIVATED)
                .map(user -> new Page.Row(user.user(), Optional.of(user.deactivatedAt())));
        List<Page.Row> rows = Stream.concat(present, gone)
                .filter(row -> row.user().tenant().equals(listing.tenant()))
                .filter(row -> listing.kinds().contains(row.user().kind()))
                .filter(row ->
                        listing.after().isEmpty() || listing.after().get().compareTo(ListPosition.of(row.user())) < 0)
                .sorted(Comparator.comparing(row -> ListPosition.of(row.user())))
                .toList();
        if (rows.size() <= listing.limit()) {
            return new Page(rows, Optional.empty());
        }
        List<Page.Row> page = rows.subList(0, listing.limit());
        ListPosition next = ListPosition.of(page.get(page.size() - 1).user());
        return new Page(
                fault == Fault.LOSES_THE_LAST_ROW_OF_A_PAGE ? page.subList(1, page.size()) : page, Optional.of(next));
    }

    /** Good for what is told of a user that nobody changed since. */
    @Override
    public synchronized boolean settle(Change change) {
        return change.fold(
                admit -> isActive(admit.user()),
                replace -> isActive(replace.after()),
                deactivate -> !isActive(deactivate.user()),
                answer -> answers.containsValue(answer.record()));
    }

    @Override
    public synchronized boolean settle(TenantId tenant, UserId id, PlaceId place) {
        boolean there = Optional.ofNullable(active.get(id))
                .filter(user ->
                        user instanceof SharedUser shared && shared.place().equals(place))
                .isPresent();
        if (!there && fault != Fault.LETS_SETTLED_PLACES_IN) {
            settled.add(place);
        }
        return there;
    }
}
