package dev.partyline.ports;

import dev.partyline.domain.rule.Facts;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.DeactivatedUser;
import dev.partyline.domain.user.LineUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.user.UserId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.NumberingPlan;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.Events;
import dev.partyline.ports.driven.FormerPair;
import dev.partyline.ports.driven.LinePosition;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import dev.partyline.ports.driven.UserStore;
import dev.partyline.ports.driven.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store that has one user and keeps nothing: whatever is asked of it goes well, but that it can't tell what else was
 * made.
 */
class QuietStore implements UserStore {
    @Override
    public Facts look(Question question) {
        return new Facts(
                Map.of(),
                0,
                Map.of(),
                question.id().map(id -> Samples.SHARED_USER),
                Optional.empty(),
                Optional.of(Samples.LINE).filter(line -> !question.lineFor().isEmpty()),
                Optional.empty());
    }

    @Override
    public Commit commit(Change change) {
        return new Commit.Done(change.made(Samples.SHARED_USER));
    }

    @Override
    public Optional<AnyUser> settle(Version version) {
        if (version.by().equals(Samples.PLACE)) {
            return Optional.of(Samples.SHARED_USER);
        }
        throw new UnavailableException("nobody knows", Effect.UNKNOWN, null);
    }

    @Override
    public Optional<AnyUser> find(TenantId tenant, UserId id) {
        return Optional.of(Samples.SHARED_USER);
    }

    @Override
    public Optional<User> find(PhoneNumber phone, Line line) {
        return Optional.of(Samples.SHARED_USER);
    }

    @Override
    public Set<LineUser> usersOf(PhoneNumber phone) {
        return Set.of();
    }

    @Override
    public Set<FormerPair> formerPairs(PhoneNumber phone) {
        return Set.of();
    }

    @Override
    public List<LineUser> usersOn(Line line, Optional<LinePosition> after, int most) {
        return List.of(Samples.SHARED_USER);
    }

    @Override
    public Page list(Listing listing) {
        return new Page(List.of(), Optional.empty());
    }

    @Override
    public List<DeactivatedUser> deactivatedBefore(TenantId tenant, Instant end, int most) {
        return List.of();
    }

    @Override
    public Map<UserKind, Integer> activeUsers(TenantId tenant) {
        return Map.of(UserKind.SHARED, 1);
    }

    @Override
    public Events events() {
        return new QuietEvents();
    }

    @Override
    public int plan() {
        return NumberingPlan.NUMBER;
    }

    @Override
    public void adoptPlan(int plan) {
        throw new AssertionError("it has the plan already");
    }

    @Override
    public int sweep(Instant now) {
        return 0;
    }
}
