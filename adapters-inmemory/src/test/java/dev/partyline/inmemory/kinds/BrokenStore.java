package dev.partyline.inmemory.kinds;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyRecord;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.IdempotencyKey;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UserStore;
import java.time.Duration;
import java.util.HashMap;
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
        FINDS_THROUGH_ANY_TENANT
    }

    private final UserStore sound = new InMemoryUserStore();
    private final Map<Key, User> claimed = new ConcurrentHashMap<>();
    private final Map<IdempotencyKey, IdempotencyRecord> records = new ConcurrentHashMap<>();
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
        return new Facts(holders, facts.sharedUsers(), facts.former(), facts.idTaken(), remembered(question, facts));
    }

    private Optional<IdempotencyRecord> remembered(Question question, Facts facts) {
        return fault == Fault.FORGETS_THE_TENANT_OF_A_KEY
                ? question.idempotencyKey().map(records::get).or(facts::remembered)
                : facts.remembered();
    }

    @Override
    public Commit commit(Change change) {
        return change.fold(this::admit, sound::commit, sound::commit, this::answer);
    }

    private Commit admit(Change.Admit change) {
        users.put(change.user().id(), change.user());
        if (fault == Fault.CLAIMS_ONE_BY_ONE) {
            for (Key key : change.user().keys()) {
                if (claimed.putIfAbsent(key, change.user()) != null) {
                    return Commit.OUTDATED;
                }
                LockSupport.parkNanos(1);
            }
        }
        return sound.commit(change);
    }

    private Commit answer(Change.Answer answer) {
        records.put(answer.record().key(), answer.record());
        if (fault != Fault.RECORDS_LATER) {
            answer.change()
                    .filter(Change.Admit.class::isInstance)
                    .map(change -> ((Change.Admit) change).user())
                    .ifPresent(user -> users.put(user.id(), user));
            return sound.commit(new Change.Answer(answer.change(), kept(answer.record()), answer.forgotten()));
        }
        Commit commit = answer.change().map(this::commit).orElse(Commit.DONE);
        LockSupport.parkNanos(1);
        if (commit == Commit.DONE) {
            sound.commit(new Change.Answer(Optional.empty(), answer.record(), answer.forgotten()));
        }
        return commit;
    }

    private IdempotencyRecord kept(IdempotencyRecord record) {
        return fault == Fault.FORGETS_TOO_SOON
                ? new IdempotencyRecord(
                        record.tenant(),
                        record.key(),
                        record.fingerprint(),
                        record.firstUse().minus(Duration.ofSeconds(1)),
                        record.outcome())
                : record;
    }

    @Override
    public Optional<User> find(TenantId tenant, UserId id) {
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
    public Set<Line> linesOf(PhoneNumber phone) {
        return sound.linesOf(phone);
    }

    @Override
    public Page list(Listing listing) {
        return sound.list(listing);
    }

    @Override
    public boolean settle(Change change) {
        return sound.settle(change);
    }

    @Override
    public boolean settle(TenantId tenant, UserId id, PlaceId place) {
        return sound.settle(tenant, id, place);
    }
}
