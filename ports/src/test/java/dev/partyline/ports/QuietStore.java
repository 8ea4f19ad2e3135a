package dev.partyline.ports;

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
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store that has one user and keeps nothing: whatever is asked of it goes well, but that it can't tell what was. */
class QuietStore implements AllocatingUserStore {
    @Override
    public Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim) {
        return new Admitted.Done(admission.candidate().on(Samples.LINE));
    }

    @Override
    public boolean hasLineFor(PhoneNumber phone) {
        return true;
    }

    @Override
    public Facts look(Question question) {
        return new Facts(Map.of(), 0, Map.of(), false, Optional.empty());
    }

    @Override
    public Commit commit(Change change) {
        return Commit.DONE;
    }

    @Override
    public Optional<User> find(TenantId tenant, UserId id) {
        return Optional.of(Samples.SHARED_USER);
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        return Optional.of(Samples.SHARED_USER);
    }

    @Override
    public Set<Line> linesOf(PhoneNumber phone) {
        return Set.of();
    }

    @Override
    public Page list(Listing listing) {
        return new Page(List.of(), Optional.empty());
    }

    @Override
    public boolean settle(Change change) {
        throw new UnavailableException("nobody knows", Effect.UNKNOWN, null);
    }

    @Override
    public Optional<Line> settle(SharedAdmission admission) {
        throw new UnavailableException("nobody knows", Effect.UNKNOWN, null);
    }

    @Override
    public boolean settle(TenantId tenant, UserId id, PlaceId place) {
        return true;
    }
}
