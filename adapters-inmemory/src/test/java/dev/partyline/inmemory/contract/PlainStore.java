package dev.partyline.inmemory.contract;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.IdempotencyRules;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AppUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.DedicatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.ListPosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UserStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A store as plain as can be, under one lock, sound but for its fault: each is a mistake that an adapter is likely to make. */
final class PlainStore implements UserStore {

    /** What is wrong with a store. */
    enum Fault {
        NONE,
        KEYS_ARE_CHECKED_BEFORE_THE_STEP,
        KEYS_ARE_CLAIMED_ONE_BY_ONE,
        ONLY_THE_FIRST_KEY_IS_CLAIMED,
        THE_QUOTA_IS_COUNTED_BEFORE_THE_STEP,
        THE_QUOTA_COUNTS_EVERY_KIND,
        THE_QUOTA_COUNTS_EVERY_TENANT,
        THE_LAST_REPLACEMENT_WINS,
        A_REPLACEMENT_KEEPS_THE_OLD_KEYS,
        A_KEY_TO_BE_UNHELD_IS_NOT_LOOKED_AT,
        A_KEY_TO_BE_UNHELD_IS_LOOKED_AT_BEFORE_THE_STEP,
        THE_RECORD_IS_WRITTEN_FIRST,
        THE_RECORD_IS_WRITTEN_AFTERWARDS,
        A_TAKEN_RECORD_IS_NOTICED_AFTERWARDS,
        RECORDS_FORGET_THEIR_TENANT,
        RECORDS_ARE_DROPPED_AFTER_TWELVE_HOURS,
        RECORDS_TELL_THE_USER_AS_IT_IS_NOW,
        OUTCOMES_ARE_ALL_CREATED,
        PAGES_ARE_COUNTED,
        USERS_OF_ONE_INSTANT_ARE_SKIPPED,
        IDS_ARE_ORDERED_AS_JAVA_ORDERS_UUIDS,
        A_DEACTIVATION_KEEPS_A_KEY,
        A_DEACTIVATION_KEEPS_THE_SLOT,
        A_DEACTIVATION_FORGETS_THE_USER,
        ANY_DEACTIVATION_WILL_DO,
        KEYS_FORGET_THEIR_TENANT,
        PHONES_ON_LINES_ARE_KEYS_OF_THE_TENANT,
        IDS_ARE_FOUND_ACROSS_TENANTS,
        IDS_ARE_TAKEN_ACROSS_TENANTS,
        REVIVES_WHOEVER_HAS_THE_ID,
        THE_LAST_HOLDER_IS_NOT_COMPARED,
        ADMISSIONS_ARE_SETTLED_AS_DONE,
        ADMISSIONS_ARE_SETTLED_WHILE_ACTIVE,
        ANSWERS_ARE_SETTLED_BY_THEIR_CHANGE,
        A_SETTLED_PLACE_IS_GIVEN_AWAY,
        A_PLACE_IS_SETTLED_BY_ITS_USER,
        FACTS_ARE_READ_ONE_BY_ONE,
        MOVED_USERS_ARE_FOUND_WHERE_THEY_WERE,
        TIMES_ARE_CUT_TO_MILLISECONDS,
        PHONES_ARE_MADE_CANONICAL_AGAIN
    }

    private record Identity(TenantId tenant, UserId id) {}

    private record Slot(Object tenant, IdempotencyKey key) {}

    private final Fault fault;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Identity, Page.Row> rows = new HashMap<>();
    private final Map<Object, Identity> holders = new HashMap<>();
    private final Map<Key, Identity> former = new HashMap<>();
    private final Map<Slot, IdempotencyRecord> records = new HashMap<>();
    private final Set<PlaceId> settled = new HashSet<>();
    private final Map<Object, Integer> leftSlots = new HashMap<>();

    PlainStore(Fault fault) {
        this.fault = fault;
    }

    private boolean has(Fault one) {
        return fault == one;
    }

    /** Where a mistake needs somebody to come between. */
    @SuppressWarnings("ThreadPriorityCheck")
    static void giveWay() {
        Thread.yield();
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Facts look(Question question) {
        if (!has(Fault.FACTS_ARE_READ_ONE_BY_ONE)) {
            return locked(() -> facts(question));
        }
        Facts holdersOnly = locked(() -> facts(question));
        giveWay();
        Facts rest = locked(() -> facts(question));
        return new Facts(
                holdersOnly.holders(), rest.sharedUsers(), rest.former(), rest.idTaken(), holdersOnly.remembered());
    }

    private Facts facts(Question question) {
        Map<Key, User> active = new HashMap<>();
        Map<Key, DeactivatedUser> last = new HashMap<>();
        for (Key key : question.keys()) {
            Optional.ofNullable(holders.get(claim(key, question.tenant())))
                    .flatMap(this::active)
                    .ifPresent(user -> active.put(key, user));
            if (question.recallsFormer()) {
                Optional.ofNullable(former.get(key))
                        .map(rows::get)
                        .flatMap(row -> row.deactivatedAt().map(at -> new DeactivatedUser(row.user(), at)))
                        .ifPresent(user -> last.put(key, user));
            }
        }
        return new Facts(
                active,
                question.countsSharedUsers() ? sharedUsers(question.tenant()) : 0,
                last,
                question.id().filter(id -> isTaken(question.tenant(), id)).isPresent(),
                question.idempotencyKey().flatMap(key -> record(question.tenant(), key)));
    }

    private Optional<IdempotencyRecord> record(TenantId tenant, IdempotencyKey key) {
        Optional<IdempotencyRecord> found = Optional.ofNullable(records.get(slot(tenant, key)));
        if (has(Fault.RECORDS_TELL_THE_USER_AS_IT_IS_NOW)) {
            return found.map(record -> active(
                            new Identity(tenant, record.outcome().user().id()))
                    .map(user -> with(record, new Outcome.Created<>(user)))
                    .orElse(record));
        }
        return has(Fault.OUTCOMES_ARE_ALL_CREATED)
                ? found.map(record ->
                        with(record, new Outcome.Created<>(record.outcome().user())))
                : found;
    }

    private static IdempotencyRecord with(IdempotencyRecord record, Outcome<? extends User> outcome) {
        return new IdempotencyRecord(record.tenant(), record.key(), record.fingerprint(), record.firstUse(), outcome);
    }

    private Slot slot(TenantId tenant, IdempotencyKey key) {
        return new Slot(has(Fault.RECORDS_FORGET_THEIR_TENANT) ? "" : tenant, key);
    }

    private int sharedUsers(TenantId tenant) {
        long active = rows.values().stream()
                .filter(row -> row.deactivatedAt().isEmpty())
                .map(Page.Row::user)
                .filter(user -> has(Fault.THE_QUOTA_COUNTS_EVERY_KIND) || user.kind() == UserKind.SHARED)
                .filter(user -> has(Fault.THE_QUOTA_COUNTS_EVERY_TENANT)
                        || user.tenant().equals(tenant))
                .count();
        return (int) active + leftSlots.getOrDefault(tenant, 0);
    }

    private boolean isTaken(TenantId tenant, UserId id) {
        return has(Fault.IDS_ARE_TAKEN_ACROSS_TENANTS)
                ? rows.keySet().stream().anyMatch(identity -> identity.id().equals(id))
                : rows.containsKey(new Identity(tenant, id));
    }

    private Optional<User> active(Identity identity) {
        return Optional.ofNullable(rows.get(identity))
                .filter(row -> row.deactivatedAt().isEmpty())
                .map(Page.Row::user);
    }

    /** What stands in the index for the key. */
    private Object claim(Key key, TenantId tenant) {
        if (key instanceof Key.PhoneOnLine && has(Fault.PHONES_ON_LINES_ARE_KEYS_OF_THE_TENANT)) {
            return List.of(key, tenant);
        }
        if (has(Fault.KEYS_FORGET_THEIR_TENANT)) {
            if (key instanceof Key.SharedPhone shared) {
                return List.of("shared", shared.phone());
            }
            if (key instanceof Key.CustomerEmail customer) {
                return List.of("customer", customer.email());
            }
            if (key instanceof Key.AppExternalId app) {
                return List.of("app", app.externalId());
            }
        }
        return key;
    }

    private List<Object> claims(User user) {
        List<Key> keys = has(Fault.ONLY_THE_FIRST_KEY_IS_CLAIMED)
                ? user.keys().stream().limit(1).toList()
                : user.keys();
        return keys.stream().map(key -> claim(key, user.tenant())).toList();
    }

    private static Identity identity(User user) {
        return new Identity(user.tenant(), user.id());
    }

    @Override
    public Commit commit(Change change) {
        return change.fold(this::admit, this::replace, this::deactivate, this::answer);
    }

    private Commit admit(Change.Admit change) {
        User user = change.user();
        if (has(Fault.KEYS_ARE_CHECKED_BEFORE_THE_STEP)) {
            boolean free = locked(() -> claims(user).stream().noneMatch(holders::containsKey));
            giveWay();
            return free ? locked(() -> admit(change, List.of(), true)) : Commit.OUTDATED;
        }
        if (has(Fault.THE_QUOTA_IS_COUNTED_BEFORE_THE_STEP)) {
            boolean room = locked(() -> hasRoom(change));
            giveWay();
            return room ? locked(() -> admit(change, claims(user), true)) : Commit.OUTDATED;
        }
        if (has(Fault.KEYS_ARE_CLAIMED_ONE_BY_ONE) && change.revived().isEmpty()) {
            for (Object claim : claims(user)) {
                if (locked(() -> holders.putIfAbsent(claim, identity(user)) != null)) {
                    return Commit.OUTDATED;
                }
            }
            return locked(() -> admit(change, List.of(), hasRoom(change)));
        }
        return locked(() -> admit(change, claims(user), hasRoom(change)));
    }

    private boolean hasRoom(Change.Admit change) {
        return change.sharedUserLimit().isEmpty()
                || sharedUsers(change.user().tenant())
                        < change.sharedUserLimit().getAsInt();
    }

    private Commit admit(Change.Admit change, List<Object> free, boolean hasRoom) {
        if (!hasRoom || !mayEnter(change, free)) {
            return Commit.OUTDATED;
        }
        enter(change.user());
        return Commit.DONE;
    }

    /** Whether the admission would be done now. */
    boolean wouldAdmit(Change.Admit change) {
        return locked(() -> hasRoom(change) && mayEnter(change, claims(change.user())));
    }

    private boolean mayEnter(Change.Admit change, List<Object> free) {
        boolean placeIsSettled = change.user() instanceof SharedUser shared && settled.contains(shared.place());
        return free.stream().noneMatch(holders::containsKey)
                && isOneToAdmit(change)
                && isAfterTheLastHolder(change)
                && (!placeIsSettled || has(Fault.A_SETTLED_PLACE_IS_GIVEN_AWAY));
    }

    private boolean isOneToAdmit(Change.Admit change) {
        User user = change.user();
        Optional<Page.Row> row = Optional.ofNullable(rows.get(identity(user)));
        if (change.revived().isEmpty()) {
            return !isTaken(user.tenant(), user.id());
        }
        DeactivatedUser revived = change.revived().get();
        return row.filter(found -> has(Fault.REVIVES_WHOEVER_HAS_THE_ID)
                        || found.equals(new Page.Row(revived.user(), Optional.of(revived.deactivatedAt()))))
                .isPresent();
    }

    private boolean isAfterTheLastHolder(Change.Admit change) {
        return has(Fault.THE_LAST_HOLDER_IS_NOT_COMPARED)
                || change.lastHolder()
                        .filter(expected -> !expected.user()
                                .equals(Optional.ofNullable(former.get(expected.key()))
                                        .map(rows::get)
                                        .flatMap(row ->
                                                row.deactivatedAt().map(at -> new DeactivatedUser(row.user(), at)))))
                        .isEmpty();
    }

    private void enter(User user) {
        claims(user).forEach(claim -> holders.put(claim, identity(user)));
        rows.put(identity(user), new Page.Row(user, Optional.empty()));
    }

    private Commit replace(Change.Replace change) {
        return locked(() -> {
            Identity identity = identity(change.before());
            Optional<User> active = active(identity);
            boolean asGiven = has(Fault.THE_LAST_REPLACEMENT_WINS)
                    ? active.isPresent()
                    : active.equals(Optional.of(change.before()));
            boolean taken = claims(change.after()).stream()
                    .anyMatch(claim -> !identity.equals(holders.getOrDefault(claim, identity)));
            boolean looks = !has(Fault.A_KEY_TO_BE_UNHELD_IS_NOT_LOOKED_AT)
                    && !has(Fault.A_KEY_TO_BE_UNHELD_IS_LOOKED_AT_BEFORE_THE_STEP);
            if (!asGiven || taken || (looks && isHeld(change.unheld()))) {
                return Commit.OUTDATED;
            }
            if (!has(Fault.A_REPLACEMENT_KEEPS_THE_OLD_KEYS)) {
                claims(change.before()).forEach(holders::remove);
            }
            enter(change.after());
            return Commit.DONE;
        });
    }

    private boolean isHeld(Optional<Key.SharedPhone> key) {
        return key.map(phone -> claim(phone, phone.project()))
                .filter(holders::containsKey)
                .isPresent();
    }

    private Commit deactivate(Change.Deactivate change) {
        return locked(() -> {
            User user = change.user();
            Optional<User> active = active(identity(user));
            if (has(Fault.ANY_DEACTIVATION_WILL_DO) ? active.isEmpty() : !active.equals(Optional.of(user))) {
                return Commit.OUTDATED;
            }
            List<Object> claims = new ArrayList<>(claims(user));
            if (has(Fault.A_DEACTIVATION_KEEPS_A_KEY)) {
                claims.remove(claims.size() - 1);
            }
            claims.forEach(holders::remove);
            if (has(Fault.A_DEACTIVATION_FORGETS_THE_USER)) {
                rows.remove(identity(user));
                return Commit.DONE;
            }
            if (has(Fault.A_DEACTIVATION_KEEPS_THE_SLOT) && user.kind() == UserKind.SHARED) {
                leftSlots.merge(user.tenant(), 1, Integer::sum);
            }
            user.keys().stream().findFirst().ifPresent(key -> former.put(key, identity(user)));
            rows.put(identity(user), new Page.Row(user, Optional.of(change.at())));
            return Commit.DONE;
        });
    }

    private Commit answer(Change.Answer answer) {
        if (has(Fault.A_KEY_TO_BE_UNHELD_IS_LOOKED_AT_BEFORE_THE_STEP)
                && answer.change().orElse(answer) instanceof Change.Replace replace) {
            boolean held = locked(() -> isHeld(replace.unheld()));
            giveWay();
            return held ? Commit.OUTDATED : locked(() -> carryOut(answer));
        }
        if (has(Fault.THE_RECORD_IS_WRITTEN_AFTERWARDS)) {
            if (!locked(() -> isFree(answer))) {
                return Commit.OUTDATED;
            }
            Commit commit = answer.change().map(this::commit).orElse(Commit.DONE);
            giveWay();
            if (commit == Commit.DONE) {
                locked(() -> keep(answer.record()));
            }
            return commit;
        }
        return locked(() -> carryOut(answer));
    }

    private Commit carryOut(Change.Answer answer) {
        if (has(Fault.A_TAKEN_RECORD_IS_NOTICED_AFTERWARDS)) {
            Commit commit = answer.change().map(this::commit).orElse(Commit.DONE);
            return commit == Commit.DONE && isFree(answer) ? keep(answer.record()) : Commit.OUTDATED;
        }
        if (!isFree(answer)) {
            return Commit.OUTDATED;
        }
        if (has(Fault.THE_RECORD_IS_WRITTEN_FIRST)) {
            keep(answer.record());
        }
        Commit commit = answer.change().map(this::commit).orElse(Commit.DONE);
        return commit == Commit.DONE ? keep(answer.record()) : Commit.OUTDATED;
    }

    private boolean isFree(Change.Answer answer) {
        IdempotencyRecord record = answer.record();
        Optional<IdempotencyRecord> standing = Optional.ofNullable(records.get(slot(record.tenant(), record.key())));
        return standing.isEmpty() || standing.equals(answer.forgotten());
    }

    private Commit keep(IdempotencyRecord record) {
        Duration memory =
                has(Fault.RECORDS_ARE_DROPPED_AFTER_TWELVE_HOURS) ? Duration.ofHours(12) : IdempotencyRules.MEMORY;
        records.values()
                .removeIf(old -> !record.firstUse().isBefore(old.firstUse().plus(memory)));
        records.put(slot(record.tenant(), record.key()), record);
        return Commit.DONE;
    }

    @Override
    public Optional<User> find(TenantId tenant, UserId id) {
        return locked(() -> has(Fault.IDS_ARE_FOUND_ACROSS_TENANTS)
                ? rows.keySet().stream()
                        .filter(identity -> identity.id().equals(id))
                        .findAny()
                        .flatMap(this::active)
                : active(new Identity(tenant, id)).map(this::read));
    }

    /** The user as it would be made of columns. */
    private User read(User user) {
        if (has(Fault.TIMES_ARE_CUT_TO_MILLISECONDS) && user instanceof AppUser app) {
            return new AppUser(
                    app.id(),
                    app.app(),
                    app.identifiers(),
                    app.externalId(),
                    app.profile(),
                    app.createdAt().truncatedTo(ChronoUnit.MILLIS));
        }
        if (has(Fault.PHONES_ARE_MADE_CANONICAL_AGAIN) && user instanceof DedicatedUser dedicated) {
            return new DedicatedUser(
                    dedicated.id(),
                    dedicated.project(),
                    PhoneNumber.of(dedicated.phone().e164()).get(),
                    dedicated.line(),
                    dedicated.profile(),
                    dedicated.createdAt());
        }
        return user;
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        return locked(() -> rows.values().stream()
                .filter(row -> row.deactivatedAt().isEmpty())
                .map(Page.Row::user)
                .filter(user -> user instanceof LineUser on
                        && on.phone().equals(phone)
                        && (on.line().equals(line) || has(Fault.MOVED_USERS_ARE_FOUND_WHERE_THEY_WERE)))
                .findAny());
    }

    @Override
    public Set<Line> linesOf(PhoneNumber phone) {
        return locked(() -> rows.values().stream()
                .filter(row -> row.deactivatedAt().isEmpty())
                .map(Page.Row::user)
                .filter(user -> user instanceof LineUser on && on.phone().equals(phone))
                .map(user -> ((LineUser) user).line())
                .collect(Collectors.toSet()));
    }

    @Override
    public Page list(Listing listing) {
        return locked(() -> {
            Comparator<Page.Row> order = has(Fault.IDS_ARE_ORDERED_AS_JAVA_ORDERS_UUIDS)
                    ? Comparator.<Page.Row, Instant>comparing(row -> row.user().createdAt())
                            .thenComparing(row -> row.user().id().value())
                    : Comparator.comparing(row -> ListPosition.of(row.user()));
            List<Page.Row> all = rows.values().stream()
                    .filter(row -> row.user().tenant().equals(listing.tenant()))
                    .filter(row -> listing.kinds().contains(row.user().kind()))
                    .filter(row ->
                            listing.deactivatedToo() || row.deactivatedAt().isEmpty())
                    .sorted(order)
                    .toList();
            List<Page.Row> from = listing.after()
                    .map(position -> all.subList(begin(all, position), all.size()))
                    .orElse(all);
            List<Page.Row> page = from.subList(0, Math.min(listing.limit(), from.size()));
            return new Page(
                    page,
                    from.size() > page.size()
                            ? Optional.of(
                                    has(Fault.PAGES_ARE_COUNTED)
                                            ? counted(all.size() - from.size() + page.size())
                                            : ListPosition.of(
                                                    page.get(page.size() - 1).user()))
                            : Optional.empty());
        });
    }

    /** A position that is a number of rows. */
    private static ListPosition counted(int rows) {
        return new ListPosition(Instant.ofEpochSecond(rows), new UserId(new UUID(0, 0)));
    }

    private int begin(List<Page.Row> all, ListPosition position) {
        if (has(Fault.PAGES_ARE_COUNTED)) {
            return Math.min((int) position.createdAt().getEpochSecond(), all.size());
        }
        int begin = 0;
        while (begin < all.size() && !isBehind(all.get(begin).user(), position)) {
            begin++;
        }
        return begin;
    }

    private boolean isBehind(User user, ListPosition position) {
        if (has(Fault.USERS_OF_ONE_INSTANT_ARE_SKIPPED)) {
            return user.createdAt().isAfter(position.createdAt());
        }
        if (has(Fault.IDS_ARE_ORDERED_AS_JAVA_ORDERS_UUIDS) && user.createdAt().equals(position.createdAt())) {
            return user.id().value().compareTo(position.id().value()) > 0;
        }
        return ListPosition.of(user).compareTo(position) > 0;
    }

    @Override
    public boolean settle(Change change) {
        return locked(() -> change.fold(
                this::isAdmitted,
                replace -> active(identity(replace.after())).equals(Optional.of(replace.after())),
                deactivate -> Optional.ofNullable(rows.get(identity(deactivate.user())))
                        .flatMap(Page.Row::deactivatedAt)
                        .equals(Optional.of(deactivate.at())),
                answer -> answer.change()
                        .filter(inner -> has(Fault.ANSWERS_ARE_SETTLED_BY_THEIR_CHANGE))
                        .map(this::settle)
                        .orElseGet(() -> record(
                                        answer.record().tenant(),
                                        answer.record().key())
                                .equals(Optional.of(answer.record())))));
    }

    private boolean isAdmitted(Change.Admit change) {
        if (has(Fault.ADMISSIONS_ARE_SETTLED_AS_DONE)) {
            return true;
        }
        User user = change.user();
        return Optional.ofNullable(rows.get(identity(user)))
                .filter(row -> !has(Fault.ADMISSIONS_ARE_SETTLED_WHILE_ACTIVE)
                        || row.deactivatedAt().isEmpty())
                .map(Page.Row::user)
                .filter(found -> isOfSameAdmission(found, user))
                .isPresent();
    }

    private static boolean isOfSameAdmission(User found, User user) {
        if (found instanceof SharedUser one && user instanceof SharedUser other) {
            return one.place().equals(other.place());
        }
        return found.keys().equals(user.keys());
    }

    @Override
    public boolean settle(TenantId tenant, UserId id, PlaceId place) {
        return locked(() -> {
            boolean active = active(new Identity(tenant, id))
                    .filter(user -> user instanceof SharedUser shared
                            && (shared.place().equals(place) || has(Fault.A_PLACE_IS_SETTLED_BY_ITS_USER)))
                    .isPresent();
            if (!active) {
                settled.add(place);
            }
            return active;
        });
    }
}
