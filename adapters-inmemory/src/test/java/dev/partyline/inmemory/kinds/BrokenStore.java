package dev.partyline.inmemory.kinds;

import dev.partyline.domain.request.RequestKey;
import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Span;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A store with one fault, which the checks of this package must see. */
final class BrokenStore implements UserStore {
    /** What is broken. */
    enum Fault {
        /** A2: identifiers are claimed one by one, and those that were had stay where the next one can't be. */
        CLAIMS_ONE_BY_ONE,
        /** I5, I6: what is answered is recorded after the user was admitted. */
        RECORDS_LATER,
        /** I4: one key in two tenants is one. */
        FORGETS_THE_TENANT_OF_A_KEY,
        /** I3 */
        FORGETS_TOO_SOON,
        /** T2 */
        FINDS_THROUGH_ANY_TENANT,
        /** L4 */
        LOSES_CHANGES,
        /** L5 */
        LISTS_BY_CREATION_ONLY,
        /** K1, K3 */
        KEEPS_KEYS_THAT_ARE_GIVEN_UP,
        /** X1 */
        ERASES_NOBODY
    }

    private final UserStore sound = InMemoryUserStore.withoutLines();
    private final Map<Key, User> claimed = new ConcurrentHashMap<>();
    private final Map<RequestKey, IdempotencyRecord> records = new ConcurrentHashMap<>();
    private final Map<UserId, User> users = new ConcurrentHashMap<>();
    private final Fault fault;

    BrokenStore(Fault fault) {
        this.fault = fault;
    }

    @Override
    public Facts look(Question question) {
        Facts facts = sound.look(question);
        Map<Key, User> holders = new HashMap<>(facts.holders());
        question.keys().forEach(key -> Optional.ofNullable(claimed.get(key)).ifPresent(user -> holders.put(key, user)));
        return new Facts(
                holders,
                facts.sharedUsers(),
                facts.former(),
                facts.user(),
                remembered(question, facts),
                facts.lineToBeHad(),
                facts.admitted());
    }

    private Optional<IdempotencyRecord> remembered(Question question, Facts facts) {
        return fault == Fault.FORGETS_THE_TENANT_OF_A_KEY || fault == Fault.RECORDS_LATER
                ? question.requestKey().map(records::get).or(facts::remembered)
                : facts.remembered();
    }

    @Override
    public Commit commit(Change change) {
        if (change instanceof Change.Admit admit && !claims(admit.user())) {
            return new Commit.Outdated();
        }
        if (fault == Fault.LOSES_CHANGES && change instanceof Change.Replace replace) {
            return new Commit.Done(replace.after());
        }
        if (fault == Fault.ERASES_NOBODY && change instanceof Change.Erase erase) {
            return new Commit.Done(erase.user().erased(erase.at()));
        }
        if (fault == Fault.KEEPS_KEYS_THAT_ARE_GIVEN_UP && change instanceof Change.Replace replace) {
            replace.before().keys().forEach(key -> claimed.put(key, replace.before()));
        }
        if (fault == Fault.RECORDS_LATER) {
            Commit commit = sound.commit(under(Optional.empty(), change));
            LockSupport.parkNanos(1);
            return keep(change, commit);
        }
        return keep(change, sound.commit(under(change.claim().map(this::kept), change)));
    }

    /** Whether the user has all of its keys. */
    private boolean claims(User user) {
        users.put(user.id(), user);
        if (fault == Fault.CLAIMS_ONE_BY_ONE) {
            for (Key key : user.keys()) {
                if (claimed.putIfAbsent(key, user) != null) {
                    return false;
                }
                LockSupport.parkNanos(1);
            }
        }
        return true;
    }

    private Commit keep(Change change, Commit commit) {
        if (commit instanceof Commit.Done done) {
            change.recorded(done.user()).ifPresent(record -> records.putIfAbsent(record.key(), record));
        }
        return commit;
    }

    private IdempotencyClaim kept(IdempotencyClaim claim) {
        return fault == Fault.FORGETS_TOO_SOON
                ? new IdempotencyClaim(
                        claim.tenant(),
                        claim.key(),
                        claim.fingerprint(),
                        claim.now().minus(Duration.ofSeconds(1)),
                        claim.forgotten())
                : claim;
    }

    /** The same change with this claim. What is nothing but its claim keeps the one that it has. */
    private static Change under(Optional<IdempotencyClaim> claim, Change change) {
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
                        claim),
                onALine -> new Change.AdmitOnALine(onALine.admission(), claim),
                replace -> new Change.Replace(
                        replace.id(),
                        replace.before(),
                        replace.after(),
                        replace.at(),
                        replace.formerUntil(),
                        replace.fields(),
                        replace.tellsValues(),
                        claim),
                move -> new Change.Move(
                        move.before(),
                        move.after(),
                        move.wish(),
                        move.at(),
                        move.formerUntil(),
                        move.fields(),
                        move.tellsValues(),
                        claim),
                deactivate -> new Change.Deactivate(
                        deactivate.id(), deactivate.user(), deactivate.at(), deactivate.tellsValues(), claim),
                erase -> new Change.Erase(erase.id(), erase.user(), erase.at(), claim),
                confirm -> claim.map(made -> new Change.Confirm(confirm.user(), confirm.unheld(), made))
                        .orElse(confirm));
    }

    @Override
    public Optional<AnyUser> find(TenantId tenant, UserId id) {
        return fault == Fault.FINDS_THROUGH_ANY_TENANT
                ? Optional.ofNullable(users.get(id))
                        .flatMap(user -> sound.find(user.tenant(), id))
                        .or(() -> sound.find(tenant, id))
                : sound.find(tenant, id);
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        return sound.find(phone, line);
    }

    @Override
    public Set<LineUser> usersOf(PhoneNumber phone) {
        return sound.usersOf(phone);
    }

    @Override
    public Set<FormerPair> formerPairs(PhoneNumber phone) {
        return sound.formerPairs(phone);
    }

    @Override
    public List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
        return sound.usersOn(line, after, most);
    }

    @Override
    public Page list(Listing listing) {
        return sound.list(
                fault == Fault.LISTS_BY_CREATION_ONLY
                        ? listing.within(new Span(
                                Span.Time.CREATION,
                                listing.span().from(),
                                listing.span().before()))
                        : listing);
    }

    @Override
    public Optional<AnyUser> settle(Version version) {
        return sound.settle(version);
    }

    @Override
    public List<DeactivatedUser> deactivatedBefore(TenantId tenant, Instant end, int most) {
        return sound.deactivatedBefore(tenant, end, most);
    }

    @Override
    public Map<UserKind, Integer> activeUsers(TenantId tenant) {
        return sound.activeUsers(tenant);
    }

    @Override
    public Events events() {
        return sound.events();
    }

    @Override
    public int plan() {
        return sound.plan();
    }

    @Override
    public void adoptPlan(int plan) {
        sound.adoptPlan(plan);
    }

    @Override
    public int sweep(Instant now) {
        return sound.sweep(now);
    }
}
