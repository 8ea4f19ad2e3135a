package dev.partyline.inmemory;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.PlaceId;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import java.util.Optional;
import java.util.Set;

/** A store and a pool in memory, in one step: the default for hosts that have neither. */
public final class InMemoryAllocatingUserStore implements AllocatingUserStore {
    private final InMemoryUserStore store = new InMemoryUserStore();
    private final InMemoryPhonePool pool;

    /**
     * An empty store over a pool that nobody else leases from.
     *
     * @param pool whose lines shared users get; states and capacities may be changed through it at any time
     */
    public InMemoryAllocatingUserStore(InMemoryPhonePool pool) {
        this.pool = pool;
    }

    @Override
    public Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim) {
        return store.admit(admission, claim, pool);
    }

    @Override
    public Optional<Line> settle(SharedAdmission admission) {
        return store.lineOf(admission);
    }

    @Override
    public boolean settle(Change change) {
        return store.settle(change);
    }

    @Override
    public boolean hasLineFor(PhoneNumber phone) {
        return pool.hasLineOutside(store.linesOf(phone));
    }

    @Override
    public Facts look(Question question) {
        return store.look(question);
    }

    @Override
    public Commit commit(Change change) {
        return change.fold(
                store::commit,
                store::commit,
                deactivation -> store.deactivate(deactivation, pool::giveBack),
                store::commit);
    }

    @Override
    public Optional<User> find(TenantId tenant, UserId id) {
        return store.find(tenant, id);
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        return store.find(phone, line);
    }

    @Override
    public Set<Line> linesOf(PhoneNumber phone) {
        return store.linesOf(phone);
    }

    @Override
    public Page list(Listing listing) {
        return store.list(listing);
    }

    @Override
    public boolean settle(TenantId tenant, UserId id, PlaceId place) {
        return store.settle(tenant, id, place);
    }
}
