package dev.partyline.inmemory.history;

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
import dev.partyline.ports.driven.UserStore;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A store behind a gate. */
public class GatedStore implements UserStore {
    final Gate gate;
    private final UserStore store;

    public GatedStore(UserStore store, Gate gate) {
        this.store = store;
        this.gate = gate;
    }

    /** A store that allocates lines, behind a gate. */
    public static final class Allocating extends GatedStore implements AllocatingUserStore {
        private final AllocatingUserStore store;

        public Allocating(AllocatingUserStore store, Gate gate) {
            super(store, gate);
            this.store = store;
        }

        /** In one step for every other one who would be new; the others are looked at. A store may do either. */
        @Override
        public LookedOrAdmitted lookOrAdmit(Question question, Supplier<Optional<SharedAdmission>> ifNew) {
            Optional<SharedAdmission> given = ifNew.get();
            return gate.pass(() -> given.filter(
                            admission -> admission.candidate().id().value().getLeastSignificantBits() % 2 == 0)
                    .filter(admission -> nobodyIsThere(store.look(question)))
                    .map(admission -> store.admit(admission, Optional.empty()))
                    .filter(Admitted.Done.class::isInstance)
                    .<LookedOrAdmitted>map(done -> new LookedOrAdmitted.Made(((Admitted.Done) done).user()))
                    .orElseGet(() -> new LookedOrAdmitted.Looked(store.look(question))));
        }

        private static boolean nobodyIsThere(Facts facts) {
            return facts.holders().isEmpty() && facts.former().isEmpty();
        }

        @Override
        public Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim) {
            return gate.pass(() -> store.admit(admission, claim));
        }

        @Override
        public Optional<Line> settle(SharedAdmission admission) {
            return gate.pass(() -> store.settle(admission));
        }

        @Override
        public boolean hasLineFor(PhoneNumber phone) {
            return gate.pass(() -> store.hasLineFor(phone));
        }
    }

    @Override
    public Facts look(Question question) {
        return gate.pass(() -> store.look(question));
    }

    @Override
    public Commit commit(Change change) {
        return gate.pass(() -> store.commit(change));
    }

    @Override
    public Optional<User> find(TenantId tenant, UserId id) {
        return gate.pass(() -> store.find(tenant, id));
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        return gate.pass(() -> store.find(phone, line));
    }

    @Override
    public Set<Line> linesOf(PhoneNumber phone) {
        return gate.pass(() -> store.linesOf(phone));
    }

    @Override
    public Page list(Listing listing) {
        return gate.pass(() -> store.list(listing));
    }

    @Override
    public boolean settle(Change change) {
        return gate.pass(() -> store.settle(change));
    }

    @Override
    public boolean settle(TenantId tenant, UserId id, PlaceId place) {
        return gate.pass(() -> store.settle(tenant, id, place));
    }
}
